import { note, Post } from '../blocks/blocks';

const HELP = [
  '*What I can do for you*',
  '`/weft find help with grant writing` — people who can help you',
  '`/weft who compost` — people around a topic',
  '`/weft start a seed library` — who could start this with you',
  '`/weft introduce @Amara @Tuuli you both grow old beans` — bring two people you know together',
  '`/weft offer pruning apple trees` · `/weft need a cool dry room` · `/weft remove …` — what you give and look for',
  '`/weft me` — what is held about you, and what waits for your answer',
  '`/weft pause 3 weeks` · `/weft resume` — time off',
  'In a conversation with me alone you can leave out `/weft`. Only you see my answers.',
];

export function help(): Post {
  return note(HELP.join('\n'));
}

// `helpContact` is the operator's and may hold Slack's markup.
export function notLinked(user: string, helpContact: string): Post {
  return note(
    `I do not know yet which member you are. Please ask ${helpContact} to link you: ` + `your Slack id is \`${user}\`.`,
  );
}
