import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import type { Block, View } from '../src/blocks/blocks';
import { Changes } from './waiting';

export interface Posted {
  user: string;
  ts: string;
  text: string;
  blocks: Block[];
  metadata: { event_type: string; event_payload: { message: string } } | undefined;
}

export interface Answer {
  id: string;
  text: string;
  blocks: Block[];
  replace_original: boolean;
}

type Arguments = Record<string, unknown>;
type Reply = Record<string, unknown> & { ok: boolean };

// As much of Slack's API as the bot uses, on loopback: keeps what is posted, and the answers to commands and clicks.
export class SlackStandIn {
  readonly changes = new Changes();
  readonly posted: Posted[] = [];
  readonly answers: Answer[] = [];
  readonly forms: View[] = [];
  readonly calls: string[] = [];
  // Everything that a person got to read, in the order it came.
  readonly shown: { user: string; text: string }[] = [];
  // Takes the next call of a method instead of the stand-in: what to answer, or undefined to say nothing at all.
  readonly instead = new Map<string, (args: Arguments) => Reply | undefined>();

  private clock = Math.floor(Date.now() / 1000);
  private readonly server = http.createServer((request, response) => void this.serve(request, response));
  private readonly sockets = new WebSocketServer({ server: this.server });

  async start(): Promise<void> {
    this.sockets.on('connection', (socket: WebSocket) => {
      socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0WEFT' } }));
      this.changes.tell();
    });
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets.clients) socket.terminate();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  // The connection of a bot in Socket Mode, and what it has acknowledged.
  async socket(): Promise<{ send(envelope: object): void; acknowledged: string[] }> {
    const [socket] = await this.changes.until('a socket', () =>
      this.sockets.clients.size > 0 ? [...this.sockets.clients] : undefined,
    );
    const acknowledged: string[] = [];
    socket!.on('message', (text: Buffer) => {
      acknowledged.push((JSON.parse(text.toString()) as { envelope_id: string }).envelope_id);
      this.changes.tell();
    });
    return { acknowledged, send: (envelope) => socket!.send(JSON.stringify(envelope)) };
  }

  get apiUrl(): string {
    return `${this.address()}/api/`;
  }

  // Where a command or a click of `user` is answered.
  responseUrl(user: string, id: string): string {
    return `${this.address()}/answer/${user}/${id}`;
  }

  // What stands in the conversation with `user`, the newest first.
  conversation(user: string): Posted[] {
    return this.posted.filter((message) => message.user === user).reverse();
  }

  // Waits for a message to `user` whose text matches.
  async message(user: string, text: RegExp): Promise<Posted> {
    return this.changes.until(`a message to ${user}: ${text}`, () =>
      this.conversation(user).find((message) => text.test(allText(message.blocks) || message.text)),
    );
  }

  // Waits for the answer to a command or click.
  async answer(id: string, text = /[^]/): Promise<Answer> {
    return this.changes.until(`an answer to ${id}: ${text}`, () =>
      this.answers.find((answer) => answer.id === id && text.test(allText(answer.blocks))),
    );
  }

  private address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    let body = '';
    for await (const part of request) body += String(part);
    const [, kind, name = '', id = ''] = (request.url ?? '').split('/');
    if (kind === 'answer') {
      const answer = JSON.parse(body) as Answer;
      this.answers.push({ ...answer, id });
      this.show(name, answer.text, answer.blocks);
      response.end('ok');
    } else {
      const reply = this.take(name, argumentsOf(request, body));
      if (!reply) return; // Said nothing; the connection stays open until the stand-in stops.
      response.setHeader('content-type', 'application/json');
      if (reply.error === 'ratelimited') response.writeHead(429, { 'retry-after': '1' });
      response.end(JSON.stringify(reply));
    }
    this.changes.tell();
  }

  private take(method: string, args: Arguments): Reply | undefined {
    this.calls.push(method);
    const instead = this.instead.get(method);
    if (instead) {
      this.instead.delete(method);
      const reply = instead(args);
      this.changes.tell();
      return reply;
    }
    return this.carryOut(method, args);
  }

  // What Slack does; also for tests that let it happen and lose the answer.
  carryOut(method: string, args: Arguments): Reply {
    const channel = String(args.channel ?? '');
    const user = channel.slice(1); // The conversation with U1 is DU1.
    switch (method) {
      case 'auth.test':
        return { ok: true, user_id: 'U0WEFT', bot_id: 'B0WEFT', team_id: 'T0FOOD' };
      case 'apps.connections.open':
        return { ok: true, url: this.address().replace('http', 'ws') };
      case 'conversations.open':
        return { ok: true, channel: { id: `D${String(args.users)}` } };
      case 'chat.postMessage': {
        const { text, blocks, metadata } = args as unknown as Posted;
        const ts = `${++this.clock}.000100`;
        this.posted.push({ user, ts, text, blocks: blocks ?? [], metadata });
        this.show(user, text, blocks);
        return { ok: true, channel, ts };
      }
      case 'chat.update': {
        const message = this.posted.find(({ ts, user: to }) => ts === args.ts && to === user);
        if (!message) return { ok: false, error: 'message_not_found' };
        Object.assign(message, { text: args.text, blocks: args.blocks });
        this.show(user, message.text, message.blocks);
        return { ok: true, channel, ts: message.ts };
      }
      case 'conversations.history': {
        const messages = this.conversation(user).filter(({ ts }) => Number(ts) > Number(args.oldest));
        return { ok: true, messages: messages.map((message) => ({ ...message, type: 'message', bot_id: 'B0WEFT' })) };
      }
      case 'views.open':
        this.forms.push(args.view as View);
        this.show('form', '', (args.view as View).blocks as Block[]);
        return { ok: true };
      default:
        return { ok: false, error: 'unknown_method' };
    }
  }

  private show(user: string, text: string, blocks: Block[] | undefined): void {
    this.shown.push({ user, text: `${text}\n${allText(blocks ?? [])}` });
  }
}

// Slack's client sends forms, with objects as JSON inside.
function argumentsOf(request: http.IncomingMessage, body: string): Arguments {
  if (request.headers['content-type']?.includes('json')) return JSON.parse(body) as Arguments;
  const args: Arguments = {};
  for (const [name, value] of new URLSearchParams(body)) args[name] = /^[[{]/.test(value) ? JSON.parse(value) : value;
  return args;
}

// Every word in blocks that a person reads.
export function allText(value: unknown): string {
  if (Array.isArray(value))
    return value
      .map(allText)
      .filter((text) => text !== '')
      .join('\n');
  if (typeof value !== 'object' || value === null) return '';
  const own = (value as { text?: unknown }).text;
  const inner = Object.entries(value)
    .filter(([name, part]) => name !== 'text' && typeof part === 'object')
    .map(([, part]) => allText(part));
  return [typeof own === 'string' ? own : allText(own), ...inner].filter((text) => text !== '').join('\n');
}

export interface Button {
  action_id: string;
  value: string;
  text: { text: string };
}

// All buttons in blocks, in their order.
export function buttonsOf(blocks: Block[]): Button[] {
  return blocks.flatMap((block) => {
    const { elements = [], accessory } = block as { elements?: unknown[]; accessory?: unknown };
    return [...elements, accessory].filter(
      (part) => (part as { type?: string } | undefined)?.type === 'button',
    ) as Button[];
  });
}
