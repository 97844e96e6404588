import { webApi } from '@slack/bolt';
import { Block, Post } from '../blocks/blocks';
import { headline, renewCard, aspectOf } from '../blocks/introduction_card';
import type { Introduction } from '../weft/resources';

const METADATA_TYPE = 'weft_message';
const PAGE = 200;
// The clocks of Weft and Slack may differ.
const CLOCK_SLACK_SECONDS = 3600;

interface PostedMessage {
  ts?: string;
  blocks?: unknown[];
  metadata?: { event_type?: string; event_payload?: object };
}

// The bot's conversations with one person each. Slack keeps what was posted; nothing about it is stored here.
export class DirectMessages {
  private readonly channels = new Map<string, string>();

  // `once` never tries anything a second time by itself; `patient` waits where Slack asks for it.
  constructor(
    private readonly once: webApi.WebClient,
    private readonly patient: webApi.WebClient,
  ) {}

  // Posts a message of Weft, marked with its name. Throws what Slack says.
  async post(user: string, post: Post, message: string): Promise<void> {
    await this.once.chat.postMessage({
      channel: await this.channelOf(user),
      ...post,
      metadata: { event_type: METADATA_TYPE, event_payload: { message } },
      unfurl_links: false,
      unfurl_media: false,
    });
  }

  // Posts something that needs no mark.
  async say(user: string, post: Post): Promise<void> {
    await this.patient.chat.postMessage({ channel: await this.channelOf(user), ...post, unfurl_links: false });
  }

  // Whether the message of that name was posted, since about `since`.
  async has(user: string, message: string, since: Date): Promise<boolean> {
    for await (const posted of this.history(user, since)) {
      const payload = (posted.metadata?.event_payload ?? {}) as { message?: string };
      if (posted.metadata?.event_type === METADATA_TYPE && payload.message === message) return true;
    }
    return false;
  }

  // Brings every card of `introduction` posted to this person to what `reader`, their member, may see now; how many.
  async renew(user: string, introduction: Introduction, reader: string, since: Date): Promise<number> {
    let count = 0;
    for await (const posted of this.history(user, since)) {
      const blocks = renewCard((posted.blocks ?? []) as Block[], introduction, reader);
      if (!blocks || !posted.ts) continue;
      const text = headline(introduction, reader, aspectOf(introduction, reader));
      await this.patient.chat.update({ channel: await this.channelOf(user), ts: posted.ts, text, blocks });
      ++count;
    }
    return count;
  }

  private async channelOf(user: string): Promise<string> {
    const known = this.channels.get(user);
    if (known) return known;
    const { channel } = await this.once.conversations.open({ users: user });
    if (!channel?.id) throw new Error('Slack opened a conversation without an id');
    this.channels.set(user, channel.id);
    return channel.id;
  }

  private async *history(user: string, since: Date): AsyncGenerator<PostedMessage> {
    const oldest = String(Math.floor(since.getTime() / 1000) - CLOCK_SLACK_SECONDS);
    const request = { channel: await this.channelOf(user), oldest, limit: PAGE, include_all_metadata: true };
    let cursor: string | undefined;
    do {
      const page = await this.patient.conversations.history({ ...request, ...(cursor ? { cursor } : {}) });
      for (const posted of page.messages ?? []) if (posted.bot_id) yield posted as PostedMessage;
      cursor = page.response_metadata?.next_cursor || undefined;
    } while (cursor);
  }
}
