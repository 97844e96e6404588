import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { BotProcess, SIGNING_SECRET } from './bot_process';
import { FoodNetwork } from './food_network';
import { SlackStandIn } from './slack_stand_in';

// Who is who in the workspace. U0STRANGER is nobody's member.
export const LINKS = {
  U0AMARA: 'fn-amara',
  U0TOMAS: 'fn-tomas',
  U0INGRID: 'fn-ingrid',
  U0TUULI: 'fn-tuuli',
  U0LEILA: 'fn-leila',
  U0KOFI: 'fn-kofi',
};

// What a member is never to read: words of the trade, percentages, names of resources, and what slips through when a
// field is missing.
const NOT_FOR_MEMBERS =
  /\bscores?\b|weak[- ]tie|\brounds?\b|\d ?%|undefined|\bnull\b|\bNaN\b|networks\/|[A-Z]+_[A-Z]+|\[object/i;

export interface World {
  network: FoodNetwork;
  slack: SlackStandIn;
  bot: BotProcess;
  membersFile: string;
}

// Runs `story` with a weft-server, a stand-in of Slack and the built bot, each of its own; and looks at every word that
// was shown to anybody.
export async function inWorld(
  story: (world: World) => Promise<void>,
  environment: Record<string, string> = {},
): Promise<void> {
  const network = new FoodNetwork();
  const slack = new SlackStandIn();
  const membersFile = path.join(network.folder, 'members.json');
  fs.writeFileSync(membersFile, JSON.stringify(LINKS));
  await Promise.all([network.start(), slack.start()]);
  const bot = new BotProcess(slack, {
    SLACK_BOT_TOKEN: 'xoxb-test',
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.apiUrl,
    WEFT_SERVER: network.address,
    WEFT_NETWORK: 'food',
    WEFT_BOT_MEMBERS: membersFile,
    WEFT_BOT_DATA: path.join(network.folder, 'bot'),
    WEFT_BOT_LISTEN: '127.0.0.1:0',
    WEFT_BOT_HELP: 'Mei in the office',
    ...environment,
  });
  try {
    await bot.start();
    await Promise.all([bot.logged('links_announced'), bot.logged('stream_begun')]);
    await story({ network, slack, bot, membersFile });
    assert.equal(await bot.stop(), 0, 'the bot ends well');
    for (const { user, text } of slack.shown) assert.doesNotMatch(text, NOT_FOR_MEMBERS, `shown to ${user}`);
  } finally {
    await bot.kill();
    await slack.stop();
    await network.stop();
    network.remove();
  }
}
