import { webApi } from '@slack/bolt';

// What became of something that was to be posted and was not, or perhaps was.
export type Failure =
  | { kind: 'temporary'; detail: string; retryAfterSeconds?: number }
  // This person cannot be reached.
  | { kind: 'unreachable'; detail: string }
  // Slack does not take this message; another try would end alike.
  | { kind: 'refused'; detail: string }
  // Slack may have posted it.
  | { kind: 'unknown'; detail: string };

const UNREACHABLE = new Set([
  'channel_not_found',
  'user_not_found',
  'users_not_found',
  'user_disabled',
  'cannot_dm_bot',
  'user_not_visible',
  'is_archived',
]);
const REFUSED = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_too_long',
  'msg_blocks_too_long',
  'no_text',
  'too_many_attachments',
]);
const PERHAPS_POSTED = new Set(['internal_error', 'fatal_error', 'request_timeout', 'service_unavailable']);
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

// Sorts what a call of Slack's API threw. Only what surely was not posted may be tried again.
export function failureOf(error: unknown): Failure {
  const slack = error as Partial<webApi.WebAPICallError> & { code?: string };
  switch (slack.code) {
    case webApi.ErrorCode.PlatformError: {
      const detail = (error as webApi.WebAPIPlatformError).data.error;
      if (UNREACHABLE.has(detail)) return { kind: 'unreachable', detail };
      if (REFUSED.has(detail)) return { kind: 'refused', detail };
      return { kind: PERHAPS_POSTED.has(detail) ? 'unknown' : 'temporary', detail };
    }
    case webApi.ErrorCode.RateLimitedError: {
      const retryAfterSeconds = (error as webApi.WebAPIRateLimitedError).retryAfter;
      return { kind: 'temporary', detail: 'rate limited', retryAfterSeconds };
    }
    case webApi.ErrorCode.RequestError: {
      const cause = (error as webApi.WebAPIRequestError).original as NodeJS.ErrnoException;
      return { kind: NOT_CONNECTED.has(cause.code ?? '') ? 'temporary' : 'unknown', detail: cause.code ?? 'no answer' };
    }
    default:
      return { kind: 'unknown', detail: slack.code ?? 'no answer' };
  }
}
