import { createHash } from 'node:crypto';

// The request_id of a write that a request of Slack causes: the same whenever and however often Slack sends that
// request, also after a restart, so that Weft carries it out once. `occasion` is what Slack keeps when it tries again:
// a trigger_id or an event_id. `part` tells the writes of one request apart.
export function requestId(occasion: string, part: string): string {
  return `slack-${createHash('sha256').update(`${part}\n${occasion}`).digest('hex').slice(0, 40)}`;
}
