import * as grpc from '@grpc/grpc-js';

export interface ErrorDetail {
  reason: string;
  metadata: Record<string, string>;
  violations: { field: string; description: string }[];
}

// A call to Weft that failed. Branch on `reason` (stable) or `code`, never on the message.
export class WeftError extends Error {
  constructor(
    readonly code: grpc.status,
    message: string,
    readonly detail: ErrorDetail,
  ) {
    super(message);
  }

  get reason(): string {
    return this.detail.reason;
  }

  // Weft did not answer, or not in time. A write may have been carried out all the same.
  get isUnreachable(): boolean {
    return this.code === grpc.status.UNAVAILABLE || this.code === grpc.status.DEADLINE_EXCEEDED;
  }
}
