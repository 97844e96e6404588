import { help } from '../answers/help';
import type { Conversation } from '../answers/conversation';
import { introduce } from '../answers/introduction';
import { addPhrase, me, pause, removePhrase, resume } from '../answers/profile';
import { find, start, who } from '../answers/search';
import { escape, note, Post } from '../blocks/blocks';
import { Command, unescape } from '../command';
import type { LinkedMembers } from '../linked_members';

const READS = new Set(['help', 'me', 'find', 'who', 'start', 'unclear']);

export function isWrite(command: Command): boolean {
  return !READS.has(command.verb);
}

async function introduceUsers(
  conversation: Conversation,
  links: LinkedMembers,
  users: string[],
  why: string,
): Promise<Post> {
  const members = users.map((user) => links.memberOf(user));
  const missing = users.filter((_, i) => !members[i]).map((user) => `<@${user}>`);
  if (missing.length > 0) return note(`I do not know yet which member ${missing.join(' and ')} is, so I cannot ask.`);
  if (members.includes(conversation.member)) {
    return note('To meet somebody yourself: `/weft find …`, then “Introduce us”. `introduce` is for two others.');
  }
  return introduce(conversation, members as string[], why);
}

// Does what was said, and says what came of it.
export async function carryOut(conversation: Conversation, links: LinkedMembers, command: Command): Promise<Post> {
  switch (command.verb) {
    case 'help':
      return help();
    case 'me':
      return me(conversation);
    case 'find':
      return find(conversation, unescape(command.query));
    case 'who':
      return who(conversation, unescape(command.topic));
    case 'start':
      return start(conversation, unescape(command.idea));
    case 'introduce':
      return introduceUsers(conversation, links, command.users, unescape(command.why));
    case 'offer':
      return addPhrase(conversation, 'offers', unescape(command.phrase));
    case 'need':
      return addPhrase(conversation, 'needs', unescape(command.phrase));
    case 'remove':
      return removePhrase(conversation, unescape(command.phrase));
    case 'pause':
      return pause(conversation, command.until);
    case 'resume':
      return resume(conversation);
    case 'unclear':
      return note(escape(command.hint));
  }
}
