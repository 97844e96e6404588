import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { describe, test } from 'node:test';
import type { Message } from '../src/weft/resources';
import { inWorld, World } from './world';

// Amara asks to meet Leila: one message to Leila becomes due.
async function propose({ network }: World): Promise<void> {
  await network.weft.call('IntroductionService.ProposeIntroduction', {
    parent: network.network,
    as_member: network.member('fn-amara'),
    members: [network.member('fn-leila')],
    note: 'jars',
    request_id: 'p1',
  });
}

async function messages({ network }: World, state: string): Promise<Message[]> {
  const request = { parent: network.network, states: [state], page_size: 10, page_token: '' };
  return (await network.weft.call('MessageService.ListMessages', request)).messages;
}

// Waits until the bot's log says so, then looks at what Weft thinks.
async function logged(world: World, event: string, result?: string): Promise<void> {
  await world.bot.changes.until(`${event} ${result ?? ''}`, () =>
    world.bot.log.some(
      (line) => line.event === event && (result === undefined || line.result === result),
    ),
  );
}

// At once, since each waits until nothing can be on its way any more.
describe('a delivery that was cut short', { concurrency: true }, () => {
  test('killed after Slack had taken the message and before Weft knew: it is not sent again', () =>
    inWorld(async (world) => {
      const { bot, slack } = world;
      slack.instead.set('chat.postMessage', (args) => void slack.carryOut('chat.postMessage', args));
      await propose(world);
      await slack.message('U0LEILA', /would like to meet you/);
      await bot.kill();
      assert.equal((await messages(world, 'STATE_SENT')).length, 0);
      await bot.start();
      await logged(world, 'message_delivered', 'RESULT_SENT');
      assert.equal(slack.conversation('U0LEILA').length, 1);
      assert.equal((await messages(world, 'STATE_SENT')).length, 1);
    }));

  test('killed before Slack had taken the message: it is due again', () =>
    inWorld(async (world) => {
      const { bot, slack } = world;
      let isReached = false;
      slack.instead.set('chat.postMessage', () => void (isReached = true));
      await propose(world);
      await slack.changes.until('the bot posts', () => isReached);
      await bot.kill();
      await bot.start();
      await logged(world, 'message_delivered', 'RESULT_TEMPORARY_FAILURE');
      assert.equal((await messages(world, 'STATE_DUE')).length, 1);
      assert.equal(slack.conversation('U0LEILA').length, 0);
    }));

  test('an answer of Slack that says nothing: whether it was posted is found out, not guessed', () =>
    inWorld(async (world) => {
      const { slack } = world;
      slack.instead.set('chat.postMessage', (args) => {
        slack.carryOut('chat.postMessage', args);
        return { ok: false, error: 'internal_error' };
      });
      await propose(world);
      await logged(world, 'message_delivered', 'RESULT_SENT');
      assert.equal(slack.conversation('U0LEILA').length, 1);
      assert.equal((await messages(world, 'STATE_SENT')).length, 1);
    }));
});

test('Slack has no time: tried again later', () =>
  inWorld(async (world) => {
    const { slack } = world;
    slack.instead.set('chat.postMessage', () => ({ ok: false, error: 'ratelimited' }));
    await propose(world);
    await logged(world, 'message_delivered', 'RESULT_TEMPORARY_FAILURE');
    assert.equal(slack.conversation('U0LEILA').length, 0);
    assert.equal((await messages(world, 'STATE_FAILED')).length, 0);
  }));

test('a person who is gone is not written to again', () =>
  inWorld(async (world) => {
    const { slack } = world;
    slack.instead.set('conversations.open', () => ({ ok: false, error: 'user_disabled' }));
    await propose(world);
    await logged(world, 'message_delivered', 'RESULT_PERMANENT_FAILURE');
    assert.equal((await messages(world, 'STATE_FAILED')).length, 1);
  }));

test('a message for a member whose link was taken away goes to nobody', () =>
  inWorld(async (world) => {
    const { slack, bot, membersFile } = world;
    // The bot has told Weft about Leila, and now she is linked no more.
    await slack.answer(await bot.say('U0LEILA', 'me'));
    fs.writeFileSync(membersFile, '{"U0AMARA": "fn-amara"}');
    await propose(world);
    await logged(world, 'message_delivered', 'RESULT_PERMANENT_FAILURE');
    assert.deepEqual(slack.posted, []);
  }));

test('Weft goes away and comes back: what is due is delivered', () =>
  inWorld(
    async (world) => {
      const { slack, network, bot } = world;
      await network.stop();
      await bot.logged('stream_ended');
      await network.start();
      await propose(world);
      await slack.message('U0LEILA', /would like to meet you/);
    },
    { WEFT_DEADLINE_MS: '2000' },
  ));
