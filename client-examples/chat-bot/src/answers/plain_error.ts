import * as grpc from '@grpc/grpc-js';
import { escape } from '../blocks/blocks';
import { WeftError } from '../weft/error';

const UNSURE =
  'Weft does not answer just now, so I cannot say whether that arrived. ' +
  'Please try again in a minute: it counts only once.';

const REASONS: Record<string, string> = {
  NOT_AVAILABLE:
    'That introduction cannot be made just now. There are many possible reasons, and none of them need be you.',
  NOT_ACQUAINTED: 'To introduce two people you must know both of them, and as far as Weft knows you do not yet.',
  ALREADY_TIED: 'You know each other already, so just write to them.',
  NO_ROOM:
    'You have an introduction open, or had as many this month as you wanted. `/weft me` shows what waits for you.',
  NOT_CONSENTED: 'First say that you want to be introduced: `/weft me`, then “Yes, count me in”.',
  ALREADY_PROPOSED: 'That introduction is under way already.',
  INTRODUCTION_ENDED: 'This introduction has ended in the meantime.',
  INTRODUCTION_STATE: 'That is settled already.',
  NOT_MUTUAL: 'You have not both said yes yet.',
  REQUEST_ID_REUSED: 'I had that already; nothing was done twice.',
};

function violation(error: WeftError): string {
  const [first] = error.detail.violations;
  return first ? `That does not work: it ${escape(first.description)}.` : 'That does not work, sorry.';
}

// What a member reads when a call failed. `isWrite`: something was to be changed.
export function plainError(error: unknown, isWrite: boolean): string {
  if (!(error instanceof WeftError)) return 'Something went wrong on my side. Please try again.';
  if (error.isUnreachable) {
    return isWrite ? UNSURE : 'Weft does not answer just now. Please try again in a minute.';
  }
  const known = REASONS[error.reason];
  if (known) return known;
  switch (error.code) {
    case grpc.status.NOT_FOUND:
      return 'I cannot find that any more.';
    case grpc.status.ABORTED:
      return 'Something changed while you were speaking. Please try again.';
    case grpc.status.RESOURCE_EXHAUSTED:
      return 'Weft has a lot to do just now. Please try again in a minute.';
    case grpc.status.INVALID_ARGUMENT:
      return violation(error);
    default:
      return 'That did not work, sorry. Please try again later.';
  }
}
