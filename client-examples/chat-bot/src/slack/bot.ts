import * as grpc from '@grpc/grpc-js';
import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt';
import type { Conversation } from '../answers/conversation';
import { notLinked } from '../answers/help';
import { get } from '../answers/introduction';
import { plainError } from '../answers/plain_error';
import { Action } from '../blocks/actions';
import { Block, note } from '../blocks/blocks';
import { FormContext, submitted, tooLong } from '../blocks/forms';
import { parseCommand } from '../command';
import type { DirectMessages } from '../delivery/direct_messages';
import type { LinkedMembers } from '../linked_members';
import { log, messageOf } from '../log';
import { RecentRequests } from '../recent_requests';
import { requestId } from '../request_id';
import type { Weft } from '../weft/client';
import { WeftError } from '../weft/error';
import { carryOutClick, carryOutForm, formOf } from './clicks';
import { carryOut, isWrite } from './commands';
import { chatPlace, commandPlace, ephemeralPlace, formPlace, messagePlace, Place } from './place';

// What a person has sent, however they did.
interface Incoming {
  user: string;
  occasion: string; // What Slack keeps when it sends it again.
  place: Place;
  isWrite: boolean;
  introduction: string; // Whose card is to be brought up to date when an answer comes too late; or empty.
}

// Connects Slack's requests to what is to be done. Each is acknowledged at once; the work follows.
export class Bot {
  private readonly recent = new RecentRequests();

  constructor(
    private readonly app: App,
    private readonly weft: Weft,
    private readonly network: string,
    private readonly links: LinkedMembers,
    private readonly directMessages: DirectMessages,
    private readonly helpContact: string,
  ) {
    this.takeCommands();
    this.takeLines();
    this.takeClicks();
    this.takeForms();
    app.error(async (error) => log('request_failed', { reason: messageOf(error) }));
  }

  private takeCommands(): void {
    this.app.command('/weft', async ({ ack, body }) => {
      await ack();
      const place = commandPlace(body.response_url);
      await this.takeText(body.user_id, `command ${body.trigger_id}`, place, body.text ?? '');
    });
  }

  // What is written to the bot alone.
  private takeLines(): void {
    this.app.message(async ({ message, body }) => {
      if (message.subtype !== undefined || message.channel_type !== 'im' || message.bot_id || !message.text) return;
      const place = chatPlace(this.directMessages, message.user);
      await this.takeText(message.user, `event ${body.event_id}`, place, message.text.replace(/^\s*\/?weft\s+/i, ''));
    });
  }

  private async takeText(user: string, occasion: string, place: Place, text: string): Promise<void> {
    const command = parseCommand(text, new Date());
    const incoming = { user, occasion, place, isWrite: isWrite(command), introduction: '' };
    await this.take(incoming, async (conversation) => place.reply(await carryOut(conversation, this.links, command)));
  }

  private takeClicks(): void {
    this.app.action<BlockAction<ButtonAction>>(/.*/, async ({ ack, action, body, client }) => {
      await ack();
      const { action_id: id, value = '' } = action;
      const isEphemeral = body.message?.blocks === undefined;
      const form = formOf(id, value, { responseUrl: body.response_url, isEphemeral });
      if (form) {
        // A trigger is good for three seconds: nothing else may come first.
        await client.views.open({ trigger_id: body.trigger_id, view: form });
        return;
      }
      const place = isEphemeral
        ? ephemeralPlace(body.response_url)
        : messagePlace(client, body.response_url, {
            channel: body.channel?.id ?? '',
            ts: body.message?.ts ?? '',
            blocks: body.message?.blocks as Block[],
          });
      const introduction = value.startsWith(`${this.network}/introductions/`) ? value : '';
      const incoming = {
        user: body.user.id,
        occasion: `click ${body.trigger_id}`,
        place,
        isWrite: id !== Action.open,
        introduction,
      };
      await this.take(incoming, (conversation) => carryOutClick(conversation, place, id, value));
    });
  }

  private takeForms(): void {
    this.app.view<ViewSubmitAction>(/.*/, async ({ ack, body, view }) => {
      const filled = submitted(view);
      const passOnTo = filled.user ? this.links.memberOf(filled.user) : undefined;
      const errors = tooLong(filled);
      if (filled.user && !passOnTo)
        errors.user = 'I do not know yet which member that is. Please choose somebody else.';
      if (Object.keys(errors).length > 0) {
        await ack({ response_action: 'errors', errors });
        return;
      }
      await ack();
      const context = JSON.parse(view.private_metadata) as FormContext;
      const place = formPlace(context, this.directMessages, body.user.id);
      const occasion = `form ${body.trigger_id}`;
      const incoming = { user: body.user.id, occasion, place, isWrite: true, introduction: context.introduction };
      await this.take(incoming, (conversation) =>
        carryOutForm(conversation, place, view.callback_id, context, filled, passOnTo ?? ''),
      );
    });
  }

  private async take(incoming: Incoming, work: (conversation: Conversation) => Promise<void>): Promise<void> {
    const { user, occasion, place } = incoming;
    if (!this.recent.isFirst(occasion)) {
      log('repeat_ignored');
      return;
    }
    const member = this.links.memberOf(user);
    if (!member) {
      await place.reply(notLinked(user, this.helpContact));
      return;
    }
    const conversation: Conversation = {
      weft: this.weft,
      network: this.network,
      member,
      requestId: (part) => requestId(`${user} ${occasion}`, part),
      now: new Date(),
    };
    try {
      await work(conversation);
    } catch (error) {
      log('answer_failed', { reason: error instanceof WeftError ? error.reason || error.message : messageOf(error) });
      await place.reply(note(plainError(error, incoming.isWrite)));
      await this.renewAfter(error, incoming, conversation);
    }
  }

  // An answer that came too late: the card that was clicked is out of date.
  private async renewAfter(
    error: unknown,
    { introduction, place }: Incoming,
    conversation: Conversation,
  ): Promise<void> {
    if (!introduction || !(error instanceof WeftError) || error.code !== grpc.status.FAILED_PRECONDITION) return;
    await place.show(await get(conversation, introduction), conversation.member);
  }
}
