import { dateOf, Digest, Introduction, Member, Message } from '../weft/resources';
import { Action } from './actions';
import { Block, bullets, button, buttons, context, day, divider, escape, Post, quote, section } from './blocks';
import { Aspect, headline, introductionCard } from './introduction_card';
import { memberCard } from './member_card';

const ASPECTS: Record<string, Aspect> = {
  KIND_PROPOSAL: 'proposal',
  KIND_REMINDER: 'proposal',
  KIND_INTRODUCER_REQUEST: 'proposal',
  KIND_MUTUAL: 'meeting',
  KIND_DID_YOU_MEET: 'question',
};

function cards(message: Message, reader: string): Block[] {
  const aspect = ASPECTS[message.kind] ?? 'proposal';
  const introductions = message.mutual ? [message.mutual] : message.proposals;
  return introductions.flatMap((introduction) => introductionCard(introduction, reader, aspect));
}

function consentButtons(): Block[] {
  return buttons([
    button('Yes, count me in', Action.agree, 'invitation', 'primary'),
    button('Not now', Action.notNow, 'invitation'),
    button('No', Action.refuse, 'invitation'),
  ]);
}

function invitation(message: Message, network: string): Post {
  const { member, held_because: ground, member_count: count } = message.invitation!;
  const head = `${network} helps its ${count} members to meet the people they need. Would you like to take part?`;
  const blocks = [
    section(`*${head}*\nThis is all that is held about you:`),
    ...memberCard(member as Member),
    ...(ground ? [context(`Where it comes from: ${escape(ground)}`)] : []),
    section(
      'With a yes, others can find you, and now and then I ask whether you would like to meet somebody. You can ' +
        'stop at any time with `/weft pause`.',
    ),
    ...consentButtons(),
  ];
  return { text: head, blocks };
}

function numbers(digest: Digest): string[] {
  const last = digest.last_round;
  if (!last) return [];
  const said = last.mutual_count === undefined ? '' : `, ${last.mutual_count} of them with a yes from both sides`;
  const met = last.met_count === undefined ? '' : `, ${last.met_count} have met already`;
  return [`*Last time:* ${last.introduction_count} introductions between ${last.served_count} people${said}${met}.`];
}

function news(digest: Digest): Block[] {
  const lines = numbers(digest);
  if (digest.new_members.length > 0) {
    const people = digest.new_members.map(
      (member) => `*${escape(member.display_name)}*: ${member.phrases.map(escape).join(' · ')}`,
    );
    lines.push('*New here, and near to what you care about:*', bullets(people));
  }
  if (digest.needs_you_may_meet.length > 0) {
    lines.push('*Somebody is looking for:*', bullets(digest.needs_you_may_meet.map(escape)));
  }
  if (digest.lessons.length > 0) lines.push('*What others have learned:*', ...digest.lessons.map(quote));
  const next = dateOf(digest.next_round_time);
  return [
    ...(lines.length > 0 ? [section(lines.join('\n'))] : []),
    ...(next ? [context(`The next introductions come around ${day(next)}.`)] : []),
  ];
}

function weekly(message: Message, reader: string, network: string): Post {
  const head = message.proposals.length > 0 ? `Your week in ${network}: somebody to meet` : `Your week in ${network}`;
  const blocks = [section(`*${head}*`), ...cards(message, reader)];
  const going = message.digest ? news(message.digest) : [];
  return { text: head, blocks: going.length > 0 ? [...blocks, divider(), ...going] : blocks };
}

function stillWelcome(network: string): Post {
  const head = `Shall I go on introducing you to people in ${network}?`;
  const blocks = [
    section(
      `*${head}*\nThe last introductions came to nothing, which is fine. Without an answer I leave you in peace.`,
    ),
    ...buttons([
      button('Yes, go on', Action.goOn, 'still_welcome', 'primary'),
      button('Pause for two months', Action.notNow, 'still_welcome'),
    ]),
  ];
  return { text: head, blocks };
}

// A message of Weft in the bot's words, for the one member it goes to.
export function messagePost(message: Message, reader: string): Post {
  const network = escape(message.network_display_name || 'this network');
  if (message.kind === 'KIND_INVITATION') return invitation(message, network);
  if (message.kind === 'KIND_WEEKLY') return weekly(message, reader, network);
  if (message.kind === 'KIND_STILL_WELCOME') return stillWelcome(network);
  const introduction = (message.mutual ?? message.proposals[0]) as Introduction;
  const head = headline(introduction, reader, ASPECTS[message.kind] ?? 'proposal');
  const again = message.kind === 'KIND_REMINDER' ? 'Still open: ' : '';
  return { text: again + head, blocks: cards(message, reader) };
}
