import * as grpc from '@grpc/grpc-js';
import { Action, TakeBackValue } from '../blocks/actions';
import { Block, button, buttons, bullets, context, day, escape, note, Post, section } from '../blocks/blocks';
import { headline, aspectOf } from '../blocks/introduction_card';
import { contactText } from '../blocks/meeting_lines';
import { memberCard } from '../blocks/member_card';
import { WeftError } from '../weft/error';
import { Contact, dateOf, Effect, Introduction, Member, Network, Participation, timestampOf } from '../weft/resources';
import type { Conversation } from './conversation';

const SHOWN_MAX = 5;
const ATTEMPTS_MAX = 3;

type Facet = TakeBackValue['facet'];

const FACET_WORDS: Record<Facet, string> = { offers: 'can offer', needs: 'are looking for' };

const NOT_REACHABLE = 'Nothing is held about how to reach you.';
const COUNTED_IN = 'You have not said yes or no yourself; until you do, the network counts you in.';
const NOT_SHOWN = 'You have not said yes or no yet; until you do, nobody sees you.';

const RHYTHMS: Record<string, string> = {
  RHYTHM_WEEKLY: 'every week',
  RHYTHM_FORTNIGHTLY: 'every two weeks',
  RHYTHM_MONTHLY: 'every four weeks',
  RHYTHM_ON_REQUEST: 'only when you ask',
};

// Where a member stands: found and introduced or not, how often, paused.
function standingLines(participation: Participation | null, network: Network, now: Date): string[] {
  const isShown = network.policy?.unspoken === 'UNSPOKEN_SHOW';
  const words = [participation?.being_found, participation?.being_introduced];
  const [isFound, isIntroduced] = words.map((word) => word === 'WORD_AGREED' || (word !== 'WORD_REFUSED' && isShown));
  const isUnsaid = words.some((word) => word !== 'WORD_AGREED' && word !== 'WORD_REFUSED');
  const own = participation?.rhythm === 'RHYTHM_UNSPECIFIED' ? undefined : participation?.rhythm;
  const rhythm = RHYTHMS[own ?? network.policy?.introductions?.rhythm ?? ''] ?? 'every two weeks';
  const room = participation?.introductions_per_month ?? network.policy?.introductions_per_month ?? 2;
  const paused = dateOf(participation?.paused_until);
  const introduced = isIntroduced
    ? `you are introduced to people: at most ${room} a month, ${rhythm}.`
    : 'you are not introduced to people.';
  return [
    `Others ${isFound ? 'can' : 'cannot'} find you, ${isFound === isIntroduced ? 'and' : 'but'} ${introduced}`,
    ...(isUnsaid ? [isShown ? COUNTED_IN : NOT_SHOWN] : []),
    ...(paused && paused > now ? [`*Paused until ${day(paused)}.*`] : []),
  ];
}

function standingButtons(participation: Participation | null, now: Date): Block[] {
  const paused = dateOf(participation?.paused_until);
  const words = [participation?.being_found, participation?.being_introduced];
  return buttons([
    ...(words.every((word) => word === 'WORD_AGREED')
      ? []
      : [button('Yes, count me in', Action.agree, 'me', 'primary')]),
    ...(words.every((word) => word === 'WORD_REFUSED') ? [] : [button('Leave me out', Action.refuse, 'me')]),
    paused && paused > now ? button('Resume', Action.resume, 'me') : button('Pause for two weeks', Action.pause, 'me'),
  ]);
}

function contactLine(contact: Contact): string {
  const all = contactText(contact);
  return all
    ? `*How to reach you:* ${all}\n_For you alone, and for those whom you and they said yes to meet._`
    : NOT_REACHABLE;
}

function waitingBlocks(introductions: Introduction[], reader: string): Block[] {
  if (introductions.length === 0) return [section('Nothing waits for your answer.')];
  return [
    section('*Waiting for your answer:*'),
    ...introductions.map((introduction) =>
      section(
        headline(introduction, reader, aspectOf(introduction, reader)),
        button('Open', Action.open, introduction.name),
      ),
    ),
  ];
}

function effectBlocks(effects: Effect[]): Block[] {
  if (effects.length === 0) return [];
  return [context(`What you have said so far means:\n${bullets(effects.map((effect) => escape(effect.text)))}`)];
}

// What is held about the member, where they stand and what waits for them.
export async function me(conversation: Conversation): Promise<Post> {
  const { weft, network: parent, member: name } = conversation;
  const [member, contact, network, { introductions }, { effects }] = await Promise.all([
    weft.call('MemberService.GetMember', { name }),
    weft.call('MemberService.GetContact', { name: `${name}/contact`, speaker: 'SPEAKER_MEMBER' }),
    weft.call('NetworkService.GetNetwork', { name: parent }),
    weft.call('IntroductionService.ListIntroductions', {
      parent,
      as_member: name,
      waiting_for_me: true,
      page_size: SHOWN_MAX,
    }),
    weft.call('IntroductionService.ListEffects', { parent, as_member: name, page_size: SHOWN_MAX }),
  ]);
  const blocks = [
    ...memberCard(member),
    section(contactLine(contact)),
    section(standingLines(member.participation, network, conversation.now).join('\n')),
    ...standingButtons(member.participation, conversation.now),
    ...waitingBlocks(introductions, name),
    ...effectBlocks(effects),
  ];
  return { text: 'What is held about you, and what waits for your answer', blocks };
}

function same(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

// Reads the member, lets `edit` change the two lists, and writes what it changed. Somebody else's write in between is
// read and edited again, so that none is lost. `edit` returns the facet it changed, or undefined for nothing to do.
async function editFacets(
  conversation: Conversation,
  part: string,
  edit: (lists: Record<Facet, string[]>) => Facet | undefined,
): Promise<Facet | undefined> {
  for (let attempt = 1; ; ++attempt) {
    const { name, etag, offers, needs } = await conversation.weft.call('MemberService.GetMember', {
      name: conversation.member,
    });
    const lists = { offers: [...offers], needs: [...needs] };
    const changed = edit(lists);
    if (!changed) return undefined;
    try {
      await conversation.weft.call('MemberService.UpdateMember', {
        member: { name, etag, [changed]: lists[changed] },
        update_mask: { paths: [changed] },
        speaker: 'SPEAKER_MEMBER',
        request_id: conversation.requestId(part),
      });
      return changed;
    } catch (error) {
      const isOvertaken = error instanceof WeftError && error.code === grpc.status.ABORTED;
      if (!isOvertaken || attempt === ATTEMPTS_MAX) throw error;
    }
  }
}

export async function addPhrase(conversation: Conversation, facet: Facet, phrase: string): Promise<Post> {
  const changed = await editFacets(conversation, 'add_phrase', (lists) => {
    if (lists[facet].some((known) => same(known, phrase))) return undefined;
    lists[facet].push(phrase);
    return facet;
  });
  if (!changed) return note(`That is there already: you ${FACET_WORDS[facet]} *${escape(phrase)}*.`);
  const text = `Noted: you ${FACET_WORDS[facet]} *${escape(phrase)}*.`;
  const value: TakeBackValue = { facet, phrase };
  return {
    text,
    blocks: [section(text), ...buttons([button('Take it back', Action.takeBack, JSON.stringify(value))])],
  };
}

// Takes a phrase out of offers or needs; `facet` undefined: out of the one that has it.
export async function removePhrase(conversation: Conversation, phrase: string, facet?: Facet): Promise<Post> {
  let present: Record<Facet, string[]> = { offers: [], needs: [] };
  const changed = await editFacets(conversation, 'remove_phrase', (lists) => {
    present = { offers: [...lists.offers], needs: [...lists.needs] };
    const from = (facet ? [facet] : (['offers', 'needs'] as const)).find((list) =>
      lists[list].some((known) => same(known, phrase)),
    );
    if (from) lists[from] = lists[from].filter((known) => !same(known, phrase));
    return from;
  });
  if (changed) return note(`Taken out: *${escape(phrase)}*.`);
  const all = [...present.offers, ...present.needs];
  const choice = all.length > 0 ? ` What I have: ${all.map(escape).join(' · ')}` : '';
  return note(`I do not find “${escape(phrase)}”.${choice}`);
}

async function say(
  conversation: Conversation,
  part: string,
  participation: Partial<Participation>,
  fields: (keyof Participation)[],
): Promise<Member> {
  return conversation.weft.call('MemberService.UpdateMember', {
    member: { name: conversation.member, participation },
    update_mask: { paths: fields.map((field) => `participation.${field}`) },
    speaker: 'SPEAKER_MEMBER',
    request_id: conversation.requestId(part),
  });
}

export async function pause(conversation: Conversation, until: Date): Promise<Post> {
  await say(conversation, 'pause', { paused_until: timestampOf(until) }, ['paused_until']);
  return note(
    `Paused until *${day(until)}*: until then nobody finds you, and I do not introduce you. \`/weft resume\` ends it.`,
  );
}

export async function resume(conversation: Conversation): Promise<Post> {
  await say(conversation, 'resume', {}, ['paused_until']);
  return note('Welcome back. `/weft me` shows where you stand.');
}

// Yes to being found and introduced; ends a pause, too.
export async function agree(conversation: Conversation): Promise<Post> {
  const yes: Partial<Participation> = { being_found: 'WORD_AGREED', being_introduced: 'WORD_AGREED' };
  await say(conversation, 'agree', yes, ['being_found', 'being_introduced', 'paused_until']);
  return note(
    'Thank you. Others can find you now, and I will write when there is somebody to meet. ' +
      'The better I know what you are looking for, the better it gets: `/weft need …`, `/weft offer …`',
  );
}

export async function refuse(conversation: Conversation): Promise<Post> {
  const no: Partial<Participation> = { being_found: 'WORD_REFUSED', being_introduced: 'WORD_REFUSED' };
  await say(conversation, 'refuse', no, ['being_found', 'being_introduced']);
  return note('All right: nobody finds you, and I do not introduce you. If you change your mind: `/weft me`');
}

// To go on being introduced, after silence.
export async function goOn(conversation: Conversation): Promise<Post> {
  await conversation.weft.call('IntroductionService.ResumeIntroductions', {
    parent: conversation.network,
    as_member: conversation.member,
    request_id: conversation.requestId('go_on'),
  });
  return note('Good. I will write when there is somebody to meet.');
}
