// What a member may say after /weft, or to the bot alone.
export type Command =
  | { verb: 'help' }
  | { verb: 'me' }
  | { verb: 'find'; query: string }
  | { verb: 'who'; topic: string }
  | { verb: 'start'; idea: string }
  | { verb: 'introduce'; users: string[]; why: string }
  | { verb: 'offer' | 'need' | 'remove'; phrase: string }
  | { verb: 'pause'; until: Date }
  | { verb: 'resume' }
  // Not understood; `hint` says what would be.
  | { verb: 'unclear'; hint: string };

const MENTION = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g;
const DAY_MS = 24 * 60 * 60 * 1000;
const PAUSE_DAYS_MAX = 2 * 365;
const PAUSE_HINT = 'Say for how long, like `/weft pause 3 weeks`, or until when, like `/weft pause until 2027-01-15`.';

// The beginning of a day, UTC: the same pause however often, and whenever on that day, it is asked for.
function dayFrom(now: Date, days: number): Date {
  return new Date((Math.floor(now.getTime() / DAY_MS) + days) * DAY_MS);
}

function pauseUntil(text: string, now: Date): Date | undefined {
  if (text === '') return dayFrom(now, 14);
  const length = /^(?:for\s+)?(\d{1,3})\s*(d|days?|w|weeks?|months?)$/i.exec(text);
  if (length) {
    const unit = length[2]!.toLowerCase();
    const days = Number(length[1]) * (unit.startsWith('d') ? 1 : unit.startsWith('w') ? 7 : 30);
    return days > 0 && days <= PAUSE_DAYS_MAX ? dayFrom(now, days) : undefined;
  }
  const date = /^(?:until\s+)?(\d{4}-\d{2}-\d{2})$/i.exec(text);
  if (!date) return undefined;
  const until = new Date(`${date[1]}T00:00:00Z`);
  // 2026-02-31 is read as a day in March: refuse it.
  if (Number.isNaN(until.getTime()) || until.toISOString().slice(0, 10) !== date[1]) return undefined;
  return until > now && until <= dayFrom(now, PAUSE_DAYS_MAX) ? until : undefined;
}

function introduce(rest: string): Command {
  const users = [...new Set([...rest.matchAll(MENTION)].map((mention) => mention[1]!))];
  const why = rest.replace(MENTION, ' ').replace(/\s+/g, ' ').trim();
  if (users.length < 2 || users.length > 3) {
    const hint =
      'Name the two people, and why: `/weft introduce @Amara @Tuuli you both grow old beans`. Type @ and pick ' +
      'each of them from the list.';
    return { verb: 'unclear', hint };
  }
  if (why === '')
    return { verb: 'unclear', hint: 'Add one line why: they both read it, and it is what makes them say yes.' };
  return { verb: 'introduce', users, why };
}

// Reads `text` as Slack sends it: people as <@U123|name>. `now` is for pauses.
export function parseCommand(text: string, now: Date): Command {
  const [, word = '', rest = ''] = /^\s*(\S*)\s*([\s\S]*?)\s*$/.exec(text) ?? [];
  const needs = (example: string): Command => ({ verb: 'unclear', hint: `Say a little more: \`/weft ${example}\`` });
  switch (word.toLowerCase()) {
    case '':
    case 'help':
      return { verb: 'help' };
    case 'me':
      return { verb: 'me' };
    case 'find':
      return rest ? { verb: 'find', query: rest } : needs('find someone to help with grant writing');
    case 'who':
      return rest ? { verb: 'who', topic: rest } : needs('who compost');
    case 'start':
      return rest ? { verb: 'start', idea: rest } : needs('start a seed library in the town hall');
    case 'introduce':
      return introduce(rest);
    case 'offer':
      return rest ? { verb: 'offer', phrase: rest } : needs('offer pruning old apple trees');
    case 'need':
      return rest ? { verb: 'need', phrase: rest } : needs('need a cool dry room');
    case 'remove':
      return rest ? { verb: 'remove', phrase: rest } : needs('remove a cool dry room');
    case 'pause': {
      const until = pauseUntil(rest, now);
      return until ? { verb: 'pause', until } : { verb: 'unclear', hint: PAUSE_HINT };
    }
    case 'resume':
      return { verb: 'resume' };
    default:
      return { verb: 'unclear', hint: 'I do not know that word. `/weft help` says what I can do.' };
  }
}

// Slack escapes &, < and > in what people write; Weft stores what they meant.
export function unescape(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}
