import * as assert from 'node:assert/strict';
import { test } from 'node:test';
import { allText, buttonsOf } from './slack_stand_in';
import { inWorld } from './world';

test('find: people who can help, with their own words and a way to meet them', () =>
  inWorld(async ({ bot, slack }) => {
    const found = await slack.answer(
      await bot.say('U0AMARA', 'find a dry room for storing seed'),
      /People who may help with/,
    );
    assert.match(allText(found.blocks), /Leila, librarian\*\ncool dry storage for seed/);
    assert.doesNotMatch(allText(found.blocks), /Amara/);
    // Ingrid and Amara know each other: there is nothing to introduce.
    const known = await slack.answer(
      await bot.say('U0AMARA', 'find grafting courses'),
      /Ingrid, orchardist\* · _you know each other_/,
    );
    assert.ok(buttonsOf(known.blocks).every(({ value }) => !value.includes('fn-ingrid')));
  }));

test('who: people around a topic', () =>
  inWorld(async ({ bot, slack }) => {
    await slack.answer(
      await bot.say('U0KOFI', 'who seed libraries'),
      /People around “seed libraries”:[^]*Amara, seed saver/,
    );
  }));

test('start: who could start it, why, close matches and a wider circle', () =>
  inWorld(async ({ bot, slack }) => {
    const list = await slack.answer(
      await bot.say('U0AMARA', 'start a seed library in the town hall'),
      /Who could start this with you/,
    );
    const text = allText(list.blocks);
    assert.match(text, /close match/);
    assert.match(text, /a wider circle/);
    assert.match(text, /• .+/);
  }));

test('offer, need and remove change the profile as the member wants, and can be taken back', () =>
  inWorld(async ({ bot, slack, network }) => {
    const name = network.member('fn-amara');
    const facets = async () => {
      const { offers, needs } = await network.weft.call('MemberService.GetMember', { name });
      return { offers, needs };
    };
    const before = await facets();
    const answer = await slack.answer(
      await bot.say('U0AMARA', 'offer bread &amp; butter'),
      /Noted: you can offer \*bread &amp; butter\*/,
    );
    await slack.answer(await bot.say('U0AMARA', 'need a van'), /Noted: you are looking for \*a van\*/);
    assert.deepEqual(await facets(), {
      offers: [...before.offers, 'bread & butter'],
      needs: [...before.needs, 'a van'],
    });
    await slack.answer(await bot.say('U0AMARA', 'offer Bread &amp; Butter'), /That is there already/);
    await slack.answer(await bot.press('U0AMARA', answer, 'Take it back'), /Taken out: \*bread &amp; butter\*/);
    await slack.answer(await bot.say('U0AMARA', 'remove a VAN'), /Taken out/);
    assert.deepEqual(await facets(), before);
    await slack.answer(
      await bot.say('U0AMARA', 'remove a boat'),
      /I do not find “a boat”\. What I have: seed saving workshops/,
    );
    await slack.answer(
      await bot.say('U0AMARA', `need ${'x'.repeat(201)}`),
      /That does not work: it is 201 bytes long; at most 200 are allowed/,
    );
  }));

test('two changes at once are both kept', () =>
  inWorld(async ({ bot, slack, network }) => {
    const words = ['pots', 'pans', 'jars'];
    const ids = await Promise.all(words.map((word) => bot.say('U0LEILA', `offer ${word}`)));
    for (const id of ids) await slack.answer(id, /Noted/);
    const { offers } = await network.weft.call('MemberService.GetMember', { name: network.member('fn-leila') });
    assert.deepEqual(offers.filter((offer) => words.includes(offer)).sort(), [...words].sort());
  }));

test('me: what is held, where the member stands, and buttons to change it', () =>
  inWorld(async ({ bot, slack, network }) => {
    const page = await slack.answer(await bot.say('U0AMARA', 'me'));
    const text = allText(page.blocks);
    assert.match(text, /\*Amara, seed saver\* — Old Orchard Seed Circle/);
    assert.match(text, /\*Can offer:\* seed saving workshops · /);
    assert.match(text, /\*Looking for:\* a dry room for storing seed · /);
    assert.match(text, /Others can find you, and you are introduced to people: at most 3 a month, every two weeks\./);
    assert.match(text, /You have not said yes or no yourself; until you do, the network counts you in\./);
    assert.match(text, /\*How to reach you:\* <@U0AMARA>/);
    assert.match(text, /Nothing waits for your answer/);
    const agreed = await slack.answer(
      await bot.press('U0AMARA', page, 'Yes, count me in'),
      /Others can find you now[^]*Others can find you, and you are/,
    );
    assert.equal(agreed.replace_original, true);
    await slack.answer(
      await bot.press('U0AMARA', agreed, 'Leave me out'),
      /Others cannot find you, and you are not introduced to people\./,
    );
    const { participation } = await network.weft.call('MemberService.GetMember', { name: network.member('fn-amara') });
    assert.equal(participation?.being_found, 'WORD_REFUSED');
    assert.equal(participation?.being_introduced, 'WORD_REFUSED');
    // Her word holds: others do not find her any more.
    const found = await slack.answer(await bot.say('U0KOFI', 'who seed libraries'));
    assert.doesNotMatch(allText(found.blocks), /Amara/);
  }));

test('pause and resume', () =>
  inWorld(async ({ bot, slack, network }) => {
    const year = new Date().getUTCFullYear() + 1;
    await slack.answer(
      await bot.say('U0AMARA', `pause until ${year}-01-15`),
      new RegExp(`Paused until \\*15 January ${year}\\*`),
    );
    const { participation } = await network.weft.call('MemberService.GetMember', { name: network.member('fn-amara') });
    assert.equal(participation?.paused_until?.seconds, String(Date.UTC(year, 0, 15) / 1000));
    await slack.answer(await bot.say('U0KOFI', 'who seed libraries'));
    const page = await slack.answer(
      await bot.say('U0AMARA', 'me'),
      new RegExp(`\\*Paused until 15 January ${year}\\.\\*`),
    );
    const resumed = await slack.answer(await bot.press('U0AMARA', page, 'Resume'), /Welcome back/);
    assert.doesNotMatch(allText(resumed.blocks), /Paused until/);
    await slack.answer(await bot.say('U0AMARA', 'pause for ever'), /Say for how long, like/);
  }));

test('what is not understood is answered with what would be', () =>
  inWorld(async ({ bot, slack }) => {
    await slack.answer(await bot.say('U0AMARA', 'dance'), /`\/weft help` says what I can do/);
    await slack.answer(
      await bot.say('U0AMARA', 'find'),
      /Say a little more: `\/weft find someone to help with grant writing`/,
    );
    await slack.answer(
      await bot.say('U0AMARA', 'introduce @tomas @ingrid why not'),
      /Type @ and pick each of them from the list/,
    );
    await slack.answer(
      await bot.say('U0AMARA', 'introduce <@U0TOMAS|t> <@U0STRANGER|s> why not'),
      /I do not know yet which member <@U0STRANGER> is/,
    );
    await slack.answer(
      await bot.say('U0AMARA', 'introduce <@U0TOMAS|t> <@U0AMARA|a> why not'),
      /To meet somebody yourself/,
    );
  }));

test('a line written to the bot alone is a command, too', () =>
  inWorld(async ({ bot, slack }) => {
    assert.equal(await bot.send(bot.line('U0AMARA', 'find grafting courses')), 200);
    await slack.message('U0AMARA', /People who may help with “grafting courses”/);
    assert.equal(await bot.send(bot.line('U0AMARA', '/weft help')), 200);
    await slack.message('U0AMARA', /What I can do for you/);
  }));
