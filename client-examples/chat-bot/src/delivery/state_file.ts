import * as fs from 'node:fs';
import * as path from 'node:path';

// A small JSON file of one network, replaced as a whole and synced, so that it is never half written.
export class StateFile<Content extends object> {
  private readonly file: string;

  constructor(
    folder: string,
    name: string,
    private readonly network: string,
  ) {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.file = path.join(folder, name);
  }

  // Undefined if there is none, or it is another network's.
  read(): Content | undefined {
    if (!fs.existsSync(this.file)) return undefined;
    const kept = JSON.parse(fs.readFileSync(this.file, 'utf8')) as Content & { network?: string };
    return kept.network === this.network ? kept : undefined;
  }

  write(content: Content): void {
    const next = `${this.file}.new`;
    const file = fs.openSync(next, 'w', 0o600);
    try {
      fs.writeSync(file, `${JSON.stringify({ network: this.network, ...content })}\n`);
      fs.fsyncSync(file);
    } finally {
      fs.closeSync(file);
    }
    fs.renameSync(next, this.file);
  }

  clear(): void {
    fs.rmSync(this.file, { force: true });
  }
}
