import type { Conversation } from '../answers/conversation';
import {
  effectsPost,
  get,
  introductionPost,
  meet,
  recordOutcome,
  respond,
  Said,
  tryAgain,
} from '../answers/introduction';
import { agree, goOn, me, pause, refuse, removePhrase, resume } from '../answers/profile';
import { Action, MeetValue, TakeBackValue } from '../blocks/actions';
import { divider, Post, View } from '../blocks/blocks';
import { declineForm, FormContext, meetForm, outcomeForm, passOnForm, vouchForm } from '../blocks/forms';
import type { Place } from './place';

const DAY_MS = 24 * 60 * 60 * 1000;
// "Not now" to an invitation, and after two silences.
const LATER_DAYS = 60;

function inDays(conversation: Conversation, days: number): Date {
  return new Date((Math.floor(conversation.now.getTime() / DAY_MS) + days) * DAY_MS);
}

// The form that a click opens; undefined: the click says all there is to say.
export function formOf(
  action: string,
  value: string,
  place: Pick<FormContext, 'responseUrl' | 'isEphemeral'>,
): View | undefined {
  const context: FormContext = { introduction: value, ...place };
  switch (action) {
    case Action.meet:
      return meetForm({ ...place, introduction: '', meet: JSON.parse(value) as MeetValue });
    case Action.decline:
      return declineForm(context);
    case Action.passOn:
      return passOnForm(context);
    case Action.vouch:
      return vouchForm(context);
    case Action.met:
      return outcomeForm(context);
    default:
      return undefined;
  }
}

export async function showSaid(conversation: Conversation, place: Place, said: Said): Promise<void> {
  await place.show(said.introduction, conversation.member);
  const effects = effectsPost(said.effects);
  if (effects) await place.reply(effects);
}

// What the member reads after a change made from their own page: the page again, with the answer on top.
async function above(conversation: Conversation, post: Post): Promise<Post> {
  const page = await me(conversation);
  return { text: post.text, blocks: [...post.blocks, divider(), ...page.blocks] };
}

async function changeProfile(conversation: Conversation, action: string): Promise<Post | undefined> {
  switch (action) {
    case Action.agree:
      return agree(conversation);
    case Action.refuse:
      return refuse(conversation);
    case Action.notNow:
      return pause(conversation, inDays(conversation, LATER_DAYS));
    case Action.goOn:
      return goOn(conversation);
    case Action.pause:
      return pause(conversation, inDays(conversation, 14));
    case Action.resume:
      return resume(conversation);
    default:
      return undefined;
  }
}

// Does what a button without a form says.
export async function carryOutClick(
  conversation: Conversation,
  place: Place,
  action: string,
  value: string,
): Promise<void> {
  const changed = await changeProfile(conversation, action);
  if (changed && value === 'me') return place.replace(await above(conversation, changed));
  if (changed) return place.settle(changed);
  switch (action) {
    case Action.takeBack: {
      const { facet, phrase } = JSON.parse(value) as TakeBackValue;
      return place.settle(await removePhrase(conversation, phrase, facet));
    }
    case Action.open:
      return place.reply(introductionPost(await get(conversation, value), conversation.member));
    case Action.accept:
      return showSaid(conversation, place, await respond(conversation, value, { accept: {} }));
    case Action.snooze:
      return showSaid(conversation, place, await respond(conversation, value, { snooze: {} }));
    case Action.ratherNot:
      return showSaid(
        conversation,
        place,
        await respond(conversation, value, { decline: { reason: 'REASON_UNSPECIFIED' } }),
      );
    case Action.didNotMeet:
      return showSaid(conversation, place, await recordOutcome(conversation, value, { kind: 'KIND_DID_NOT_HAPPEN' }));
    case Action.tryAgain:
      return place.reply(await tryAgain(conversation, value));
  }
}

// Does what a submitted form says. `passOnTo`: the member chosen in the "Not me, ask …" form.
export async function carryOutForm(
  conversation: Conversation,
  place: Place,
  form: string,
  context: FormContext,
  filled: Record<string, string>,
  passOnTo: string,
): Promise<void> {
  const { note = '', comment = '', reason = '', kind = '', lesson = '', together = '', share = '' } = filled;
  const name = context.introduction;
  switch (form) {
    case Action.meet:
      return place.reply(await meet(conversation, context.meet!, note));
    case Action.decline:
      return showSaid(conversation, place, await respond(conversation, name, { decline: { reason, comment } }));
    case Action.passOn:
      return showSaid(conversation, place, await respond(conversation, name, { pass_on: { member: passOnTo, note } }));
    case Action.vouch:
      return showSaid(conversation, place, await respond(conversation, name, { accept: { note } }));
    case Action.met: {
      const outcome = { kind, lesson, share_lesson: share === 'yes' && lesson !== '', collaborating_on: together };
      return showSaid(conversation, place, await recordOutcome(conversation, name, outcome));
    }
  }
}
