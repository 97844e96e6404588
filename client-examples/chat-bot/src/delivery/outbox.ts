import { messagePost } from '../blocks/message_post';
import type { LinkedMembers } from '../linked_members';
import { log, messageOf } from '../log';
import type { Weft } from '../weft/client';
import { WeftError } from '../weft/error';
import { dateOf, Message } from '../weft/resources';
import type { DirectMessages } from './direct_messages';
import type { Handles } from './handles';
import { failureOf } from './slack_failure';
import { Wakeup } from './wakeup';

const BATCH = 10;
const IDLE_MS_MAX = 60_000;
const WEFT_DOWN_MS = 2_000;

// Delivers what Weft has to tell members, each message once: claim, begin, post, confirm. When the bot dies between
// begin and confirm, Weft calls the message uncertain once the lease is over; Slack then knows whether it was posted.
export class Outbox {
  private readonly wakeup = new Wakeup();
  private waitMs = 0;

  constructor(
    private readonly weft: Weft,
    private readonly network: string,
    private readonly links: LinkedMembers,
    private readonly handles: Handles,
    private readonly directMessages: DirectMessages,
    private readonly leaseSeconds: number,
  ) {}

  // Something may have become due.
  wake(): void {
    this.wakeup.wake();
  }

  // Delivers until `signal` aborts; what is under way then is finished.
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      // A lease that ended, of a bot that died, is seen soon after; an invitation that was queued makes no event.
      this.waitMs = Math.min(IDLE_MS_MAX, this.leaseSeconds * 1000);
      try {
        await this.handles.announce();
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
      lease_seconds: this.leaseSeconds,
    });
    for (const message of messages) {
      // What is left unbegun is offered again when the lease is over.
      if (signal.aborted) return false;
      await this.deliver(message);
    }
    const due = dateOf(next);
    if (due) this.waitMs = Math.min(this.waitMs, Math.max(0, due.getTime() - Date.now()) + 50);
    return messages.length === BATCH;
  }

  private async deliver(message: Message): Promise<void> {
    const { name, claim } = message;
    const [recipient] = message.recipients;
    const user = recipient && this.links.userOf(recipient.member);
    if (!user && !recipient?.handles.some((handle) => handle.service === 'slack')) {
      log('message_left', { message: name, reason: 'not a member of this workspace' });
      return;
    }
    try {
      await this.weft.call('MessageService.BeginDelivery', { name, claim });
    } catch (error) {
      if (!(error instanceof WeftError) || error.isUnreachable) throw error;
      log('message_not_begun', { message: name, reason: error.reason });
      return;
    }
    await this.confirm(message, recipient!.member, user);
  }

  private async confirm({ name, claim, ...message }: Message, member: string, user: string | undefined): Promise<void> {
    const say = async (result: string, more: { detail?: string; refused_members?: string[] } = {}) => {
      await this.weft.call('MessageService.ConfirmDelivery', { name, claim, result, ...more });
      log('message_delivered', { message: name, result });
    };
    if (!user) return say('RESULT_PERMANENT_FAILURE', { detail: 'no Slack user is linked to this member' });
    try {
      await this.directMessages.post(user, messagePost({ name, claim, ...message }, member), name);
    } catch (error) {
      const failure = failureOf(error);
      log('message_not_posted', { message: name, kind: failure.kind, reason: failure.detail });
      const { detail } = failure;
      switch (failure.kind) {
        case 'temporary':
          return say('RESULT_TEMPORARY_FAILURE', { detail });
        case 'unreachable':
          return say('RESULT_PERMANENT_FAILURE', { detail, refused_members: [member] });
        case 'refused':
          return say('RESULT_PERMANENT_FAILURE', { detail });
        case 'unknown':
          return; // Slack is asked when Weft calls it uncertain.
      }
    }
    return say('RESULT_SENT');
  }

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

  private async settle(message: Message): Promise<void> {
    const [recipient] = message.recipients;
    const user = recipient && this.links.userOf(recipient.member);
    if (!user) return;
    try {
      const sent = await this.directMessages.has(user, message.name, dateOf(message.due_time) ?? new Date(0));
      await this.weft.call('MessageService.ResolveMessage', { name: message.name, sent });
      log('message_settled', { message: message.name, sent });
    } catch (error) {
      if (error instanceof WeftError && error.isUnreachable) throw error;
      log('message_not_settled', { message: message.name, reason: messageOf(error) });
    }
  }
}
