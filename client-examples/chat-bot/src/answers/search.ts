import { escape, note, Post } from '../blocks/blocks';
import { foundPeople, recommendedPeople } from '../blocks/person_list';
import type { Conversation } from './conversation';

const FOUND_MAX = 5;
const AROUND_MAX = 8;
const RECOMMENDED_MAX = 5;
// A search always finds somebody: who lies this far behind the nearest, as a part of it, has little to do with it.
const NEAR = 0.6;

// Those whom the member knows already, by name; with over a thousand acquaintances not all of them.
async function acquaintances(conversation: Conversation): Promise<Set<string>> {
  const request = { parent: conversation.member, page_size: 1000, page_token: '' };
  const { ties } = await conversation.weft.call('TieService.ListTies', request);
  return new Set(ties.flatMap((tie) => [tie.member_a, tie.member_b]));
}

async function search(
  conversation: Conversation,
  heading: string,
  query: string,
  size: number,
): Promise<Post | undefined> {
  const [{ results }, known] = await Promise.all([
    conversation.weft.call('MatchService.SearchMembers', {
      parent: conversation.network,
      query,
      page_size: size,
      filter: { excluded_members: [conversation.member] },
    }),
    acquaintances(conversation),
  ]);
  const near = results.filter((result) => result.score >= (results[0]?.score ?? 0) * NEAR);
  return near.length > 0 ? foundPeople(heading, near, known) : undefined;
}

// People who may have what the member needs.
export async function find(conversation: Conversation, query: string): Promise<Post> {
  const found = await search(conversation, `People who may help with “${escape(query)}”:`, query, FOUND_MAX);
  return (
    found ?? note(`I found nobody for “${escape(query)}”. You can let others find you: \`/weft need ${escape(query)}\``)
  );
}

// People around a topic.
export async function who(conversation: Conversation, topic: string): Promise<Post> {
  const found = await search(conversation, `People around “${escape(topic)}”:`, topic, AROUND_MAX);
  return found ?? note(`I found nobody around “${escape(topic)}” yet.`);
}

// People to start something with.
export async function start(conversation: Conversation, idea: string): Promise<Post> {
  const { recommendations } = await conversation.weft.call('MatchService.RecommendCollaborators', {
    member: conversation.member,
    page_size: RECOMMENDED_MAX,
    purpose: { text: idea },
  });
  if (recommendations.length === 0) {
    return note('I found nobody for that yet. It helps to say what you are looking for: `/weft need …`');
  }
  return recommendedPeople(`Who could start this with you: “${escape(idea)}”`, recommendations, idea);
}
