import type { webApi } from '@slack/bolt';
import { introductionPost } from '../answers/introduction';
import { Block, Post } from '../blocks/blocks';
import type { FormContext } from '../blocks/forms';
import { renewCard } from '../blocks/introduction_card';
import type { DirectMessages } from '../delivery/direct_messages';
import { dateOf, Introduction } from '../weft/resources';
import { answerAt } from './response_url';

// Where somebody has spoken, and how to answer there.
export interface Place {
  // Says something more.
  reply(post: Post): Promise<void>;
  // Puts `post` in the place of the buttons that were offered; what they were about stays readable.
  settle(post: Post): Promise<void>;
  // Puts `post` in the place of everything.
  replace(post: Post): Promise<void>;
  // Brings the card that was clicked up to date.
  show(introduction: Introduction, reader: string): Promise<void>;
}

// A slash command: everything is said in answers that only its author sees.
export function commandPlace(responseUrl: string): Place {
  const reply = (post: Post) => answerAt(responseUrl, post);
  return {
    reply,
    settle: reply,
    replace: reply,
    show: (introduction, reader) => reply(introductionPost(introduction, reader)),
  };
}

// A line written to the bot alone.
export function chatPlace(directMessages: DirectMessages, user: string): Place {
  const reply = (post: Post) => directMessages.say(user, post);
  return {
    reply,
    settle: reply,
    replace: reply,
    show: (introduction, reader) => reply(introductionPost(introduction, reader)),
  };
}

// A click on a message that stands in a conversation and can be changed.
export function messagePlace(
  client: webApi.WebClient,
  responseUrl: string,
  message: { channel: string; ts: string; blocks: Block[] },
): Place {
  const update = async (text: string, blocks: Block[]) => {
    await client.chat.update({ channel: message.channel, ts: message.ts, text, blocks });
  };
  return {
    reply: (post) => answerAt(responseUrl, post),
    settle: (post) =>
      update(post.text, [...message.blocks.filter((block) => block.type !== 'actions'), ...post.blocks]),
    replace: (post) => update(post.text, post.blocks),
    show: async (introduction, reader) => {
      const blocks = renewCard(message.blocks, introduction, reader);
      if (blocks) await update(introductionPost(introduction, reader).text, blocks);
    },
  };
}

// A click on an answer that only its reader sees.
export function ephemeralPlace(responseUrl: string): Place {
  return {
    reply: (post) => answerAt(responseUrl, post),
    settle: (post) => answerAt(responseUrl, post, true),
    replace: (post) => answerAt(responseUrl, post, true),
    show: (introduction, reader) => answerAt(responseUrl, introductionPost(introduction, reader), true),
  };
}

// A form, opened by a click: it may have been filled in long after, when the click cannot be answered any more.
export function formPlace(context: FormContext, directMessages: DirectMessages, user: string): Place {
  const reply = async (post: Post) => {
    try {
      await answerAt(context.responseUrl, post);
    } catch {
      await directMessages.say(user, post);
    }
  };
  return {
    reply,
    settle: reply,
    replace: reply,
    show: async (introduction, reader) => {
      if (context.isEphemeral) await answerAt(context.responseUrl, introductionPost(introduction, reader), true);
      else await directMessages.renew(user, introduction, reader, dateOf(introduction.create_time) ?? new Date(0));
    },
  };
}
