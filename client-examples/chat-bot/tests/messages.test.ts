import * as assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Block } from '../src/blocks/blocks';
import { aspectOf, introductionCard, renewCard } from '../src/blocks/introduction_card';
import { messagePost } from '../src/blocks/message_post';
import { Introduction, Member, Message, Side, timestampOf } from '../src/weft/resources';
import { allText, buttonsOf } from './slack_stand_in';

const LEILA = 'networks/food/members/fn-leila';
const AMARA = 'networks/food/members/fn-amara';
const KOFI = 'networks/food/members/fn-kofi';
const IN_DECEMBER = timestampOf(new Date('2026-12-06T09:00:00Z'));

function side(member: string, name: string, more: Partial<Side> = {}): Side {
  return {
    member,
    display_name: name,
    answer: 'ANSWER_UNSPECIFIED',
    reasons: [],
    brings: [],
    contact: null,
    note: '',
    snoozed_until: null,
    outcome: null,
    gone: false,
    ...more,
  };
}

// Amara and Leila, as Leila sees it.
function introduction(
  more: Partial<Introduction> = {},
  own: Partial<Side> = {},
  other: Partial<Side> = {},
): Introduction {
  return {
    name: 'networks/food/introductions/i1',
    state: 'STATE_PROPOSED',
    origin: 'ORIGIN_ROUND',
    sides: [
      side(LEILA, 'Leila', {
        reasons: [
          { type: 'TYPE_OFFER_WANTED', text: 'They are looking for “a dry room”; you can offer “cool dry storage”.' },
        ],
        ...own,
      }),
      side(AMARA, 'Amara', { brings: ['seed saving workshops', 'advice on seed swaps'], ...other }),
    ],
    introducer: '',
    introducer_display_name: '',
    note: '',
    kind: 'KIND_STRONG_FIT',
    first_question: '',
    purpose: '',
    create_time: IN_DECEMBER,
    expire_time: IN_DECEMBER,
    actions: ['ACTION_ACCEPT', 'ACTION_SNOOZE', 'ACTION_PASS_ON', 'ACTION_DECLINE'],
    ...more,
  };
}

const MUTUAL = {
  state: 'STATE_MUTUAL',
  actions: ['ACTION_RECORD_OUTCOME'],
  first_question: 'Which seed would you save first?',
};
const CONTACT = {
  email: 'amara@example.org',
  handles: [{ service: 'matrix', address: '@amara:example.org' }],
  note: '',
};

function message(kind: string, more: Partial<Message>): Message {
  return {
    name: 'networks/food/messages/m1',
    kind,
    channel: 'CHANNEL_CHAT',
    recipients: [],
    introductions: [],
    network_display_name: 'Lind Valley',
    invitation: null,
    proposals: [],
    mutual: null,
    digest: null,
    due_time: null,
    claim: '',
    ...more,
  };
}

const MEMBER = {
  name: LEILA,
  display_name: 'Leila, librarian',
  bio: 'I keep books <b>dry</b>.',
  interests: ['seed libraries'],
  offers: ['cool dry storage'],
  needs: [],
  circles: ['seed-stewards'],
  organization: 'Town library',
  participation: null,
  etag: '',
} as Member;

function read(post: { blocks: Block[] }): { text: string; labels: string[] } {
  return { text: allText(post.blocks), labels: buttonsOf(post.blocks).map(({ text }) => text.text) };
}

test('the invitation shows all that is held and asks yes, not now or no', () => {
  const invitation = {
    member: MEMBER,
    held_because: 'imported by the office; they agreed at the spring meeting',
    member_count: '60',
  };
  const post = messagePost(message('KIND_INVITATION', { invitation }), LEILA);
  const { text, labels } = read(post);
  assert.match(
    post.text,
    /Lind Valley helps its 60 members to meet the people they need\. Would you like to take part\?/,
  );
  assert.match(
    text,
    /all that is held about you:\n\*Leila, librarian\* — Town library\n> I keep books &lt;b&gt;dry&lt;\/b&gt;\.\n\*Cares/,
  );
  assert.match(text, /Where it comes from: imported by the office/);
  assert.deepEqual(labels.slice(0, 3), ['Yes, count me in', 'Not now', 'No']);
});

test('a proposal says who, why, what they bring, and until when', () => {
  const post = messagePost(message('KIND_PROPOSAL', { proposals: [introduction()] }), LEILA);
  assert.equal(post.text, 'Would you like to meet Amara?');
  assert.equal(
    allText(post.blocks.slice(0, 1)),
    [
      '*Would you like to meet Amara?*',
      '_A close match_',
      '• They are looking for “a dry room”; you can offer “cool dry storage”.',
      '*Amara brings:* seed saving workshops · advice on seed swaps',
    ].join('\n'),
  );
  assert.match(
    read(post).text,
    /Open until 6 December 2026\. Contact details are shared only when you have both said yes\. No answer is fine, too\./,
  );
  const wider = introduction({
    kind: 'KIND_WEAK_TIE',
    origin: 'ORIGIN_SELF',
    introducer: AMARA,
    introducer_display_name: 'Amara',
    note: 'Jars.',
    purpose: 'a seed library',
  });
  assert.match(
    read(messagePost(message('KIND_REMINDER', { proposals: [wider] }), LEILA)).text,
    /^\*Amara would like to meet you\*\n_A wider circle_\n> Jars\.\n\*To start:\* a seed library/,
  );
  assert.equal(
    messagePost(message('KIND_REMINDER', { proposals: [wider] }), LEILA).text,
    'Still open: Amara would like to meet you',
  );
});

test('an introducer is asked, and told what came of it', () => {
  const asked = introduction({
    state: 'STATE_AWAITING_INTRODUCER',
    introducer: KOFI,
    introducer_display_name: 'Kofi',
    actions: ['ACTION_ACCEPT', 'ACTION_DECLINE'],
  });
  const post = messagePost(message('KIND_INTRODUCER_REQUEST', { proposals: [asked] }), KOFI);
  assert.equal(post.text, 'Would you introduce Leila and Amara to each other?');
  assert.deepEqual(read(post).labels, ['Yes, gladly', 'Rather not']);
  const later = (state: string) => allText(introductionCard({ ...asked, state, actions: [] }, KOFI, 'proposal'));
  assert.match(
    later('STATE_PROPOSED'),
    /You are introducing Leila and Amara to each other\*\nI have asked them, and will tell you if they both say yes\./,
  );
  assert.match(
    later('STATE_MUTUAL'),
    /Leila and Amara said yes to each other\*\nThank you for bringing them together\./,
  );
  assert.match(later('STATE_LAPSED'), /This introduction did not come about\./);
});

test('both said yes: what the other brings, how to reach them, and a first question', () => {
  const mutual = introduction(MUTUAL, {}, { contact: CONTACT, note: 'Come by on Saturday!' });
  const { text, labels } = read(messagePost(message('KIND_MUTUAL', { mutual }), LEILA));
  assert.equal(
    text,
    [
      '*You and Amara said yes to each other*',
      '*Amara* brings seed saving workshops · advice on seed swaps',
      '> Come by on Saturday!',
      '*How to reach them:* matrix: @amara:example.org · amara@example.org',
      '*To begin with:* Which seed would you save first?',
      'We met',
      'It did not happen',
    ].join('\n'),
  );
  assert.deepEqual(labels, ['We met', 'It did not happen']);
  const nowhere = introduction(MUTUAL, {}, { contact: null });
  assert.match(
    read(messagePost(message('KIND_MUTUAL', { mutual: nowhere }), LEILA)).text,
    /They have left no way to be reached/,
  );
});

test('did you meet, and what was said', () => {
  const post = messagePost(message('KIND_DID_YOU_MEET', { mutual: introduction(MUTUAL) }), LEILA);
  assert.equal(post.text, 'Did you and Amara meet?');
  assert.deepEqual(read(post).labels, ['We met', 'It did not happen']);
  const outcome = {
    kind: 'KIND_COLLABORATING',
    lesson: 'Dry is not cool.',
    share_lesson: false,
    collaborating_on: 'a seed shelf',
  };
  const said = introductionCard(introduction({ ...MUTUAL, state: 'STATE_MET' }, { outcome }), LEILA, 'question');
  assert.match(
    allText(said),
    /Thank you\. You said: you are doing something together \(a seed shelf\)\.\n> Dry is not cool\./,
  );
  assert.deepEqual(buttonsOf(said), []);
  const missed = introduction(
    { ...MUTUAL, state: 'STATE_CLOSED', actions: ['ACTION_TRY_AGAIN'] },
    { outcome: { ...outcome, kind: 'KIND_DID_NOT_HAPPEN', lesson: '', collaborating_on: '' } },
  );
  assert.deepEqual(
    buttonsOf(introductionCard(missed, LEILA, 'question')).map(({ text }) => text.text),
    ['Try again'],
  );
});

test('the week: somebody to meet, and what is going on', () => {
  const digest = {
    last_round: { served_count: 24, introduction_count: 12, mutual_count: 9 },
    new_members: [{ member: KOFI, display_name: 'Kofi', phrases: ['beans'] }],
    new_member_count: 1,
    lessons: ['Ask for the keys first.'],
    needs_you_may_meet: ['a van on Fridays'],
    next_round_time: IN_DECEMBER,
  };
  const post = messagePost(message('KIND_WEEKLY', { proposals: [introduction()], digest }), LEILA);
  const { text } = read(post);
  assert.equal(post.text, 'Your week in Lind Valley: somebody to meet');
  assert.match(text, /Last time:\* 12 introductions between 24 people, 9 of them with a yes from both sides\./);
  assert.match(text, /New here, and near to what you care about:\*\n• \*Kofi\*: beans/);
  assert.match(text, /Somebody is looking for:\*\n• a van on Fridays/);
  assert.match(text, /What others have learned:\*\n> Ask for the keys first\./);
  assert.match(text, /The next introductions come around 6 December 2026\./);
  assert.doesNotMatch(text, /round\b(?! 6)/);
  assert.equal(messagePost(message('KIND_WEEKLY', {}), LEILA).text, 'Your week in Lind Valley');
});

test('after two silences: one kind question', () => {
  const post = messagePost(message('KIND_STILL_WELCOME', {}), LEILA);
  assert.match(post.text, /Shall I go on introducing you to people in Lind Valley\?/);
  assert.deepEqual(read(post).labels, ['Yes, go on', 'Pause for two months']);
});

test('a card is renewed in its place, and what stands around it stays', () => {
  const post = messagePost(
    message('KIND_WEEKLY', { proposals: [introduction(), introduction({ name: 'networks/food/introductions/i12' })] }),
    LEILA,
  );
  const lapsed = introduction({ state: 'STATE_LAPSED', actions: [] });
  const renewed = renewCard(post.blocks, lapsed, LEILA)!;
  assert.equal(allText(renewed.slice(0, 1)), '*Your week in Lind Valley: somebody to meet*');
  assert.match(allText(renewed.slice(1, 2)), /This introduction did not come about/);
  assert.deepEqual(
    buttonsOf(renewed).map(({ value }) => value),
    Array(4).fill('networks/food/introductions/i12'),
  );
  assert.equal(
    new Set(renewed.map((block) => block.block_id).filter(Boolean)).size,
    renewed.filter((block) => block.block_id).length,
  );
  assert.equal(renewCard(renewed, { ...lapsed, name: 'networks/food/introductions/i2' }, LEILA), undefined);
  // Renewed once more, nothing changes.
  assert.deepEqual(renewCard(renewed, lapsed, LEILA), renewed);
});

test('what a side has said is shown to that side, in plain words', () => {
  const card = (more: Partial<Introduction>, own: Partial<Side>) =>
    allText(introductionCard(introduction({ actions: [], ...more }, own), LEILA, 'proposal'));
  assert.match(
    card({ actions: ['ACTION_DECLINE'] }, { answer: 'ANSWER_ACCEPTED' }),
    /You said yes\. Now it is up to Amara\.\nRather not, after all$/,
  );
  assert.match(
    card({ state: 'STATE_DECLINED' }, { answer: 'ANSWER_DECLINED' }),
    /You said no\. All that Amara will read is that it did not come about\./,
  );
  assert.match(
    card({ state: 'STATE_LAPSED' }, { answer: 'ANSWER_SNOOZED', snoozed_until: IN_DECEMBER }),
    /You said: not now\. It may come up again after 6 December 2026\./,
  );
  assert.match(card({ state: 'STATE_LAPSED' }, { answer: 'ANSWER_PASSED_ON' }), /You passed it on/);
  assert.match(card({ state: 'STATE_LAPSED' }, { answer: 'ANSWER_SILENT' }), /This introduction did not come about\./);
  assert.match(
    card({ state: 'STATE_LAPSED' }, { answer: 'ANSWER_ACCEPTED' }),
    /This introduction did not come about\./,
  );
});

test('in a group, those who have gone are not counted on', () => {
  const group = introduction(MUTUAL);
  group.sides.push(side(KOFI, 'Kofi', { gone: true }), side('', '', { brings: [] }));
  const text = allText(introductionCard(group, LEILA, aspectOf(group, LEILA)));
  assert.match(text, /You, Amara and a member who has left said yes/);
  assert.doesNotMatch(text, /Kofi/);
});
