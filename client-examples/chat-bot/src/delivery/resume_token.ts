import * as fs from 'node:fs';
import * as path from 'node:path';

// Where the stream of events is taken up again after a restart: a file in `folder`, replaced as a whole, so that it is
// never half written.
export class ResumeToken {
  private readonly file: string;

  constructor(
    folder: string,
    private readonly network: string,
  ) {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.file = path.join(folder, 'resume-token.json');
  }

  // Empty if there is none for this network.
  read(): string {
    if (!fs.existsSync(this.file)) return '';
    const kept = JSON.parse(fs.readFileSync(this.file, 'utf8')) as { network?: string; resume_token?: string };
    return kept.network === this.network ? (kept.resume_token ?? '') : '';
  }

  write(token: string): void {
    const next = `${this.file}.new`;
    const file = fs.openSync(next, 'w', 0o600);
    try {
      fs.writeSync(file, `${JSON.stringify({ network: this.network, resume_token: token })}\n`);
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
