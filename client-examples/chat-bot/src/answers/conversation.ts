import type { Weft } from '../weft/client';

// One request of one person: who speaks, and with what its writes are told apart from all others.
export interface Conversation {
  weft: Weft;
  network: string; // `networks/{network}`.
  // The member the person is linked to, `networks/{network}/members/{member}`: the only one they speak for.
  member: string;
  requestId: (part: string) => string;
  now: Date;
}
