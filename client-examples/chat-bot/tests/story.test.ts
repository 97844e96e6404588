import * as assert from 'node:assert/strict';
import { test } from 'node:test';
import { buttonsOf } from './slack_stand_in';
import { inWorld } from './world';

const NOTE = 'ring the bell at the blue gate';

// From the first question to both saying yes, between the built bot and the built weft-server.
test('found, introduced, and a yes from both by button: nobody reads how to reach anybody before', () =>
  inWorld(async ({ bot, slack, network }) => {
    for (const id of ['fn-tomas', 'fn-ingrid'])
      await network.weft.call('MemberService.UpdateContact', {
        contact: { name: `${network.member(id)}/contact`, note: `${NOTE} of ${id}` },
        update_mask: { paths: ['note'] },
        request_id: id,
      });
    await slack.answer(await bot.say('U0AMARA', 'find farm visits for school classes'), /Tomás, vegetable grower/);
    await slack.answer(
      await bot.say('U0AMARA', 'introduce <@U0TOMAS|tomas> <@U0INGRID|ingrid> roots and apples keep in one cellar'),
      /I have asked/,
    );
    const tomas = await slack.message('U0TOMAS', /would like to introduce you[^]*roots and apples/);
    const ingrid = await slack.message('U0INGRID', /would like to introduce you[^]*roots and apples/);

    const { introductions } = await network.weft.call('IntroductionService.ListIntroductions', {
      parent: network.network,
      as_member: '',
      waiting_for_me: false,
      page_size: 10,
    });
    assert.equal(introductions.length, 1);
    const seenBy = (id: string) =>
      network.weft.call('IntroductionService.GetIntroduction', {
        name: introductions[0]!.name,
        as_member: network.member(id),
      });
    // What the server would tell each side of the other, as a map from reader to note.
    const notes = async () =>
      Object.fromEntries(
        await Promise.all(
          ['fn-tomas', 'fn-ingrid'].map(async (id) => [id, (await seenBy(id)).sides[1]?.contact?.note ?? '']),
        ),
      ) as Record<string, string>;
    const nobody = { 'fn-tomas': '', 'fn-ingrid': '' };

    assert.deepEqual(await notes(), nobody);
    await bot.press('U0INGRID', ingrid, 'Yes, introduce us');
    await slack.message('U0INGRID', /You said yes/);
    assert.equal((await seenBy('fn-tomas')).state, 'STATE_PROPOSED');
    assert.deepEqual(await notes(), nobody);
    assert.ok(slack.shown.every(({ text }) => !text.includes(NOTE) && !/<@U0(TOMAS|INGRID)>/.test(text)));

    await bot.press('U0TOMAS', tomas, 'Yes, introduce us');
    await slack.message('U0TOMAS', new RegExp(`How to reach them:\\* <@U0INGRID> · ${NOTE} of fn-ingrid`));
    await slack.message('U0INGRID', new RegExp(`How to reach them:\\* <@U0TOMAS> · ${NOTE} of fn-tomas`));
    await slack.message('U0AMARA', /Thank you for bringing them together/);
    assert.equal((await seenBy('fn-tomas')).state, 'STATE_MUTUAL');
    assert.deepEqual(await notes(), { 'fn-tomas': `${NOTE} of fn-ingrid`, 'fn-ingrid': `${NOTE} of fn-tomas` });
    // Each has the other's, and nobody else anything: not the one who brought them together, either.
    assert.ok(slack.shown.every(({ user, text }) => user !== 'U0AMARA' || !text.includes(NOTE)));
    assert.ok(slack.shown.every(({ user, text }) => user !== 'U0TOMAS' || !text.includes(`${NOTE} of fn-tomas`)));
    await slack.changes.until('the questions are settled', () =>
      [tomas, ingrid].every(({ blocks }) => buttonsOf(blocks).length === 0),
    );
  }));
