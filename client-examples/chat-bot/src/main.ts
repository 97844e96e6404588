import { App, webApi } from '@slack/bolt';
import { DirectMessages } from './delivery/direct_messages';
import { Follower } from './delivery/follower';
import { Handles } from './delivery/handles';
import { InHand } from './delivery/in_hand';
import { Outbox } from './delivery/outbox';
import { StateFile } from './delivery/state_file';
import { LinkedMembers } from './linked_members';
import { boltLogger, log, messageOf } from './log';
import { readSettings, Settings } from './settings';
import { Bot } from './slack/bot';
import { Weft } from './weft/client';

const SLACK_TIMEOUT_MS = 10_000;
const STOP_MS = 15_000;

function slackApp(settings: Settings): App {
  const { botToken: token, appToken, signingSecret, slackApiUrl } = settings;
  const clientOptions = { slackApiUrl, timeout: SLACK_TIMEOUT_MS, logger: boltLogger };
  const way = appToken ? { socketMode: true, appToken } : { signingSecret };
  return new App({ token, ...way, clientOptions, logger: boltLogger });
}

async function listen(app: App, settings: Settings): Promise<void> {
  if (settings.appToken) {
    await app.start();
    log('connected');
    return;
  }
  const server = (await app.start({ host: settings.host, port: settings.port })) as { address(): { port: number } };
  log('listening', { host: settings.host, port: server.address().port });
}

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const { network, slackApiUrl } = settings;
  const links = new LinkedMembers(settings.membersFile, network);
  const weft = new Weft(settings.weftServer, settings.protoFolder, settings.deadlineMs);
  const app = slackApp(settings);
  const slack = { slackApiUrl, timeout: SLACK_TIMEOUT_MS, logger: boltLogger };
  // What may have been posted must not be posted again: this one never tries twice.
  const once = new webApi.WebClient(settings.botToken, {
    ...slack,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
  const patient = new webApi.WebClient(settings.botToken, {
    ...slack,
    retryConfig: webApi.retryPolicies.fiveRetriesInFiveMinutes,
  });
  const directMessages = new DirectMessages(once, patient);
  new Bot(app, weft, network, links, directMessages, settings.helpContact);

  const handles = new Handles(weft, links);
  const inHand = new InHand(settings.dataFolder, network);
  const outbox = new Outbox(weft, network, links, handles, directMessages, inHand);
  const place = new StateFile<{ resume_token: string }>(settings.dataFolder, 'resume-token.json', network);
  const follower = new Follower(weft, network, links, directMessages, outbox, place);
  const stop = new AbortController();
  const running = Promise.all([outbox.run(stop.signal), follower.run(stop.signal)]);
  await listen(app, settings);

  const end = async () => {
    stop.abort();
    // Being cut off does no harm: what was begun is settled at the next start.
    setTimeout(() => process.exit(0), STOP_MS).unref();
    await app.stop();
    await running;
    weft.close();
    log('stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void end());
}

main().catch((error: unknown) => {
  log('cannot_start', { reason: messageOf(error) });
  process.exit(1);
});
