import { ChildProcess, spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import * as path from 'node:path';
import * as readline from 'node:readline';
import type { Block, View } from '../src/blocks/blocks';
import { Button, buttonsOf, Posted, SlackStandIn } from './slack_stand_in';
import { Changes } from './waiting';

export const SIGNING_SECRET = 'a secret of this test alone';

interface LogLine {
  event: string;
  port?: number;
  [field: string]: unknown;
}

// A request as Slack sends it. `occasion` is its trigger_id or event_id: the same when it is sent again.
export interface Request {
  body: string;
  type: string;
  occasion: string;
}

// The built bot, as a process of its own, and the requests that Slack would send to it.
export class BotProcess {
  readonly log: LogLine[] = [];
  readonly changes = new Changes();
  private child: ChildProcess | undefined;
  private port = 0;

  constructor(
    private readonly slack: SlackStandIn,
    private readonly environment: Record<string, string>,
  ) {}

  async start(): Promise<void> {
    this.log.length = 0;
    const program = path.join(__dirname, '../src/main.js');
    const child = spawn(process.execPath, [program], { env: this.environment, stdio: ['ignore', 'inherit', 'pipe'] });
    this.child = child;
    readline.createInterface({ input: child.stderr! }).on('line', (line) => {
      if (process.env.WEFT_BOT_TEST_LOG) process.stderr.write(`${line}\n`);
      this.log.push(line.startsWith('{') ? (JSON.parse(line) as LogLine) : { event: 'unreadable', line });
      this.changes.tell();
    });
    child.once('exit', () => this.changes.tell());
    const ready = await this.changes.until('the bot is ready', () => {
      if (child.exitCode !== null) throw new Error(`the bot ended: ${JSON.stringify(this.log)}`);
      return this.log.find(({ event }) => event === 'listening' || event === 'connected');
    });
    this.port = ready.port ?? 0;
  }

  // Ends it as systemd would; its exit status.
  async stop(): Promise<number | null> {
    return this.end('SIGTERM');
  }

  // Ends it in the middle of whatever it does.
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async logged(event: string): Promise<LogLine> {
    return this.changes.until(`the log says ${event}`, () => this.log.find((line) => line.event === event));
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.child!;
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill(signal);
      await ended;
    }
    return child.exitCode;
  }

  // Sends `request`; the HTTP status.
  async send(request: Request, headers: Record<string, string> = {}, secret = SIGNING_SECRET): Promise<number> {
    return (await this.post(request, headers, secret)).status;
  }

  // Sends `request`; what the acknowledgement says.
  async reply(request: Request): Promise<string> {
    return (await this.post(request, {}, SIGNING_SECRET)).text;
  }

  // Signed with `secret`, now or at another time.
  private async post(
    request: Request,
    headers: Record<string, string>,
    secret: string,
  ): Promise<{ status: number; text: string }> {
    const timestamp = headers['x-slack-request-timestamp'] ?? String(Math.floor(Date.now() / 1000));
    const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${request.body}`).digest('hex')}`;
    const response = await fetch(`http://127.0.0.1:${this.port}/slack/events`, {
      method: 'POST',
      headers: {
        'content-type': request.type,
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': signature,
        ...headers,
      },
      body: request.body,
    });
    return { status: response.status, text: await response.text() };
  }

  command(user: string, text: string): Request {
    const occasion = newOccasion();
    const fields = {
      command: '/weft',
      text,
      user_id: user,
      user_name: 'somebody',
      team_id: 'T0FOOD',
      channel_id: 'C0GENERAL',
      trigger_id: occasion,
      response_url: this.slack.responseUrl(user, occasion),
      api_app_id: 'A0WEFT',
      token: 'unused',
    };
    return { body: new URLSearchParams(fields).toString(), type: 'application/x-www-form-urlencoded', occasion };
  }

  // A line that `user` writes to the bot alone.
  line(user: string, text: string): Request {
    const occasion = newOccasion();
    const event = { type: 'message', channel: `D${user}`, channel_type: 'im', user, text, ts: '1.2', event_ts: '1.2' };
    const payload = { type: 'event_callback', team_id: 'T0FOOD', api_app_id: 'A0WEFT', event_id: occasion, event };
    return { body: JSON.stringify(payload), type: 'application/json', occasion };
  }

  // A click on a button of a message in the conversation with `user`, or of an answer that only they see.
  click(user: string, button: Button, message?: Posted): Request {
    return this.payload(user, {
      type: 'block_actions',
      actions: [{ ...button, type: 'button', action_ts: '1.2', block_id: 'b' }],
      container: message ? { type: 'message', message_ts: message.ts } : { type: 'message', is_ephemeral: true },
      ...(message
        ? { channel: { id: `D${user}` }, message: { ts: message.ts, text: message.text, blocks: message.blocks } }
        : {}),
    });
  }

  // A form as `user` has filled it in: block id to what stands there.
  submit(user: string, view: View, filled: Record<string, string>): Request {
    const values = Object.fromEntries(
      view.blocks
        .filter((block) => block.type === 'input')
        .map((block) => {
          const { block_id: id, element } = block as { block_id: string; element: { type: string } };
          return [id, { value: { type: element.type, ...stateOf(element.type, filled[id]) } }];
        }),
    );
    return this.payload(user, { type: 'view_submission', view: { ...view, id: 'V1', state: { values } } });
  }

  async say(user: string, text: string): Promise<string> {
    return this.sent(this.command(user, text));
  }

  // Clicks the button with that label; the occasion, for its answer.
  async press(user: string, from: { blocks: Block[] }, label: string): Promise<string> {
    const message = 'ts' in from ? (from as Posted) : undefined;
    return this.sent(this.click(user, buttonNamed(from.blocks, label), message));
  }

  async fillIn(user: string, view: View, filled: Record<string, string>): Promise<string> {
    return this.sent(this.submit(user, view, filled));
  }

  private async sent(request: Request): Promise<string> {
    const status = await this.send(request);
    if (status !== 200) throw new Error(`the bot answered ${status}`);
    return request.occasion;
  }

  private payload(user: string, fields: object): Request {
    const occasion = newOccasion();
    const payload = {
      user: { id: user, team_id: 'T0FOOD' },
      team: { id: 'T0FOOD' },
      api_app_id: 'A0WEFT',
      trigger_id: occasion,
      response_url: this.slack.responseUrl(user, occasion),
      ...fields,
    };
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    return { body, type: 'application/x-www-form-urlencoded', occasion };
  }
}

export function buttonNamed(blocks: Block[], label: string): Button {
  const found = buttonsOf(blocks).find(({ text }) => text.text === label);
  if (!found)
    throw new Error(
      `no button "${label}" among ${buttonsOf(blocks)
        .map(({ text }) => text.text)
        .join(', ')}`,
    );
  return found;
}

function newOccasion(): string {
  return randomBytes(8).toString('hex');
}

function stateOf(type: string, value: string | undefined): object {
  switch (type) {
    case 'radio_buttons':
      return { selected_option: value ? { value } : null };
    case 'users_select':
      return { selected_user: value ?? null };
    case 'checkboxes':
      return { selected_options: value ? [{ value }] : [] };
    default:
      return { value: value ?? null };
  }
}
