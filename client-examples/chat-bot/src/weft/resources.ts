// The messages of proto/weft/v1 that the bot reads and writes, as @grpc/proto-loader gives them: field names as in the
// .proto files, enums by name, 64-bit numbers as text, unset messages null. What the bot does not use is left out.

export interface Timestamp {
  seconds: string;
  nanos: number;
}

export type Word = 'WORD_UNSPECIFIED' | 'WORD_AGREED' | 'WORD_REFUSED';

export interface Participation {
  being_found: Word;
  being_introduced: Word;
  introducing: Word;
  paused_until: Timestamp | null;
  introductions_per_month?: number;
  rhythm: string;
}

export interface Member {
  name: string;
  display_name: string;
  bio: string;
  interests: string[];
  offers: string[];
  needs: string[];
  circles: string[];
  organization: string;
  participation: Participation | null;
  etag: string;
}

// A change of a member: what the mask names.
export type MemberChange = Partial<Omit<Member, 'participation'>> & { participation?: Partial<Participation> };

export interface Network {
  display_name: string;
  policy: { unspoken: string; introductions_per_month?: number; introductions: { rhythm: string } | null } | null;
}

export interface Reason {
  type: string;
  text: string;
}

export interface Recommendation {
  member: string;
  display_name: string;
  kind: string;
  reasons: Reason[];
}

export interface SearchResult {
  member: string;
  display_name: string;
  score: number; // Compares within one search only.
  phrases: string[];
}

export interface Tie {
  member_a: string;
  member_b: string;
}

export interface Handle {
  service: string;
  address: string;
}

export interface Contact {
  email: string;
  handles: Handle[];
  note: string;
}

export interface Outcome {
  kind: string;
  lesson: string;
  share_lesson: boolean;
  collaborating_on: string;
}

export interface Side {
  member: string;
  display_name: string;
  answer: string;
  reasons: Reason[];
  brings: string[];
  contact: Contact | null;
  note: string;
  snoozed_until: Timestamp | null;
  outcome: Outcome | null;
  gone: boolean;
}

export interface Introduction {
  name: string;
  state: string;
  origin: string;
  sides: Side[];
  introducer: string;
  introducer_display_name: string;
  note: string;
  kind: string;
  first_question: string;
  purpose: string;
  create_time: Timestamp | null;
  expire_time: Timestamp | null;
  actions: string[];
}

export interface Effect {
  kind: string;
  text: string;
}

export interface IntroductionEvent {
  type: string;
  member: string;
  introduction: Introduction | null;
  resume_token: string;
}

export interface Digest {
  last_round: {
    served_count: number;
    introduction_count: number;
    mutual_count?: number;
    met_count?: number;
  } | null;
  new_members: { member: string; display_name: string; phrases: string[] }[];
  new_member_count: number;
  lessons: string[];
  needs_you_may_meet: string[];
  next_round_time: Timestamp | null;
}

export interface Message {
  name: string;
  kind: string;
  channel: string;
  recipients: { member: string; display_name: string; handles: Handle[] }[];
  introductions: string[];
  network_display_name: string;
  invitation: { member: Member | null; held_because: string; member_count: string } | null;
  proposals: Introduction[];
  mutual: Introduction | null;
  digest: Digest | null;
  due_time: Timestamp | null;
  claim: string;
}

// "fn-amara" of "networks/food/members/fn-amara".
export function idOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

export function dateOf(time: Timestamp | null | undefined): Date | undefined {
  return time ? new Date(Number(time.seconds) * 1000 + Math.floor(time.nanos / 1e6)) : undefined;
}

export function timestampOf(date: Date): Timestamp {
  const seconds = Math.floor(date.getTime() / 1000);
  return { seconds: String(seconds), nanos: (date.getTime() - seconds * 1000) * 1e6 };
}
