import { dateOf, idOf, Introduction, Side } from '../weft/resources';
import { Action } from './actions';
import { Block, bullets, button, buttons, context, day, escape, listed, quote, section } from './blocks';
import { meetingLines, outcomeLines } from './meeting_lines';

// What a card shows of an introduction: the question whether to meet, how to reach each other, or whether they met.
export type Aspect = 'proposal' | 'meeting' | 'question';

const REASONS_MAX = 4;

const PROPOSAL_BUTTONS: [action: string, label: string, id: string, style?: 'primary'][] = [
  ['ACTION_ACCEPT', 'Yes, introduce us', Action.accept, 'primary'],
  ['ACTION_SNOOZE', 'Not now', Action.snooze],
  ['ACTION_PASS_ON', 'Not me, ask …', Action.passOn],
  ['ACTION_DECLINE', 'No', Action.decline],
];

const INTRODUCER_BUTTONS: typeof PROPOSAL_BUTTONS = [
  ['ACTION_ACCEPT', 'Yes, gladly', Action.vouch, 'primary'],
  ['ACTION_DECLINE', 'Rather not', Action.ratherNot],
];

// After a yes, as long as the others have not answered.
const CHANGE_BUTTONS: typeof PROPOSAL_BUTTONS = [['ACTION_DECLINE', 'Rather not, after all', Action.decline]];

const MEETING_BUTTONS: typeof PROPOSAL_BUTTONS = [
  ['ACTION_RECORD_OUTCOME', 'We met', Action.met, 'primary'],
  ['ACTION_RECORD_OUTCOME', 'It did not happen', Action.didNotMeet],
  ['ACTION_TRY_AGAIN', 'Try again', Action.tryAgain],
];

const MEETING_STATES = ['STATE_MUTUAL', 'STATE_MET', 'STATE_CLOSED'];

function isSide(introduction: Introduction, reader: string): boolean {
  return introduction.sides.some((side) => side.member === reader);
}

// What there is to show of an introduction by itself. An introducer has no part in the meeting.
export function aspectOf(introduction: Introduction, reader: string): Aspect {
  return MEETING_STATES.includes(introduction.state) && isSide(introduction, reader) ? 'meeting' : 'proposal';
}

export function nameOfSide(side: Side): string {
  return escape(side.display_name || idOf(side.member) || 'a member who has left');
}

// Those whom `reader` is to meet.
export function others(introduction: Introduction, reader: string): Side[] {
  return introduction.sides.filter((side) => side.member !== reader && !side.gone);
}

function isGroup(introduction: Introduction): boolean {
  return introduction.sides.length > 2;
}

// "You and Tuuli", "You, Tuuli and Leila".
function youAnd(introduction: Introduction, reader: string): string {
  return listed(['You', ...others(introduction, reader).map(nameOfSide)]);
}

// "Tuuli", "Tuuli and Leila".
export function namesOfOthers(introduction: Introduction, reader: string): string {
  return listed(others(introduction, reader).map(nameOfSide));
}

// For the one who brings them together.
function introducerHeadline(introduction: Introduction, names: string): string {
  if (introduction.state === 'STATE_AWAITING_INTRODUCER') return `Would you introduce ${names} to each other?`;
  if (introduction.state === 'STATE_PROPOSED') return `You are introducing ${names} to each other`;
  return MEETING_STATES.includes(introduction.state)
    ? `${names} said yes to each other`
    : `You wanted to introduce ${names} to each other`;
}

// The card's first line, without markup: also what a notification says. REQUIRES: `introduction` as `reader` sees it.
export function headline(introduction: Introduction, reader: string, aspect: Aspect): string {
  const names = namesOfOthers(introduction, reader);
  const introducer = escape(introduction.introducer_display_name || idOf(introduction.introducer));
  if (!isSide(introduction, reader)) return introducerHeadline(introduction, names);
  if (aspect === 'meeting') return `${youAnd(introduction, reader)} said yes to each other`;
  if (aspect === 'question') return `Did ${youAnd(introduction, reader).replace('You', 'you')} meet?`;
  if (introduction.introducer === reader) return `You asked to meet ${names}`;
  if (introduction.origin === 'ORIGIN_SELF') return `${names} would like to meet you`;
  if (introducer) return `${introducer} would like to introduce you and ${names}`;
  return `Would you like to meet ${names}?`;
}

function circleLine(introduction: Introduction): string[] {
  if (introduction.kind === 'KIND_STRONG_FIT') return ['_A close match_'];
  if (introduction.kind === 'KIND_WEAK_TIE') return ['_A wider circle_'];
  return [];
}

// Why this side should care, and what the others bring.
function proposalLines(introduction: Introduction, reader: string): string[] {
  const own = introduction.sides.find((side) => side.member === reader);
  const lines = circleLine(introduction);
  if (introduction.note) lines.push(quote(introduction.note));
  if (introduction.purpose) lines.push(`*To start:* ${escape(introduction.purpose)}`);
  const reasons = (own?.reasons ?? []).slice(0, REASONS_MAX).map((reason) => escape(reason.text));
  if (reasons.length > 0) lines.push(bullets(reasons));
  for (const side of others(introduction, reader)) {
    if (side.brings.length > 0) lines.push(`*${nameOfSide(side)} brings:* ${side.brings.map(escape).join(' · ')}`);
  }
  return lines;
}

// Where a proposal stands, once there is nothing to ask any more.
function standing(introduction: Introduction, reader: string): string {
  const names = namesOfOthers(introduction, reader);
  const own = introduction.sides.find((side) => side.member === reader);
  const later = dateOf(own?.snoozed_until);
  if (MEETING_STATES.includes(introduction.state)) {
    return own
      ? `${youAnd(introduction, reader)} said yes. How to reach each other is in a message of its own.`
      : 'Thank you for bringing them together.';
  }
  if (own?.answer === 'ANSWER_PASSED_ON') return 'You passed it on. Thank you for thinking of somebody else.';
  if (own?.answer === 'ANSWER_SNOOZED')
    return later ? `You said: not now. It may come up again after ${day(later)}.` : 'You said: not now.';
  if (own?.answer === 'ANSWER_DECLINED')
    return `You said no. All that ${names} will read is that it did not come about.`;
  if (introduction.state === 'STATE_PROPOSED') {
    return own
      ? `You said yes. Now it is up to ${names}.`
      : `I have asked them, and will tell you if they ${isGroup(introduction) ? 'all' : 'both'} say yes.`;
  }
  return 'This introduction did not come about.';
}

function smallPrint(introduction: Introduction, reader: string): string {
  const end = dateOf(introduction.expire_time);
  if (!isSide(introduction, reader)) return 'If you would rather not, that is fine: nobody is told.';
  const open = end ? `Open until ${day(end)}. ` : '';
  const all = isGroup(introduction) ? 'all' : 'both';
  return `${open}Contact details are shared only when you have ${all} said yes. No answer is fine, too.`;
}

function choose(from: typeof PROPOSAL_BUTTONS, introduction: Introduction): ReturnType<typeof button>[] {
  return from
    .filter(([action]) => introduction.actions.includes(action))
    .map(([, label, id, style]) => button(label, id, introduction.name, style));
}

function proposalBlocks(introduction: Introduction, reader: string): Block[] {
  const own = introduction.sides.find((side) => side.member === reader);
  const isAnswered = own !== undefined && !['ANSWER_UNSPECIFIED', 'ANSWER_SNOOZED'].includes(own.answer);
  const lines = [`*${headline(introduction, reader, 'proposal')}*`, ...proposalLines(introduction, reader)];
  if (introduction.actions.includes('ACTION_ACCEPT') && !isAnswered) {
    const asked = choose(own ? PROPOSAL_BUTTONS : INTRODUCER_BUTTONS, introduction);
    return [section(lines.join('\n')), ...buttons(asked), context(smallPrint(introduction, reader))];
  }
  const change = own?.answer === 'ANSWER_ACCEPTED' ? CHANGE_BUTTONS : [];
  return [
    section(`*${headline(introduction, reader, 'proposal')}*\n${standing(introduction, reader)}`),
    ...buttons(choose(change, introduction)),
  ];
}

function meetingBlocks(introduction: Introduction, reader: string, aspect: Aspect): Block[] {
  const own = introduction.sides.find((side) => side.member === reader);
  const lines = [`*${headline(introduction, reader, aspect)}*`];
  const blocks: Block[] = [section(lines.join('\n'))];
  if (aspect === 'meeting') {
    for (const side of others(introduction, reader))
      blocks.push(section(meetingLines(side, nameOfSide(side)).join('\n')));
    if (introduction.first_question) blocks.push(section(`*To begin with:* ${escape(introduction.first_question)}`));
  }
  if (own?.outcome) blocks.push(section(outcomeLines(own.outcome).join('\n')));
  const isSaid = own?.outcome && own.outcome.kind !== 'KIND_MET';
  const again = MEETING_BUTTONS.filter(([action]) => action === 'ACTION_TRY_AGAIN');
  blocks.push(...buttons(choose(isSaid ? again : MEETING_BUTTONS, introduction)));
  return blocks;
}

// The blocks of one introduction, as `reader` may see it now. Their ids begin with cardPrefix(introduction), so that a
// later state can take their place inside a longer message.
export function introductionCard(introduction: Introduction, reader: string, aspect: Aspect): Block[] {
  const blocks =
    aspect === 'proposal' ? proposalBlocks(introduction, reader) : meetingBlocks(introduction, reader, aspect);
  return blocks.map((block, i) => ({ ...block, block_id: `${cardPrefix(introduction.name)}${aspect}/${i}` }));
}

export function cardPrefix(introduction: string): string {
  return `introduction/${idOf(introduction)}/`;
}

// `blocks` with the card of `introduction` renewed in place; undefined if it holds none.
export function renewCard(blocks: Block[], introduction: Introduction, reader: string): Block[] | undefined {
  const prefix = cardPrefix(introduction.name);
  const first = blocks.findIndex((block) => block.block_id?.startsWith(prefix));
  if (first < 0) return undefined;
  const aspect = blocks[first]!.block_id!.slice(prefix.length).split('/')[0] as Aspect;
  const rest = blocks.filter((block) => !block.block_id?.startsWith(prefix));
  return [...rest.slice(0, first), ...introductionCard(introduction, reader, aspect), ...rest.slice(first)];
}
