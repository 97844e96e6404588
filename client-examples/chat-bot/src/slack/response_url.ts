import type { Post } from '../blocks/blocks';

const TIMEOUT_MS = 10_000;

// Answers a command or a click where it was made, for its author's eyes only. `isReplacing`: in place of the message
// that was clicked. Slack takes up to five answers within 30 minutes; throws when it does not.
export async function answerAt(url: string, post: Post, isReplacing = false): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ response_type: 'ephemeral', replace_original: isReplacing, ...post }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`Slack answered ${response.status} to an answer`);
}
