import type { MeetValue } from '../blocks/actions';
import { bullets, escape, note, Post } from '../blocks/blocks';
import { aspectOf, headline, introductionCard, namesOfOthers, others } from '../blocks/introduction_card';
import type { Answer } from '../weft/calls';
import { Effect, idOf, Introduction, Outcome } from '../weft/resources';
import type { Conversation } from './conversation';

// An introduction after something was said to it, and what that changes for the speaker.
export interface Said {
  introduction: Introduction;
  effects: Effect[];
}

// The member asks to meet another.
export async function meet(conversation: Conversation, other: MeetValue, why: string): Promise<Post> {
  await conversation.weft.call('IntroductionService.ProposeIntroduction', {
    parent: conversation.network,
    as_member: conversation.member,
    members: [other.member],
    note: why,
    purpose: other.purpose,
    request_id: conversation.requestId('meet'),
  });
  return note(`I have asked ${escape(other.displayName)}, and will write if they say yes.`);
}

// The member introduces others whom they know.
export async function introduce(conversation: Conversation, members: string[], why: string): Promise<Post> {
  const introduction = await conversation.weft.call('IntroductionService.ProposeIntroduction', {
    parent: conversation.network,
    as_member: conversation.member,
    members,
    note: why,
    request_id: conversation.requestId('introduce'),
  });
  return note(
    `Thank you. I have asked ${namesOfOthers(introduction, conversation.member)}, with your line, and will tell ` +
      'you if they say yes.',
  );
}

// What did not happen is tried once more, with the same member.
export async function tryAgain(conversation: Conversation, name: string): Promise<Post> {
  const introduction = await get(conversation, name);
  const [other, ...more] = others(introduction, conversation.member);
  if (!other?.member || more.length > 0) return note('Ask one of them by name: `/weft find …`, then “Introduce us”.');
  const value = {
    member: other.member,
    displayName: other.display_name || idOf(other.member),
    purpose: introduction.purpose,
  };
  return meet(conversation, value, '');
}

export async function get(conversation: Conversation, name: string): Promise<Introduction> {
  return conversation.weft.call('IntroductionService.GetIntroduction', { name, as_member: conversation.member });
}

export async function respond(conversation: Conversation, name: string, answer: Answer): Promise<Said> {
  return conversation.weft.call('IntroductionService.RespondToIntroduction', {
    name,
    as_member: conversation.member,
    request_id: conversation.requestId('respond'),
    ...answer,
  });
}

export async function recordOutcome(
  conversation: Conversation,
  name: string,
  outcome: Partial<Outcome>,
): Promise<Said> {
  return conversation.weft.call('IntroductionService.RecordOutcome', {
    name,
    as_member: conversation.member,
    outcome,
    request_id: conversation.requestId('outcome'),
  });
}

// An introduction by itself.
export function introductionPost(introduction: Introduction, reader: string): Post {
  const aspect = aspectOf(introduction, reader);
  return { text: headline(introduction, reader, aspect), blocks: introductionCard(introduction, reader, aspect) };
}

// What an answer changes for the one who gave it; undefined for nothing.
export function effectsPost(effects: Effect[]): Post | undefined {
  if (effects.length === 0) return undefined;
  return note(`What that means for you:\n${bullets(effects.map((effect) => escape(effect.text)))}`);
}
