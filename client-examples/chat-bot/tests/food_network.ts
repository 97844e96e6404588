import { ChildProcess, execFileSync, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as readline from 'node:readline';
import { Weft } from '../src/weft/client';

const ROOT = path.resolve(__dirname, '../../../..');

function program(variable: string, name: string): string {
  return process.env[variable] || path.join(ROOT, 'build/bin', name);
}

// A weft-server of its own on the sample food-network, whose members agreed elsewhere to be found and introduced.
export class FoodNetwork {
  private static template: string | undefined;
  readonly network = 'networks/food';
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'weft-chat-bot-'));
  private readonly data = path.join(this.folder, 'weft');
  private child: ChildProcess | undefined;
  private client: Weft | undefined;
  address = '127.0.0.1:0';

  constructor() {
    fs.cpSync(FoodNetwork.prepared(), this.data, { recursive: true });
  }

  // Imported and built once for all tests of a process.
  private static prepared(): string {
    if (FoodNetwork.template) return FoodNetwork.template;
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'weft-chat-bot-'));
    process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
    const indexer = program('WEFT_INDEXER_BIN', 'weft-indexer');
    const sample = path.join(ROOT, 'samples/food-network');
    const files = ['--members', path.join(sample, 'members.jsonl'), '--ties', path.join(sample, 'ties.csv')];
    const own = ['--data', folder, '--network', 'food'];
    execFileSync(indexer, ['import', ...own, ...files, '--unspoken', 'show'], { stdio: 'pipe' });
    execFileSync(indexer, ['build', ...own], { stdio: 'pipe' });
    FoodNetwork.template = folder;
    return folder;
  }

  // Started again, it listens where it did before.
  async start(): Promise<void> {
    const own = ['--data', this.data, '--listen', this.address, '--http', '127.0.0.1:0'];
    const child = spawn(program('WEFT_SERVER_BIN', 'weft-server'), own, { stdio: ['ignore', 'ignore', 'pipe'] });
    this.child = child;
    this.address = await new Promise<string>((resolve, reject) => {
      child.once('exit', () => reject(new Error('weft-server does not start')));
      readline.createInterface({ input: child.stderr }).on('line', (line) => {
        if (line.includes('"serving"')) resolve((JSON.parse(line) as { address: string }).address);
      });
    });
    this.client ??= new Weft(this.address, path.join(ROOT, 'proto'), 20_000);
  }

  async stop(): Promise<void> {
    const child = this.child;
    if (child && child.exitCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    }
  }

  remove(): void {
    this.client?.close();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  // What other programs and people do.
  get weft(): Weft {
    return this.client!;
  }

  member(id: string): string {
    return `${this.network}/members/${id}`;
  }
}
