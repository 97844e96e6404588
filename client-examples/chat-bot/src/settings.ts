import * as path from 'node:path';

export interface Settings {
  botToken: string;
  signingSecret: string;
  appToken: string; // Empty: HTTP mode.
  slackApiUrl: string;
  host: string;
  port: number;
  weftServer: string;
  network: string; // `networks/{network}`.
  membersFile: string;
  dataFolder: string;
  helpContact: string;
  protoFolder: string;
  deadlineMs: number;
}

function numberIn(text: string, name: string, min: number, max: number, problems: string[]): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) problems.push(`${name} must be ${min} to ${max}`);
  return value;
}

// Reads the environment; README.md says what each variable is. Throws one Error that names all that is wrong.
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const problems: string[] = [];
  const required = (name: string): string => {
    if (!env[name]) problems.push(`${name} is missing`);
    return env[name] ?? '';
  };
  const listen = /^(.+):(\d+)$/.exec(env.WEFT_BOT_LISTEN || '127.0.0.1:3000');
  if (!listen) problems.push('WEFT_BOT_LISTEN must be HOST:PORT');
  const appToken = env.SLACK_APP_TOKEN ?? '';
  const settings: Settings = {
    botToken: required('SLACK_BOT_TOKEN'),
    signingSecret: appToken ? '' : required('SLACK_SIGNING_SECRET'),
    appToken,
    slackApiUrl: env.SLACK_API_URL || 'https://slack.com/api/',
    host: listen?.[1] ?? '',
    port: numberIn(listen?.[2] ?? '0', 'the port of WEFT_BOT_LISTEN', 0, 65535, problems),
    weftServer: env.WEFT_SERVER || '127.0.0.1:7700',
    network: `networks/${required('WEFT_NETWORK')}`,
    membersFile: required('WEFT_BOT_MEMBERS'),
    dataFolder: required('WEFT_BOT_DATA'),
    helpContact: env.WEFT_BOT_HELP || 'whoever looks after this network',
    protoFolder: env.WEFT_PROTO || path.resolve(__dirname, '../../../../proto'),
    deadlineMs: numberIn(env.WEFT_DEADLINE_MS || '5000', 'WEFT_DEADLINE_MS', 1, 60_000, problems),
  };
  if (problems.length > 0) throw new Error(problems.join('; '));
  return settings;
}
