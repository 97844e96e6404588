const KEPT = 10_000;

// Requests seen lately, so that one that Slack sends again is not answered again. Only spares members a second answer:
// writes are safe to repeat by their request_id.
export class RecentRequests {
  private readonly seen = new Set<string>();

  // True the first time, false when it comes again.
  isFirst(occasion: string): boolean {
    if (this.seen.has(occasion)) return false;
    this.seen.add(occasion);
    for (const oldest of this.seen) {
      if (this.seen.size <= KEPT) break;
      this.seen.delete(oldest);
    }
    return true;
  }
}
