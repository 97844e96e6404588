import { introductionPost } from '../answers/introduction';
import type { LinkedMembers } from '../linked_members';
import { log, messageOf } from '../log';
import type { Weft } from '../weft/client';
import { WeftError } from '../weft/error';
import { dateOf, Introduction, IntroductionEvent } from '../weft/resources';
import type { DirectMessages } from './direct_messages';
import type { Outbox } from './outbox';
import type { StateFile } from './state_file';
import { Wakeup } from './wakeup';

const AGAIN_MS_MIN = 500;
const AGAIN_MS_MAX = 30_000;

// Events after which what was posted reads otherwise.
const RENEWING = new Set([
  'TYPE_ANSWERED',
  'TYPE_MUTUAL',
  'TYPE_MET',
  'TYPE_OUTCOME_RECORDED',
  'TYPE_CLOSED',
  'TYPE_LAPSED',
]);

// Follows what happens to introductions: wakes the outbox, and brings cards in Slack up to date, whoever changed them
// and by whichever way. An event may come twice after a crash, which does no harm.
export class Follower {
  private readonly wakeup = new Wakeup();
  private againMs = AGAIN_MS_MIN;

  constructor(
    private readonly weft: Weft,
    private readonly network: string,
    private readonly links: LinkedMembers,
    private readonly directMessages: DirectMessages,
    private readonly outbox: Outbox,
    private readonly place: StateFile<{ resume_token: string }>,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const token = this.place.read()?.resume_token ?? '';
        for await (const event of this.weft.watchIntroductions(this.network, token, signal, () => this.begin())) {
          this.outbox.wake();
          await this.take(event);
          this.place.write({ resume_token: event.resume_token });
        }
      } catch (error) {
        log('stream_ended', { reason: error instanceof WeftError ? error.reason || error.message : messageOf(error) });
        // The store is an older copy: what was missed shows as soon as somebody presses a button.
        if (error instanceof WeftError && error.reason === 'RESUME_TOKEN_AHEAD') this.place.clear();
      }
      await this.wakeup.wait(this.againMs, signal);
      this.againMs = Math.min(this.againMs * 2, AGAIN_MS_MAX);
    }
  }

  // Something may have become due while nobody was watching.
  private begin(): void {
    log('stream_begun');
    this.againMs = AGAIN_MS_MIN;
    this.outbox.wake();
  }

  private async take(event: IntroductionEvent): Promise<void> {
    const { introduction } = event;
    if (!introduction || !RENEWING.has(event.type)) return;
    const readers = event.member
      ? [event.member]
      : [...introduction.sides.map((side) => side.member), introduction.introducer];
    for (const reader of new Set(readers)) await this.renew(introduction.name, reader, event.type);
  }

  private async renew(name: string, reader: string, type: string): Promise<void> {
    const user = this.links.userOf(reader);
    if (!user) return;
    try {
      // As this member may see it: the event itself is in the operator's view.
      const seen = await this.weft.call('IntroductionService.GetIntroduction', { name, as_member: reader });
      const since = dateOf(seen.create_time) ?? new Date(0);
      const count = await this.directMessages.renew(user, seen, reader, since);
      if (type === 'TYPE_MUTUAL' && count === 0) await this.thank(user, seen, reader, since);
    } catch (error) {
      if (error instanceof WeftError && error.isUnreachable) throw error;
      log('card_not_renewed', { introduction: name, reason: messageOf(error) });
    }
  }

  // Who brought two together learns that they said yes. Weft sends no message of its own for it.
  private async thank(user: string, introduction: Introduction, introducer: string, since: Date): Promise<void> {
    if (introduction.sides.some((side) => side.member === introducer)) return;
    const mark = `${introduction.name}/thanks`;
    if (await this.directMessages.has(user, mark, since)) return;
    await this.directMessages.post(user, introductionPost(introduction, introducer), mark);
  }
}
