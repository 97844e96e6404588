import { idOf, Member } from '../weft/resources';
import { Block, escape, quote, sections } from './blocks';

function facet(label: string, phrases: string[]): string[] {
  return phrases.length > 0 ? [`*${label}:* ${phrases.map(escape).join(' · ')}`] : [];
}

// What Weft holds about a member, for that member's eyes.
export function memberCard(member: Member): Block[] {
  const who = escape(member.display_name || idOf(member.name));
  const lines = [
    member.organization ? `*${who}* — ${escape(member.organization)}` : `*${who}*`,
    ...(member.bio ? [quote(member.bio)] : []),
    ...facet('Cares about', member.interests),
    ...facet('Can offer', member.offers),
    ...facet('Looking for', member.needs),
    ...facet('Circles', member.circles),
  ];
  return sections(lines.join('\n'));
}
