import { messagePost } from '../blocks/message_post';
import type { LinkedMembers } from '../linked_members';
import { log, messageOf } from '../log';
import type { Weft } from '../weft/client';
import { WeftError } from '../weft/error';
import { dateOf, Message } from '../weft/resources';
import type { DirectMessages } from './direct_messages';
import type { Handles } from './handles';
import type { Begun, InHand } from './in_hand';
import { failureOf } from './slack_failure';
import { Wakeup } from './wakeup';

const BATCH = 10;
const LEASE_SECONDS = 300;
// An invitation that was queued makes no event.
const IDLE_MS = 60_000;
const WEFT_DOWN_MS = 2_000;
// So long a call that was cut off may still be on its way into a conversation.
const IN_FLIGHT_MS = 10_000;
// By then Weft calls it uncertain of its own accord.
const IN_HAND_MS_MAX = 3_600_000;

// Delivers what Weft has to tell members, each message once: claim, begin, post, confirm. What was cut short between
// begin and confirm is looked for in the conversation; if it is not there, Weft makes it due again a little later.
export class Outbox {
  private readonly wakeup = new Wakeup();
  private waitMs = 0;

  constructor(
    private readonly weft: Weft,
    private readonly network: string,
    private readonly links: LinkedMembers,
    private readonly handles: Handles,
    private readonly directMessages: DirectMessages,
    private readonly inHand: InHand,
  ) {}

  // Something may have become due.
  wake(): void {
    this.wakeup.wake();
  }

  // Delivers until `signal` aborts; what is under way then is finished.
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.waitMs = IDLE_MS;
      try {
        await this.handles.announce();
        await this.takeUp();
        await this.settleUncertain();
        while (!signal.aborted && (await this.deliverBatch(signal))) continue;
      } catch (error) {
        log('outbox_failed', { reason: messageOf(error) });
        this.waitMs = WEFT_DOWN_MS;
      }
      await this.wakeup.wait(this.waitMs, signal);
    }
  }

  // False: nothing (more) to do now.
  private async deliverBatch(signal: AbortSignal): Promise<boolean> {
    const { messages, next_due_time: next } = await this.weft.call('MessageService.ClaimMessages', {
      parent: this.network,
      channel: 'CHANNEL_CHAT',
      limit: BATCH,
      lease_seconds: LEASE_SECONDS,
    });
    for (const message of messages) {
      // What is left unbegun is offered again when the lease is over.
      if (signal.aborted) return false;
      await this.deliver(message);
    }
    const due = dateOf(next);
    if (due) this.comeBackIn(due.getTime() - Date.now() + 50);
    return messages.length === BATCH;
  }

  private comeBackIn(ms: number): void {
    this.waitMs = Math.min(this.waitMs, Math.max(0, ms));
  }

  private async deliver(message: Message): Promise<void> {
    const { name, claim } = message;
    const [recipient] = message.recipients;
    if (!recipient) return;
    const isOurs = recipient.handles.some((handle) => handle.service === 'slack');
    if (!this.links.userOf(recipient.member) && !isOurs) {
      log('message_left', { message: name, reason: 'not a member of this workspace' });
      return;
    }
    const begun = { name, claim, member: recipient.member, beginMs: Date.now() };
    this.inHand.add(begun);
    if (await this.begin(begun)) await this.post(begun, message);
  }

  // False: Weft does not want it sent (any more).
  private async begin({ name, claim }: Begun): Promise<boolean> {
    try {
      await this.weft.call('MessageService.BeginDelivery', { name, claim });
      return true;
    } catch (error) {
      if (!(error instanceof WeftError) || error.isUnreachable) throw error;
      log('message_not_begun', { message: name, reason: error.reason });
      this.inHand.remove(name);
      return false;
    }
  }

  private async post(begun: Begun, message: Message): Promise<void> {
    const user = this.links.userOf(begun.member);
    if (!user) {
      return this.confirm(begun, 'RESULT_PERMANENT_FAILURE', { detail: 'no Slack user is linked to this member' });
    }
    try {
      await this.directMessages.post(user, messagePost(message, begun.member), begun.name);
    } catch (error) {
      const { kind, detail } = failureOf(error);
      log('message_not_posted', { message: begun.name, kind, reason: detail });
      switch (kind) {
        case 'temporary':
          return this.confirm(begun, 'RESULT_TEMPORARY_FAILURE', { detail });
        case 'unreachable':
          return this.confirm(begun, 'RESULT_PERMANENT_FAILURE', { detail, refused_members: [begun.member] });
        case 'refused':
          return this.confirm(begun, 'RESULT_PERMANENT_FAILURE', { detail });
        case 'unknown':
          return this.comeBackIn(IN_FLIGHT_MS);
      }
    }
    return this.confirm(begun, 'RESULT_SENT');
  }

  private async confirm(begun: Begun, result: string, more: { detail?: string; refused_members?: string[] } = {}) {
    const { name, claim } = begun;
    try {
      await this.weft.call('MessageService.ConfirmDelivery', { name, claim, result, ...more });
      log('message_delivered', { message: name, result });
    } catch (error) {
      if (!(error instanceof WeftError) || error.isUnreachable) throw error;
      log('message_not_confirmed', { message: name, reason: error.reason });
    }
    this.inHand.remove(name);
  }

  // What this bot, or the one before it, has begun and not confirmed.
  private async takeUp(): Promise<void> {
    for (const begun of this.inHand.all()) {
      const leftMs = begun.beginMs + IN_FLIGHT_MS - Date.now();
      if (leftMs > 0) {
        this.comeBackIn(leftMs);
        continue;
      }
      const isPosted = await this.isPosted(begun.name, begun.member, new Date(begun.beginMs));
      if (isPosted === undefined) {
        if (leftMs < -IN_HAND_MS_MAX) this.inHand.remove(begun.name);
        continue;
      }
      log('message_taken_up', { message: begun.name, posted: isPosted });
      if (isPosted) await this.confirm(begun, 'RESULT_SENT');
      else await this.confirm(begun, 'RESULT_TEMPORARY_FAILURE', { detail: 'cut short before it was posted' });
    }
  }

  // What was begun so long ago that Weft has given up hope of hearing what became of it.
  private async settleUncertain(): Promise<void> {
    let pageToken = '';
    do {
      const page = await this.weft.call('MessageService.ListMessages', {
        parent: this.network,
        states: ['STATE_UNCERTAIN'],
        page_size: 1000,
        page_token: pageToken,
      });
      for (const message of page.messages) if (message.channel === 'CHANNEL_CHAT') await this.settle(message);
      pageToken = page.next_page_token;
    } while (pageToken !== '');
  }

  private async settle({ name, recipients, due_time: due }: Message): Promise<void> {
    const sent = recipients[0] && (await this.isPosted(name, recipients[0].member, dateOf(due) ?? new Date(0)));
    if (sent === undefined) return;
    await this.weft.call('MessageService.ResolveMessage', { name, sent });
    log('message_settled', { message: name, sent });
  }

  // Whether the message stands in the member's conversation; undefined: Slack does not say.
  private async isPosted(name: string, member: string, since: Date): Promise<boolean | undefined> {
    const user = this.links.userOf(member);
    try {
      return user === undefined ? undefined : await this.directMessages.has(user, name, since);
    } catch (error) {
      log('conversation_not_read', { message: name, reason: messageOf(error) });
      return undefined;
    }
  }
}
