import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { test } from 'node:test';
import { allText, buttonsOf, Posted } from './slack_stand_in';
import { inWorld, World } from './world';

const WHY = 'you both press apples';

// Amara introduces Tomás and Ingrid: the messages that ask them.
async function introduced({ bot, slack }: World): Promise<{ tomas: Posted; ingrid: Posted }> {
  const id = await bot.say('U0AMARA', `introduce <@U0TOMAS|tomas> <@U0INGRID|ingrid> ${WHY}`);
  await slack.answer(id, /Thank you\. I have asked .* and .*, with your line/);
  return {
    tomas: await slack.message('U0TOMAS', /would like to introduce you/),
    ingrid: await slack.message('U0INGRID', /would like to introduce you/),
  };
}

// The last thing that was opened for somebody to fill in.
async function form({ bot, slack }: World, user: string, from: Posted, label: string) {
  const before = slack.forms.length;
  await bot.press(user, from, label);
  return slack.changes.until(`a form after "${label}"`, () => slack.forms[before]);
}

test('two say yes, and only then read how to reach each other', () =>
  inWorld(async (world) => {
    const { bot, slack, network } = world;
    const contact = { name: `${network.member('fn-ingrid')}/contact`, note: 'by phone in the evening' };
    await network.weft.call('MemberService.UpdateContact', {
      contact,
      update_mask: { paths: ['note'] },
      request_id: 'c1',
    });
    const { tomas, ingrid } = await introduced(world);
    assert.match(allText(tomas.blocks), new RegExp(`> ${WHY}`));
    assert.match(allText(tomas.blocks), /Contact details are shared only when you have both said yes/);
    assert.deepEqual(
      buttonsOf(tomas.blocks).map(({ text }) => text.text),
      ['Yes, introduce us', 'Not now', 'Not me, ask …', 'No'],
    );

    await bot.press('U0TOMAS', tomas, 'Yes, introduce us');
    await slack.message('U0TOMAS', /You said yes\. Now it is up to /);
    assert.ok(
      slack.shown.every(({ text }) => !text.includes('by phone in the evening') && !text.includes('<@U0INGRID>')),
    );

    await bot.press('U0INGRID', ingrid, 'Yes, introduce us');
    const both = await slack.message(
      'U0TOMAS',
      /said yes to each other[^]*How to reach them:\* <@U0INGRID> · by phone in the evening/,
    );
    await slack.message('U0AMARA', /said yes to each other\*\nThank you for bringing them together\./);
    await slack.message('U0INGRID', /How to reach them:\* <@U0TOMAS>/);
    // The questions have become statements, in place.
    await slack.changes.until('both cards are settled', () =>
      [tomas, ingrid].every(
        ({ blocks }) =>
          /How to reach each other is in a message of its own/.test(allText(blocks)) && buttonsOf(blocks).length === 0,
      ),
    );
    assert.ok(slack.shown.every(({ user, text }) => user === 'U0TOMAS' || !text.includes('by phone in the evening')));

    const view = await form(world, 'U0TOMAS', both, 'We met');
    await bot.fillIn('U0TOMAS', view, { kind: 'KIND_LEARNED', lesson: 'Pears need no press.', share: 'yes' });
    await slack.message('U0TOMAS', /You said: you learned something\.\n> Pears need no press\./);
    assert.ok(slack.shown.every(({ user, text }) => user !== 'U0INGRID' || !text.includes('Pears')));
  }));

test('a no with its reason: the other only reads that it did not come about', () =>
  inWorld(async (world) => {
    const { bot, slack } = world;
    const { tomas, ingrid } = await introduced(world);
    const view = await form(world, 'U0TOMAS', tomas, 'No');
    const id = await bot.fillIn('U0TOMAS', view, { reason: 'REASON_TOPIC', comment: 'apples are not for me' });
    await slack.message('U0TOMAS', /You said no\. All that .* will read is that it did not come about/);
    await slack.changes.until('what the answer changes', () =>
      slack.shown.find(({ user, text }) => user === 'U0TOMAS' && /What that means for you/.test(text)),
    );
    await slack.message('U0INGRID', /This introduction did not come about/);
    assert.ok(
      slack.shown.every(({ user, text }) => user === 'U0TOMAS' || !/apples are not|said no/.test(text)),
      id,
    );
    // Ingrid still has the old card on her screen.
    const late = await bot.press(
      'U0INGRID',
      { ...ingrid, blocks: tomasView(slack.posted, ingrid) },
      'Yes, introduce us',
    );
    await slack.answer(late, /This introduction has ended in the meantime/);
  }));

// A card as it was posted first, before it was brought up to date.
function tomasView(posted: Posted[], of: Posted): Posted['blocks'] {
  const first = posted.find(({ ts }) => ts === of.ts)!;
  const element = {
    type: 'button',
    action_id: 'accept',
    value: valueOf(first),
    text: { type: 'plain_text', text: 'Yes, introduce us' },
  };
  return [{ type: 'actions', block_id: first.blocks[0]!.block_id!, elements: [element] }] as Posted['blocks'];
}

function valueOf(message: Posted): string {
  return `networks/food/introductions/${message.blocks[0]!.block_id!.split('/')[1]}`;
}

test('not now', () =>
  inWorld(async (world) => {
    const { bot, slack } = world;
    const { tomas } = await introduced(world);
    await bot.press('U0TOMAS', tomas, 'Not now');
    await slack.message('U0TOMAS', /You said: not now\./);
    await slack.message('U0INGRID', /This introduction did not come about/);
  }));

test('not me, ask …: somebody the speaker knows is asked instead', () =>
  inWorld(async (world) => {
    const { bot, slack } = world;
    const { tomas } = await introduced(world);
    const view = await form(world, 'U0TOMAS', tomas, 'Not me, ask …');
    const refused = await bot.send(bot.submit('U0TOMAS', view, { user: 'U0STRANGER', note: 'He knows cider.' }));
    assert.equal(refused, 200);
    await bot.fillIn('U0TOMAS', view, { user: 'U0KOFI', note: 'He knows cider.' });
    await slack.message('U0TOMAS', /You passed it on/);
    await slack.message('U0KOFI', /would like to introduce you[^]*> He knows cider\./);
    await slack.message('U0INGRID', /would like to introduce you[^]*> He knows cider\./);
  }));

test('a form with a line that is too long is sent back', () =>
  inWorld(async (world) => {
    const { bot } = world;
    const { tomas } = await introduced(world);
    const view = await form(world, 'U0TOMAS', tomas, 'No');
    const answer = await bot.reply(bot.submit('U0TOMAS', view, { reason: 'REASON_OTHER', comment: 'ü'.repeat(400) }));
    assert.deepEqual(JSON.parse(answer), {
      response_action: 'errors',
      errors: { comment: 'A little too long: please shorten it.' },
    });
  }));

test('a member asks to meet somebody who was found', () =>
  inWorld(async (world) => {
    const { bot, slack } = world;
    const list = await slack.answer(await bot.say('U0AMARA', 'find cool dry storage for seed'), /Leila, librarian/);
    const before = slack.forms.length;
    const leila = buttonsOf(list.blocks).find(({ value }) => value.includes('fn-leila'))!;
    const click = bot.click('U0AMARA', leila);
    assert.equal(await bot.send(click), 200);
    const view = await slack.changes.until('a form', () => slack.forms[before]);
    assert.match(allText(view.blocks), /I will ask Leila, librarian whether they would like to meet you/);
    await bot.fillIn('U0AMARA', view, { note: 'Seed in jars, jars under my bed.' });
    await slack.answer(click.occasion, /I have asked Leila, librarian/);
    const asked = await slack.message('U0LEILA', /would like to meet you\*?[^]*> Seed in jars, jars under my bed\./);
    // The page of the one who is asked shows it, too, and it can be answered there.
    const page = await slack.answer(
      await bot.say('U0LEILA', 'me'),
      /Waiting for your answer:[^]*would like to meet you/,
    );
    const open = await slack.answer(await bot.press('U0LEILA', page, 'Open'), /would like to meet you/);
    const yes = await slack.answer(
      await bot.press('U0LEILA', open, 'Yes, introduce us'),
      /You and .* said yes to each other/,
    );
    assert.equal(yes.replace_original, true);
    await slack.changes.until('the message, too', () => buttonsOf(asked.blocks).length === 0);
    await slack.message('U0AMARA', /said yes to each other/);
  }));

test('nobody answers for somebody else', () =>
  inWorld(async (world) => {
    const { bot, slack, network } = world;
    const { tomas } = await introduced(world);
    // Kofi has got hold of the button that Tomás was sent.
    await slack.answer(
      await bot.press('U0KOFI', { blocks: tomas.blocks }, 'Yes, introduce us'),
      /I cannot find that any more/,
    );
    await slack.answer(await bot.press('U0KOFI', { blocks: tomas.blocks }, 'Not now'), /I cannot find that any more/);
    const seen = await network.weft.call('IntroductionService.GetIntroduction', {
      name: valueOf(tomas),
      as_member: network.member('fn-tomas'),
    });
    assert.equal(seen.state, 'STATE_PROPOSED');
    assert.equal(seen.sides[0]?.answer, 'ANSWER_UNSPECIFIED');
  }));

test('clicked twice and sent twice, an answer counts once', () =>
  inWorld(async (world) => {
    const { bot, slack, network } = world;
    const { tomas } = await introduced(world);
    const click = bot.click('U0TOMAS', buttonsOf(tomas.blocks)[0]!, tomas);
    const again = bot.click('U0TOMAS', buttonsOf(tomas.blocks)[0]!, tomas);
    const statuses = await Promise.all([
      bot.send(click),
      bot.send(click, { 'x-slack-retry-num': '1' }),
      bot.send(again),
    ]);
    assert.deepEqual(statuses, [200, 200, 200]);
    await slack.message('U0TOMAS', /You said yes/);
    const seen = await network.weft.call('IntroductionService.GetIntroduction', {
      name: valueOf(tomas),
      as_member: network.member('fn-tomas'),
    });
    assert.equal(seen.sides[0]?.answer, 'ANSWER_ACCEPTED');
    assert.ok(slack.answers.every(({ text }) => !/sorry|wrong/.test(text)));
  }));

test('an answer given elsewhere while the bot was away shows when it is back', () =>
  inWorld(async (world) => {
    const { bot, slack, network } = world;
    const { ingrid } = await introduced(world);
    await bot.press('U0INGRID', ingrid, 'Yes, introduce us');
    await slack.message('U0INGRID', /You said yes/);
    const token = `${network.folder}/bot/resume-token.json`;
    await slack.changes.until('a resume token', () => fs.existsSync(token));
    assert.equal(await bot.stop(), 0);
    const answer = { name: valueOf(ingrid), as_member: network.member('fn-tomas'), request_id: 'r1' };
    await network.weft.call('IntroductionService.RespondToIntroduction', {
      ...answer,
      decline: { reason: 'REASON_TIME' },
    });
    await bot.start();
    await slack.message('U0INGRID', /This introduction did not come about/);
  }));

test('an idea goes with the question to whom it is put', () =>
  inWorld(async (world) => {
    const { bot, slack } = world;
    const list = await slack.answer(await bot.say('U0AMARA', 'start a seed library &amp; a café'), /Leila, librarian/);
    const leila = buttonsOf(list.blocks).find(({ value }) => value.includes('fn-leila'))!;
    const before = slack.forms.length;
    await bot.send(bot.click('U0AMARA', leila));
    const view = await slack.changes.until('a form', () => slack.forms[before]);
    await bot.fillIn('U0AMARA', view, {});
    await slack.message('U0LEILA', /\*To start:\* a seed library &amp; a café/);
  }));
