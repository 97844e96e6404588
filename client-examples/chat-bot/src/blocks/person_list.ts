import { idOf, Recommendation, SearchResult } from '../weft/resources';
import { Action, MeetValue } from './actions';
import { Block, bullets, button, context, cut, escape, Post, section } from './blocks';

const REASONS_MAX = 3;

// A button carries at most 2,000 characters, and JSON may double some.
const PURPOSE_MAX = 800;

function meetButton(person: { member: string; display_name: string }, purpose: string) {
  const value: MeetValue = {
    member: person.member,
    displayName: cut(nameOf(person), 100),
    purpose: cut(purpose, PURPOSE_MAX),
  };
  return button('Introduce us', Action.meet, JSON.stringify(value));
}

function nameOf(person: { member: string; display_name: string }): string {
  return person.display_name || idOf(person.member);
}

// People found by a search, each with what they say themselves. `known`: names of those the reader knows already.
export function foundPeople(heading: string, results: SearchResult[], known: Set<string>): Post {
  const blocks: Block[] = [section(heading)];
  for (const result of results) {
    const isKnown = known.has(result.member);
    const lines = [`*${escape(nameOf(result))}*${isKnown ? ' · _you know each other_' : ''}`];
    if (result.phrases.length > 0) lines.push(result.phrases.map(escape).join(' · '));
    blocks.push(section(lines.join('\n'), isKnown ? undefined : meetButton(result, '')));
  }
  if (results.some((result) => !known.has(result.member))) {
    blocks.push(
      context('“Introduce us” asks them first. Contact details are shared only when you have both said yes.'),
    );
  }
  return { text: `${heading} ${results.map((result) => escape(nameOf(result))).join('; ')}`, blocks };
}

// People to start something with, each with the reasons why.
export function recommendedPeople(heading: string, people: Recommendation[], purpose: string): Post {
  const blocks: Block[] = [section(heading)];
  for (const person of people) {
    const circle = person.kind === 'KIND_WEAK_TIE' ? 'a wider circle' : 'close match';
    const reasons = person.reasons.slice(0, REASONS_MAX).map((reason) => escape(reason.text));
    const text = `*${escape(nameOf(person))}* · _${circle}_\n${bullets(reasons)}`;
    blocks.push(section(text, meetButton(person, purpose)));
  }
  blocks.push(context('“Introduce us” asks them first, and tells them what you want to start.'));
  return { text: `${heading} ${people.map((person) => escape(nameOf(person))).join('; ')}`, blocks };
}
