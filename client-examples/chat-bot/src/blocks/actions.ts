// The `action_id`s of buttons, and `callback_id`s of forms. Posted messages keep them for years: never change a value.
export const Action = {
  accept: 'accept',
  decline: 'decline',
  vouch: 'vouch',
  ratherNot: 'rather_not',
  snooze: 'snooze',
  passOn: 'pass_on',
  open: 'open',
  met: 'met',
  didNotMeet: 'did_not_meet',
  tryAgain: 'try_again',
  meet: 'meet',
  agree: 'agree',
  notNow: 'not_now',
  refuse: 'refuse',
  goOn: 'go_on',
  pause: 'pause',
  resume: 'resume',
  takeBack: 'take_back',
} as const;

// The values of `meet` and `take_back`; those of the others are the name of an introduction, or nothing.
export interface MeetValue {
  member: string;
  displayName: string;
  purpose: string;
}

export interface TakeBackValue {
  facet: 'offers' | 'needs';
  phrase: string;
}
