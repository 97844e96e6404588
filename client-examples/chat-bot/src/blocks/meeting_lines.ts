import type { Contact, Handle, Outcome, Side } from '../weft/resources';
import { escape, quote } from './blocks';

const SLACK_USER = /^[UW][A-Z0-9]{2,}$/;

const OUTCOMES: Record<string, string> = {
  KIND_MET: 'you met',
  KIND_COLLABORATING: 'you are doing something together',
  KIND_USEFUL: 'it was useful',
  KIND_LEARNED: 'you learned something',
  KIND_LED_TO_SOMEONE: 'it led you to somebody else',
  KIND_NOT_A_FIT_TOPIC: 'it was not your topic',
  KIND_NOT_A_FIT_PERSON: 'you were not right for each other',
  KIND_NOT_A_FIT_TIME: 'it was not the right time',
  KIND_DID_NOT_HAPPEN: 'you did not meet',
};

function handleText(handle: Handle): string {
  if (handle.service === 'slack' && SLACK_USER.test(handle.address)) return `<@${handle.address}>`;
  return `${escape(handle.service)}: ${escape(handle.address)}`;
}

// All of a member's contact details, or what they share of them.
export function contactText(contact: Contact): string {
  return [...contact.handles.map(handleText), contact.email, contact.note]
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('<@') ? part : escape(part)))
    .join(' · ');
}

// Who the other is, what they bring and how to reach them.
export function meetingLines(side: Side, name: string): string[] {
  const reach = side.contact ? contactText(side.contact) : '';
  return [
    side.brings.length > 0 ? `*${name}* brings ${side.brings.map(escape).join(' · ')}` : `*${name}*`,
    ...(side.note ? [quote(side.note)] : []),
    reach ? `*How to reach them:* ${reach}` : 'They have left no way to be reached. Ask whoever introduced you.',
  ];
}

// What the reader has said about how it went.
export function outcomeLines(outcome: Outcome): string[] {
  const together = outcome.collaborating_on ? ` (${escape(outcome.collaborating_on)})` : '';
  return [
    `Thank you. You said: ${OUTCOMES[outcome.kind] ?? 'something else'}${together}.`,
    ...(outcome.lesson ? [quote(outcome.lesson)] : []),
  ];
}
