import type {
  Contact,
  Effect,
  Introduction,
  Member,
  MemberChange,
  Message,
  Network,
  Outcome,
  Recommendation,
  SearchResult,
  Tie,
  Timestamp,
} from './resources';

interface AsMember {
  as_member: string;
}

interface FieldMask {
  paths: string[];
}

export type Answer =
  | { accept: { note?: string } }
  | { decline: { reason: string; comment?: string } }
  | { snooze: { until?: Timestamp } }
  | { pass_on: { member: string; note: string } };

// Every call the bot makes, by service and method: its request and its response. All but WatchIntroductions, which is
// a stream (Weft.watchIntroductions).
export interface Calls {
  'NetworkService.GetNetwork': [{ name: string }, Network];
  'MemberService.GetMember': [{ name: string }, Member];
  'MemberService.UpdateMember': [
    { member: MemberChange; update_mask: FieldMask; speaker: 'SPEAKER_MEMBER'; request_id: string },
    Member,
  ];
  'MemberService.GetContact': [{ name: string; speaker: 'SPEAKER_MEMBER' }, Contact];
  'MemberService.UpdateContact': [
    { contact: Partial<Contact> & { name: string }; update_mask: FieldMask; request_id: string },
    Contact,
  ];
  'TieService.ListTies': [
    { parent: string; page_size: number; page_token: string },
    { ties: Tie[]; next_page_token: string },
  ];
  'MatchService.SearchMembers': [
    { parent: string; query: string; page_size: number; filter: { excluded_members: string[] } },
    { results: SearchResult[] },
  ];
  'MatchService.RecommendCollaborators': [
    { member: string; page_size: number; purpose: { text: string } },
    { recommendations: Recommendation[] },
  ];
  'IntroductionService.ProposeIntroduction': [
    AsMember & { parent: string; members: string[]; note: string; purpose?: string; request_id: string },
    Introduction,
  ];
  'IntroductionService.GetIntroduction': [AsMember & { name: string }, Introduction];
  'IntroductionService.ListIntroductions': [
    AsMember & { parent: string; waiting_for_me: boolean; page_size: number },
    { introductions: Introduction[] },
  ];
  'IntroductionService.RespondToIntroduction': [
    AsMember & Answer & { name: string; request_id: string },
    { introduction: Introduction; effects: Effect[] },
  ];
  'IntroductionService.RecordOutcome': [
    AsMember & { name: string; outcome: Partial<Outcome>; request_id: string },
    { introduction: Introduction; effects: Effect[] },
  ];
  'IntroductionService.ResumeIntroductions': [AsMember & { parent: string; request_id: string }, object];
  'IntroductionService.ListEffects': [AsMember & { parent: string; page_size: number }, { effects: Effect[] }];
  'MessageService.ClaimMessages': [
    { parent: string; channel: 'CHANNEL_CHAT'; limit: number; lease_seconds: number },
    { messages: Message[]; next_due_time: Timestamp | null },
  ];
  'MessageService.BeginDelivery': [{ name: string; claim: string }, Message];
  'MessageService.ConfirmDelivery': [
    { name: string; claim: string; result: string; detail?: string; refused_members?: string[] },
    Message,
  ];
  'MessageService.ResolveMessage': [{ name: string; sent: boolean }, Message];
  'MessageService.ListMessages': [
    { parent: string; states: string[]; page_size: number; page_token: string },
    { messages: Message[]; next_page_token: string },
  ];
}
