import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { test } from 'node:test';
import { BotProcess } from './bot_process';
import { allText, SlackStandIn } from './slack_stand_in';
import { inWorld } from './world';

test('a request that Slack did not sign, or not now, is refused and does nothing', () =>
  inWorld(async ({ bot, slack }) => {
    const request = bot.command('U0AMARA', 'help');
    const now = Math.floor(Date.now() / 1000);
    assert.equal(await bot.send(request, {}, 'another secret'), 401);
    assert.equal(await bot.send(request, { 'x-slack-signature': 'v0=00' }), 401);
    assert.equal(
      await bot.send({ ...request, body: `${request.body}&text=me` }, { 'x-slack-signature': `v0=${'0'.repeat(64)}` }),
      401,
    );
    assert.equal(await bot.send(request, { 'x-slack-request-timestamp': String(now - 3600) }), 401);
    assert.equal(await bot.send(request, { 'x-slack-request-timestamp': 'yesterday' }), 401);
    assert.deepEqual(slack.answers, []);
    assert.equal(await bot.send(request), 200);
    assert.match(allText((await slack.answer(request.occasion)).blocks), /What I can do for you/);
  }));

test('a person without a member learns whom to ask, and nothing else', () =>
  inWorld(async ({ bot, slack, network }) => {
    const before = await network.weft.call('NetworkService.GetNetwork', { name: network.network });
    for (const text of ['me', 'find grants', 'offer bread', 'introduce <@U0TOMAS|t> <@U0INGRID|i> why not']) {
      await slack.answer(
        await bot.say('U0STRANGER', text),
        /ask Mei in the office to link you: your Slack id is `U0STRANGER`/,
      );
    }
    const after = await network.weft.call('NetworkService.GetNetwork', { name: network.network });
    assert.deepEqual(after, before);
  }));

test('links are read again when the file changes; a bad file leaves the last good ones', () =>
  inWorld(async ({ bot, slack, membersFile }) => {
    fs.writeFileSync(membersFile, '{"U0STRANGER": "fn-kofi", "U0AMARA": "fn-kofi"}');
    await slack.answer(await bot.say('U0STRANGER', 'me'), /ask Mei/);
    await bot.logged('members_file_refused');
    await slack.answer(await bot.say('U0AMARA', 'me'), /Amara, seed saver/);
    fs.writeFileSync(membersFile, '{"U0STRANGER": "fn-kofi"}');
    await slack.answer(await bot.say('U0STRANGER', 'me'), /Kofi/);
    await slack.answer(await bot.say('U0AMARA', 'me'), /ask Mei/);
  }));

test('the same request sent again is answered once', () =>
  inWorld(async ({ bot, slack, network }) => {
    const request = bot.command('U0AMARA', 'need a beehive');
    const retry = { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' };
    const statuses = await Promise.all([bot.send(request), bot.send(request, retry), bot.send(request, retry)]);
    assert.deepEqual(statuses, [200, 200, 200]);
    await slack.answer(request.occasion, /Noted: you are looking for \*a beehive\*/);
    const line = bot.line('U0AMARA', 'offer honey');
    assert.equal(await bot.send(line), 200);
    await slack.message('U0AMARA', /Noted: you can offer \*honey\*/);
    assert.equal(await bot.send(line, retry), 200);
    // Whatever the repeats would have said has been said once this is answered.
    await slack.answer(await bot.say('U0AMARA', 'me'), /honey/);
    assert.equal(slack.answers.filter(({ id }) => id === request.occasion).length, 1);
    assert.equal(slack.conversation('U0AMARA').length, 1);
    const { needs, offers } = await network.weft.call('MemberService.GetMember', { name: network.member('fn-amara') });
    assert.equal(needs.filter((need) => need === 'a beehive').length, 1);
    assert.equal(offers.filter((offer) => offer === 'honey').length, 1);
  }));

test('a request sent again to a bot that was started anew changes nothing twice', () =>
  inWorld(async ({ bot, slack, network }) => {
    const { network: parent } = network;
    const request = bot.command('U0AMARA', 'introduce <@U0TOMAS|tomas> <@U0INGRID|ingrid> both of you press apples');
    assert.equal(await bot.send(request), 200);
    await slack.answer(request.occasion, /I have asked/);
    await bot.kill();
    await bot.start();
    assert.equal(await bot.send(request, { 'x-slack-retry-num': '1' }), 200);
    await slack.changes.until(
      'a second answer',
      () => slack.answers.filter(({ id }) => id === request.occasion).length === 2,
    );
    const all = { parent, as_member: '', waiting_for_me: false, page_size: 10 };
    const { introductions } = await network.weft.call('IntroductionService.ListIntroductions', all);
    assert.equal(introductions.length, 1);
  }));

test('Slack has its acknowledgement although Weft does not answer, and the person learns why', () =>
  inWorld(
    async ({ bot, slack, network }) => {
      await network.stop();
      const read = bot.command('U0AMARA', 'find grants');
      const write = bot.command('U0AMARA', 'need grants');
      assert.equal(await bot.send(read), 200);
      assert.equal(await bot.send(write), 200);
      await slack.answer(read.occasion, /Weft does not answer just now\. Please try again in a minute\./);
      await slack.answer(write.occasion, /I cannot say whether that arrived.*it counts only once/);
      await network.start();
      await slack.answer(
        await bot.say('U0AMARA', 'need grants'),
        /Noted: you are looking for \*grants\*|That is there already/,
      );
    },
    { WEFT_DEADLINE_MS: '4000' },
  ));

test('the same over Socket Mode, where no port is open', () =>
  inWorld(
    async ({ bot, slack }) => {
      const { send, acknowledged } = await slack.socket();
      const request = bot.command('U0AMARA', 'find grafting courses');
      const envelope = {
        type: 'slash_commands',
        envelope_id: 'e1',
        payload: Object.fromEntries(new URLSearchParams(request.body)),
      };
      send(envelope);
      send({ ...envelope, envelope_id: 'e2', retry_attempt: 1, retry_reason: 'timeout' });
      await slack.answer(request.occasion, /People who may help with “grafting courses”/);
      await slack.changes.until(
        'both acknowledgements',
        () => acknowledged.includes('e1') && acknowledged.includes('e2'),
      );
      await bot.logged('repeat_ignored');
      assert.equal(slack.answers.length, 1);
    },
    { SLACK_APP_TOKEN: 'xapp-test', SLACK_SIGNING_SECRET: '' },
  ));

test('settings that are missing are named, and the bot does not start', async () => {
  const bot = new BotProcess(new SlackStandIn(), { WEFT_NETWORK: 'food' });
  await assert.rejects(bot.start(), /SLACK_BOT_TOKEN is missing; .*WEFT_BOT_MEMBERS is missing/);
});
