import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { test } from 'node:test';
import { webApi } from '@slack/bolt';
import { cut, escape, listed, section, sections } from '../src/blocks/blocks';
import { declineForm, meetForm, tooLong } from '../src/blocks/forms';
import { parseCommand, unescape } from '../src/command';
import { failureOf } from '../src/delivery/slack_failure';
import { LinkedMembers } from '../src/linked_members';
import { requestId } from '../src/request_id';
import { readSettings } from '../src/settings';

const NOW = new Date('2026-11-26T15:00:00Z');

test('commands', () => {
  const cases: [text: string, expected: object][] = [
    ['', { verb: 'help' }],
    ['  HELP ', { verb: 'help' }],
    ['me', { verb: 'me' }],
    ['find  help with  grants ', { verb: 'find', query: 'help with  grants' }],
    ['start a seed\nlibrary', { verb: 'start', idea: 'a seed\nlibrary' }],
    ['who compost', { verb: 'who', topic: 'compost' }],
    [
      'introduce <@U012AB|amara> and <@W345> you both  grow beans',
      { verb: 'introduce', users: ['U012AB', 'W345'], why: 'and you both grow beans' },
    ],
    ['introduce <@U1A> <@U2B> <@U3C> a trio', { verb: 'introduce', users: ['U1A', 'U2B', 'U3C'], why: 'a trio' }],
    ['pause', { verb: 'pause', until: new Date('2026-12-10T00:00:00Z') }],
    ['pause 3 weeks', { verb: 'pause', until: new Date('2026-12-17T00:00:00Z') }],
    ['pause for 10 days', { verb: 'pause', until: new Date('2026-12-06T00:00:00Z') }],
    ['pause 2 months', { verb: 'pause', until: new Date('2027-01-25T00:00:00Z') }],
    ['pause until 2027-01-15', { verb: 'pause', until: new Date('2027-01-15T00:00:00Z') }],
    ['resume', { verb: 'resume' }],
  ];
  for (const [text, expected] of cases) assert.deepEqual(parseCommand(text, NOW), expected, text);
});

test('commands that are not clear', () => {
  const cases = [
    'dance',
    'find',
    'who ',
    'start',
    'offer',
    'need',
    'remove',
    'pause until 2026-02-31',
    'pause until 2026-11-25',
    'pause 0 weeks',
    'pause 999 weeks',
    'pause till spring',
    'introduce <@U1A> only one',
    'introduce <@U1A> <@U1A> the same',
    'introduce <@U1A> <@U2B>',
    'introduce <@U1A> <@U2B> <@U3C> <@U4D> too many',
  ];
  for (const text of cases) assert.equal(parseCommand(text, NOW).verb, 'unclear', text);
});

test("people's own words become neither links nor calls to a whole channel", () => {
  assert.equal(
    escape('<!channel> & <https://example.org|here>'),
    '&lt;!channel&gt; &amp; &lt;https://example.org|here&gt;',
  );
  assert.equal(unescape('&lt;b&gt; &amp;amp; c'), '<b> &amp; c');
});

test('what is too long is cut, never in the middle of a character', () => {
  assert.equal(cut('abc', 3), 'abc');
  assert.equal(cut('abcd', 3), 'ab…');
  assert.equal(cut('ab😀cd', 4), 'ab…');
  assert.equal(cut('ab&amp;cd', 6), 'ab…');
  const { text } = section('x'.repeat(4000)) as { text: { text: string } };
  assert.equal(text.text.length, 3000);
});

test('a long text takes several sections, and none of it is lost', () => {
  const words = Array.from({ length: 1500 }, (_, i) => `word${i}`).join(' ');
  const texts = sections(words).map((block) => (block as { text: { text: string } }).text.text);
  assert.ok(texts.length > 1 && texts.every((text) => text.length <= 3000));
  assert.equal(texts.join(' '), words);
  assert.equal(sections('x'.repeat(7000)).length, 3);
});

test('names are listed', () => {
  assert.deepEqual([[], ['A'], ['A', 'B'], ['A', 'B', 'C']].map(listed), ['', 'A', 'A and B', 'A, B and C']);
});

test('what a form carries stays within what Slack takes', () => {
  const responseUrl = `https://hooks.slack.com/actions/${'x'.repeat(150)}`;
  const introduction = `networks/${'n'.repeat(63)}/introductions/${'i'.repeat(63)}`;
  const meet = {
    member: `networks/${'n'.repeat(63)}/members/${'m'.repeat(63)}`,
    displayName: 'n'.repeat(100),
    purpose: 'p'.repeat(1000),
  };
  for (const view of [
    meetForm({ introduction: '', responseUrl, isEphemeral: true, meet }),
    declineForm({ introduction, responseUrl, isEphemeral: false }),
  ]) {
    assert.ok(view.private_metadata!.length <= 3000);
    assert.ok(view.title.text.length <= 24);
  }
  assert.deepEqual(tooLong({ note: 'x'.repeat(500), together: 'x'.repeat(200) }), {});
  assert.deepEqual(Object.keys(tooLong({ lesson: 'ü'.repeat(251), together: 'x'.repeat(201) })), [
    'lesson',
    'together',
  ]);
});

test('a request of Slack has one id, and its writes one each', () => {
  assert.equal(requestId('command 1.2.3', 'meet'), requestId('command 1.2.3', 'meet'));
  const ids = [
    requestId('command 1.2.3', 'meet'),
    requestId('command 1.2.4', 'meet'),
    requestId('command 1.2.3', 'pause'),
  ];
  assert.equal(new Set(ids).size, 3);
  for (const id of ids) assert.match(id, /^[a-z0-9-]{1,64}$/);
});

test('only what surely was not posted may be tried again', () => {
  const platform = (error: string) =>
    failureOf({ code: webApi.ErrorCode.PlatformError, data: { ok: false, error } }).kind;
  assert.equal(platform('user_not_found'), 'unreachable');
  assert.equal(platform('invalid_blocks'), 'refused');
  assert.equal(platform('token_revoked'), 'temporary');
  assert.equal(platform('internal_error'), 'unknown');
  const request = (code: string) => failureOf({ code: webApi.ErrorCode.RequestError, original: { code } }).kind;
  assert.equal(request('ECONNREFUSED'), 'temporary');
  assert.equal(request('ECONNRESET'), 'unknown');
  assert.equal(request('ECONNABORTED'), 'unknown');
  assert.equal(failureOf({ code: webApi.ErrorCode.RateLimitedError, retryAfter: 3 }).kind, 'temporary');
  assert.equal(failureOf({ code: webApi.ErrorCode.HTTPError, statusCode: 502 }).kind, 'unknown');
  assert.equal(failureOf(new Error('?')).kind, 'unknown');
});

test('a file of links that is not in order is refused', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'weft-chat-bot-'));
  const file = path.join(folder, 'members.json');
  const links = (text: string) => {
    fs.writeFileSync(file, text);
    return new LinkedMembers(file, 'networks/food');
  };
  try {
    assert.equal(links('{"U012AB": "fn-amara"}').memberOf('U012AB'), 'networks/food/members/fn-amara');
    assert.equal(links('{"U012AB": "fn-amara"}').memberOf('__proto__'), undefined);
    assert.equal(links('{"U012AB": "fn-amara"}').userOf('networks/other/members/fn-amara'), undefined);
    const cases: [text: string, problem: RegExp][] = [
      ['', /JSON/],
      ['[]', /one JSON object/],
      ['null', /one JSON object/],
      ['{"amara": "fn-amara"}', /not the id of a Slack user/],
      ['{"U012AB": 7}', /no member id/],
      ['{"U012AB": "a/b"}', /no member id/],
      ['{"U012AB": "a", "U345CD": "a"}', /linked to two users/],
    ];
    for (const [text, problem] of cases) assert.throws(() => links(text), problem, text);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});

test('settings: all that is missing or wrong is named at once', () => {
  const right = {
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_SIGNING_SECRET: 's',
    WEFT_NETWORK: 'food',
    WEFT_BOT_MEMBERS: 'm.json',
    WEFT_BOT_DATA: 'd',
  };
  assert.equal(readSettings(right).port, 3000);
  assert.equal(readSettings({ ...right, SLACK_SIGNING_SECRET: '', SLACK_APP_TOKEN: 'xapp-1' }).appToken, 'xapp-1');
  assert.throws(
    () => readSettings({ ...right, WEFT_NETWORK: '', WEFT_BOT_LISTEN: '3000' }),
    /WEFT_BOT_LISTEN must be HOST:PORT; WEFT_NETWORK is missing/,
  );
  assert.throws(
    () => readSettings({ ...right, WEFT_DEADLINE_MS: '0' }),
    /WEFT_DEADLINE_MS must be 1 to 60000/,
  );
  assert.throws(() => readSettings({ ...right, SLACK_SIGNING_SECRET: '' }), /SLACK_SIGNING_SECRET is missing/);
});
