import * as fs from 'node:fs';
import { log, messageOf } from './log';

const USER = /^[UW][A-Z0-9]{2,}$/;
const MEMBER_ID = /^[A-Za-z0-9][A-Za-z0-9._~-]{0,62}$/;

// Which Slack user is which member: a JSON file {"U024BE7LH": "fn-amara", …} that the operator keeps. It is all that
// decides for whom a person may speak. Read again when it changes; a bad new file is logged, and the last good one
// stays in force.
export class LinkedMembers {
  private byUser = new Map<string, string>();
  private byMember = new Map<string, string>();
  private modified = '';

  // Throws if the file cannot be read or is not in order.
  constructor(
    private readonly file: string,
    private readonly network: string,
  ) {
    this.read();
  }

  // `networks/{network}/members/{member}`, or undefined.
  memberOf(user: string): string | undefined {
    this.refresh();
    return this.byUser.get(user);
  }

  userOf(member: string): string | undefined {
    this.refresh();
    return this.byMember.get(member);
  }

  all(): [user: string, member: string][] {
    this.refresh();
    return [...this.byUser];
  }

  private refresh(): void {
    try {
      if (this.stamp() !== this.modified) this.read();
    } catch (error) {
      // Said once for each change, not for each request.
      this.modified = this.stamp();
      log('members_file_refused', { reason: messageOf(error) });
    }
  }

  private stamp(): string {
    const stat = fs.statSync(this.file, { throwIfNoEntry: false });
    return stat ? `${stat.mtimeMs} ${stat.size} ${stat.ino}` : 'missing';
  }

  private read(): void {
    const stamp = this.stamp();
    const links = JSON.parse(fs.readFileSync(this.file, 'utf8')) as unknown;
    if (typeof links !== 'object' || links === null || Array.isArray(links)) {
      throw new Error(`${this.file}: must be one JSON object, {"user id": "member id"}`);
    }
    const byUser = new Map<string, string>();
    const byMember = new Map<string, string>();
    for (const [user, id] of Object.entries(links)) {
      if (!USER.test(user)) throw new Error(`${this.file}: "${user}" is not the id of a Slack user`);
      if (typeof id !== 'string' || !MEMBER_ID.test(id)) throw new Error(`${this.file}: "${user}" has no member id`);
      const member = `${this.network}/members/${id}`;
      // Two people who speak for one member would read each other's introductions.
      if (byMember.has(member)) throw new Error(`${this.file}: "${id}" is linked to two users`);
      byUser.set(user, member);
      byMember.set(member, user);
    }
    [this.byUser, this.byMember, this.modified] = [byUser, byMember, stamp];
  }
}
