import type { types } from '@slack/bolt';

export type Block = types.KnownBlock;
export type View = types.ModalView;

// What is posted: blocks for the eye, and `text` for notifications and screen readers.
export interface Post {
  text: string;
  blocks: Block[];
}

// Slack's limits, in characters.
const SECTION_MAX = 3000;
const BUTTON_LABEL_MAX = 75;

// People's own words, so that none of them becomes a link, a mention or a broadcast to a whole channel.
export function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

// At most `max` characters, never half of one; an ellipsis says that something was cut.
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  let head = text.slice(0, max - 1);
  // Neither half a surrogate pair nor half an escaped "&amp;" at the end.
  head = head.replace(/[\uD800-\uDBFF]$/, '').replace(/&[a-z]{0,3}$/, '');
  return `${head}…`;
}

export function section(mrkdwn: string, accessory?: types.Button): Block {
  const text = { type: 'mrkdwn' as const, text: cut(mrkdwn, SECTION_MAX) };
  return accessory ? { type: 'section', text, accessory } : { type: 'section', text };
}

// Text of any length, in as many sections as it takes.
export function sections(mrkdwn: string): Block[] {
  const blocks: Block[] = [];
  for (let rest = mrkdwn; rest !== ''; ) {
    const end = rest.length <= SECTION_MAX ? rest.length : breakBefore(rest, SECTION_MAX);
    blocks.push(section(rest.slice(0, end)));
    rest = rest.slice(end).trimStart();
  }
  return blocks;
}

// Where a text may be broken, at most `max` characters in: between lines, else between words.
function breakBefore(text: string, max: number): number {
  const head = text.slice(0, max);
  return [head.lastIndexOf('\n'), head.lastIndexOf(' ')].find((at) => at > 0) ?? max;
}

// Small print.
export function context(mrkdwn: string): Block {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: cut(mrkdwn, SECTION_MAX) }] };
}

export function divider(): Block {
  return { type: 'divider' };
}

// `value` comes back with the click; at most 2,000 characters.
export function button(label: string, action: string, value: string, style?: 'primary' | 'danger'): types.Button {
  const text = { type: 'plain_text' as const, text: cut(label, BUTTON_LABEL_MAX) };
  return { type: 'button', text, action_id: action, value, ...(style ? { style } : {}) };
}

export function buttons(elements: types.Button[]): Block[] {
  return elements.length > 0 ? [{ type: 'actions', elements }] : [];
}

export function quote(text: string): string {
  return escape(text)
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}

export function bullets(lines: string[]): string {
  return lines.map((line) => `• ${line}`).join('\n');
}

// "Ada", "Ada and Ben", "Ada, Ben and Cleo".
export function listed(names: string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

// "24 December 2026", in UTC as dates are read from commands.
export function day(date: Date): string {
  return DAY.format(date);
}

// A post of one paragraph.
export function note(mrkdwn: string): Post {
  return { text: cut(mrkdwn, SECTION_MAX), blocks: [section(mrkdwn)] };
}
