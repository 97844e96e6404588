import * as grpc from '@grpc/grpc-js';
import type { LinkedMembers } from '../linked_members';
import { log } from '../log';
import { requestId } from '../request_id';
import type { Weft } from '../weft/client';
import { WeftError } from '../weft/error';

// Tells Weft which members can be reached on Slack, so that it has messages for them delivered here. What a member has
// said about their contact details themselves stays.
export class Handles {
  private readonly announced = new Set<string>();

  constructor(
    private readonly weft: Weft,
    private readonly links: LinkedMembers,
  ) {}

  // Announces links that are new since the last call. Throws if Weft cannot be reached.
  async announce(): Promise<void> {
    const fresh = this.links.all().filter(([user, member]) => !this.announced.has(`${user} ${member}`));
    for (const [user, member] of fresh) {
      const link = `${user} ${member}`;
      try {
        await this.weft.call('MemberService.UpdateContact', {
          contact: { name: `${member}/contact`, handles: [{ service: 'slack', address: user }] },
          update_mask: { paths: ['handles'] },
          request_id: requestId(link, 'announce_handle'),
        });
      } catch (error) {
        if (!(error instanceof WeftError) || error.isUnreachable) throw error;
        if (error.code === grpc.status.NOT_FOUND) log('linked_member_missing', { member });
        else if (error.reason !== 'MEMBER_HAS_SPOKEN')
          log('handle_refused', { member, reason: error.reason || error.message });
      }
      this.announced.add(link);
    }
    if (fresh.length > 0) log('links_announced', { count: fresh.length });
  }
}
