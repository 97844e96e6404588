import * as path from 'node:path';
import * as grpc from '@grpc/grpc-js';
import * as protoLoader from '@grpc/proto-loader';
import type { Calls } from './calls';
import { ErrorDetail, WeftError } from './error';
import type { IntroductionEvent } from './resources';

const SERVICES: Record<string, string> = {
  NetworkService: 'network_service',
  MemberService: 'member_service',
  TieService: 'tie_service',
  MatchService: 'match_service',
  IntroductionService: 'introduction_service',
  MessageService: 'message_service',
};

// A server that restarts is tried again inside the deadline. That is safe: reads change nothing, and writes carry a
// request_id or say again what was said.
const SERVICE_CONFIG = JSON.stringify({
  methodConfig: [
    {
      name: [{}],
      retryPolicy: {
        maxAttempts: 4,
        initialBackoff: '0.2s',
        maxBackoff: '1s',
        backoffMultiplier: 2,
        retryableStatusCodes: ['UNAVAILABLE'],
      },
    },
  ],
});

interface AnyMessage {
  type_url: string;
  value: Buffer;
}

// The gRPC side: reads the .proto files at run time, sets a deadline on every call, and turns failures into WeftError.
export class Weft {
  private readonly clients = new Map<string, grpc.Client>();
  private readonly definition: protoLoader.PackageDefinition;

  // `server` is host:port; `protoFolder` holds weft/v1/*.proto.
  constructor(
    server: string,
    protoFolder: string,
    private readonly deadlineMs: number,
  ) {
    const files = [...Object.values(SERVICES), 'error_details'].map((file) => `weft/v1/${file}.proto`);
    this.definition = protoLoader.loadSync(files, {
      includeDirs: [path.resolve(protoFolder)],
      keepCase: true,
      longs: String,
      enums: String,
      defaults: true,
      oneofs: true,
    });
    const options = {
      'grpc.service_config': SERVICE_CONFIG,
      'grpc.service_config_disable_resolution': 1,
      'grpc.initial_reconnect_backoff_ms': 200,
      'grpc.max_reconnect_backoff_ms': 2_000,
      // A stream whose server is gone without a word is noticed. Servers refuse more than one ping in five minutes.
      'grpc.keepalive_time_ms': 360_000,
      'grpc.keepalive_timeout_ms': 20_000,
    };
    for (const service of Object.keys(SERVICES)) {
      const Client = grpc.makeGenericClientConstructor(this.service(service), service);
      this.clients.set(service, new Client(server, grpc.credentials.createInsecure(), options));
    }
  }

  async call<Name extends keyof Calls>(name: Name, request: Calls[Name][0]): Promise<Calls[Name][1]> {
    const [service, method] = name.split('.') as [string, string];
    const { path: rpc, requestSerialize, responseDeserialize } = this.service(service)[method]!;
    const deadline = Date.now() + this.deadlineMs;
    // While Weft restarts, a call waits for it until the deadline.
    const metadata = new grpc.Metadata({ waitForReady: true });
    return new Promise((resolve, reject) => {
      this.clients
        .get(service)!
        .makeUnaryRequest(
          rpc,
          requestSerialize,
          responseDeserialize,
          request,
          metadata,
          { deadline },
          (error, response) => (error ? reject(this.errorOf(error)) : resolve(response as Calls[Name][1])),
        );
    });
  }

  // Events from `resumeToken` on; empty: from now on. `onBegun` is called when Weft has begun it. Ends with WeftError, or quietly when `signal` aborts.
  async *watchIntroductions(
    network: string,
    resumeToken: string,
    signal: AbortSignal,
    onBegun: () => void,
  ): AsyncGenerator<IntroductionEvent> {
    const {
      path: rpc,
      requestSerialize,
      responseDeserialize,
    } = this.service('IntroductionService').WatchIntroductions!;
    const request = { parent: network, resume_token: resumeToken };
    const stream = this.clients
      .get('IntroductionService')!
      .makeServerStreamRequest(rpc, requestSerialize, responseDeserialize, request);
    stream.once('metadata', onBegun);
    const stop = () => stream.cancel();
    signal.addEventListener('abort', stop, { once: true });
    try {
      for await (const event of stream) yield event as IntroductionEvent;
    } catch (error) {
      if (!signal.aborted) throw this.errorOf(error as grpc.ServiceError);
    } finally {
      signal.removeEventListener('abort', stop);
      stream.cancel();
    }
  }

  close(): void {
    for (const client of this.clients.values()) client.close();
  }

  private service(name: string): protoLoader.ServiceDefinition {
    return this.definition[`weft.v1.${name}`] as protoLoader.ServiceDefinition;
  }

  private decode(type: string, bytes: Buffer): unknown {
    return (this.definition[`weft.v1.${type}`] as protoLoader.MessageTypeDefinition<object, object>).deserialize(bytes);
  }

  private errorOf(error: grpc.ServiceError): WeftError {
    const detail: ErrorDetail = { reason: '', metadata: {}, violations: [] };
    const [bytes] = error.metadata?.get('grpc-status-details-bin') ?? [];
    if (Buffer.isBuffer(bytes)) {
      for (const any of (this.decode('StatusDetails', bytes) as { details: AnyMessage[] }).details) {
        if (any.type_url.endsWith('/google.rpc.ErrorInfo')) Object.assign(detail, this.decode('ErrorInfo', any.value));
        if (any.type_url.endsWith('/google.rpc.BadRequest')) {
          const bad = this.decode('BadRequest', any.value) as { field_violations: ErrorDetail['violations'] };
          detail.violations = bad.field_violations;
        }
      }
    }
    return new WeftError(error.code ?? grpc.status.UNKNOWN, error.details ?? error.message, detail);
  }
}
