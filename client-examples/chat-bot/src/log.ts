import { Logger, LogLevel } from '@slack/bolt';

// One JSON object a line on stderr. Events and ids only: never a text, an address or a token.
export function log(event: string, fields: Record<string, string | number | boolean> = {}): void {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), event, ...fields })}\n`);
}

// What went wrong, for the log.
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

// Bolt's own words, in our format. Below a warning it tells only what it is about to do.
export const boltLogger: Logger = {
  debug() {},
  info() {},
  warn: (...words) => log('bolt_warning', { reason: words.map(messageOf).join(' ') }),
  error: (...words) => log('bolt_error', { reason: words.map(messageOf).join(' ') }),
  setLevel() {},
  getLevel: () => LogLevel.WARN,
  setName() {},
};
