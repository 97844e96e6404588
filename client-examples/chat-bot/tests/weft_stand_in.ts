import * as path from 'node:path';
import * as grpc from '@grpc/grpc-js';
import * as protoLoader from '@grpc/proto-loader';
import { Contact, idOf, Introduction, IntroductionEvent, Message, Side, timestampOf } from '../src/weft/resources';

type Request = Record<string, any>;
interface Kept {
  introduction: Introduction;
  sides: Map<string, Partial<Side>>;
  gone: boolean;
}

const NAMES = [
  'NetworkService',
  'MemberService',
  'TieService',
  'MatchService',
  'IntroductionService',
  'MessageService',
];
const snake = (name: string) => name.replace(/(?!^)([A-Z])/g, '_$1').toLowerCase();

// The life of introductions and the outbox, as little of them as the bot's tests need, in front of a real weft-server
// that answers everything else. Stands in until that server has them itself.
export class WeftStandIn {
  private readonly definition = protoLoader.loadSync(
    [...NAMES, 'ErrorDetails'].map((name) => `weft/v1/${snake(name)}.proto`),
    {
      includeDirs: [path.resolve(__dirname, '../../../../proto')],
      keepCase: true,
      longs: String,
      enums: String,
      defaults: true,
      oneofs: true,
    },
  );
  private readonly server = new grpc.Server();
  private readonly real: grpc.Client;
  private readonly introductions = new Map<string, Kept>();
  private readonly messages: (Message & { state: string; leaseEnd: number })[] = [];
  private readonly contacts = new Map<string, Contact>();
  private readonly responses = new Map<string, unknown>();
  private readonly events: IntroductionEvent[] = [];
  private readonly streams = new Set<grpc.ServerWritableStream<Request, IntroductionEvent>>();

  constructor(realAddress: string) {
    this.real = new grpc.Client(realAddress, grpc.credentials.createInsecure());
    for (const name of NAMES) {
      const service = this.definition[`weft.v1.${name}`] as grpc.ServiceDefinition;
      const handlers: grpc.UntypedServiceImplementation = {};
      for (const [method, { path: rpc, requestSerialize, responseDeserialize }] of Object.entries(service)) {
        const own = (this as unknown as Record<string, ((request: Request) => unknown) | undefined>)[method];
        handlers[method] = ((call: { request: Request }, callback: grpc.sendUnaryData<unknown>) => {
          if (!own) {
            this.real.makeUnaryRequest(rpc, requestSerialize, responseDeserialize, call.request, (error, value) =>
              callback(error, value),
            );
            return;
          }
          try {
            const key = call.request.request_id && `${method} ${call.request.request_id}`;
            const response = (key && this.responses.get(key)) || own.call(this, call.request);
            if (key) this.responses.set(key, response);
            callback(null, response);
          } catch (error) {
            callback(error as grpc.ServiceError);
          }
        }) as grpc.UntypedHandleCall;
      }
      if (name === 'IntroductionService')
        handlers.WatchIntroductions = ((stream: never) => this.watch(stream)) as grpc.UntypedHandleCall;
      this.server.addService(service, handlers);
    }
  }

  async start(address = '127.0.0.1:0'): Promise<string> {
    const port = await new Promise<number>((resolve, reject) =>
      this.server.bindAsync(address, grpc.ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      ),
    );
    return `127.0.0.1:${port}`;
  }

  stop(): void {
    this.server.forceShutdown();
    this.real.close();
  }

  private fail(code: grpc.status, reason: string): never {
    const serialize = (type: string, value: object) =>
      (this.definition[`weft.v1.${type}`] as protoLoader.MessageTypeDefinition<object, object>).serialize(value);
    const any = {
      type_url: 'type.googleapis.com/google.rpc.ErrorInfo',
      value: serialize('ErrorInfo', { reason, domain: 'weft' }),
    };
    const metadata = new grpc.Metadata();
    metadata.set('grpc-status-details-bin', serialize('StatusDetails', { code, message: reason, details: [any] }));
    throw Object.assign(new Error(reason), { code, details: reason, metadata });
  }

  private seen({ introduction, sides, gone }: Kept, reader: string): Introduction {
    const isMutual = ['STATE_MUTUAL', 'STATE_MET', 'STATE_CLOSED'].includes(introduction.state);
    const own = sides.get(reader);
    const actions =
      introduction.state === 'STATE_PROPOSED' && own
        ? ['ACTION_ACCEPT', 'ACTION_DECLINE', 'ACTION_SNOOZE', 'ACTION_PASS_ON']
        : isMutual && own
          ? ['ACTION_RECORD_OUTCOME']
          : [];
    const order = [...introduction.sides].sort((a, b) => Number(b.member === reader) - Number(a.member === reader));
    return {
      ...introduction,
      actions,
      ...(gone && own?.answer === 'ANSWER_DECLINED' ? { state: 'STATE_DECLINED' } : {}),
      sides: order.map((side) =>
        side.member === reader
          ? ({ ...side, ...own } as Side)
          : {
              ...side,
              ...(isMutual ? { contact: this.contacts.get(side.member) ?? null, note: '' } : {}),
            },
      ),
    };
  }

  private find(request: Request): Kept {
    const kept = this.introductions.get(request.name);
    const reader = request.as_member;
    if (!kept || (reader && !kept.sides.has(reader) && kept.introduction.introducer !== reader))
      this.fail(grpc.status.NOT_FOUND, 'INTRODUCTION_NOT_FOUND');
    return kept as Kept;
  }

  private tell(type: string, kept: Kept, member = ''): void {
    const event: IntroductionEvent = {
      type,
      member,
      introduction: kept.introduction,
      resume_token: String(this.events.length + 1),
    };
    this.events.push(event);
    for (const stream of this.streams) stream.write(event);
  }

  private watch(stream: grpc.ServerWritableStream<Request, IntroductionEvent>): void {
    const from = stream.request.resume_token === '' ? this.events.length : Number(stream.request.resume_token);
    stream.sendMetadata(new grpc.Metadata());
    for (const event of this.events.slice(from)) stream.write(event);
    this.streams.add(stream);
    stream.on('cancelled', () => this.streams.delete(stream));
  }

  private queue(kind: string, kept: Kept, member: string): void {
    if (this.contacts.get(member)?.email) return;
    this.messages.push({
      name: `networks/food/messages/m${this.messages.length + 1}`,
      kind,
      channel: 'CHANNEL_CHAT',
      state: 'STATE_DUE',
      leaseEnd: 0,
      recipients: [{ member, display_name: '', handles: this.contacts.get(member)?.handles ?? [] }],
      introductions: [kept.introduction.name],
      network_display_name: 'Lind Valley',
      invitation: null,
      proposals: [],
      mutual: null,
      digest: null,
      due_time: timestampOf(new Date()),
      claim: '',
    });
  }

  GetContact({ name }: Request): unknown {
    return this.contacts.get(name.replace(/\/contact$/, '')) ?? {};
  }

  UpdateContact({ contact }: Request): unknown {
    const member = contact.name.replace(/\/contact$/, '');
    this.contacts.set(member, {
      ...(this.contacts.get(member) ?? { email: '', note: '', handles: [] }),
      ...Object.fromEntries(Object.entries(contact).filter(([, value]) => value && String(value) !== '')),
    });
    return { name: contact.name };
  }

  ProposeIntroduction(request: Request): unknown {
    const isSelf = request.members.length === 1;
    const members: string[] = isSelf ? [request.as_member, ...request.members] : request.members;
    const name = `networks/food/introductions/i${this.introductions.size + 1}`;
    const person = (member: string): Side => ({
      member,
      display_name: idOf(member),
      answer: 'ANSWER_UNSPECIFIED',
      reasons: [],
      brings: ['seed'],
      contact: null,
      note: '',
      snoozed_until: null,
      outcome: null,
      gone: false,
    });
    const kept: Kept = {
      gone: false,
      introduction: {
        name,
        state: 'STATE_PROPOSED',
        origin: isSelf ? 'ORIGIN_SELF' : 'ORIGIN_INTRODUCER',
        sides: members.map(person),
        introducer: request.as_member,
        introducer_display_name: idOf(request.as_member),
        note: request.note,
        kind: 'KIND_STRONG_FIT',
        first_question: '',
        purpose: request.purpose,
        create_time: timestampOf(new Date()),
        expire_time: timestampOf(new Date(Date.now() + 864e6)),
        actions: [],
      },
      sides: new Map(
        members.map((member) => [member, isSelf && member === request.as_member ? { answer: 'ANSWER_ACCEPTED' } : {}]),
      ),
    };
    this.introductions.set(name, kept);
    for (const member of members) if (member !== request.as_member) this.queue('KIND_PROPOSAL', kept, member);
    this.tell('TYPE_PROPOSED', kept);
    return this.seen(kept, request.as_member);
  }

  GetIntroduction(request: Request): unknown {
    return this.seen(this.find(request), request.as_member);
  }

  ListIntroductions({ as_member: reader, waiting_for_me: isWaiting }: Request): unknown {
    const mine = [...this.introductions.values()].filter(
      ({ sides, introduction }) => !reader || sides.has(reader) || introduction.introducer === reader,
    );
    const waits = ({ introduction, sides }: Kept) =>
      introduction.state === 'STATE_PROPOSED' && sides.has(reader) && !sides.get(reader)?.answer;
    return {
      introductions: mine
        .filter((kept) => !isWaiting || waits(kept))
        .reverse()
        .map((kept) => this.seen(kept, reader)),
    };
  }

  ListEffects(): unknown {
    return { effects: [] };
  }

  RespondToIntroduction(request: Request): unknown {
    const kept = this.find(request);
    const { introduction, sides } = kept;
    if (introduction.state !== 'STATE_PROPOSED')
      this.fail(grpc.status.FAILED_PRECONDITION, kept.gone ? 'INTRODUCTION_ENDED' : 'INTRODUCTION_STATE');
    const answer = request.accept
      ? 'ANSWER_ACCEPTED'
      : request.decline
        ? 'ANSWER_DECLINED'
        : request.snooze
          ? 'ANSWER_SNOOZED'
          : 'ANSWER_PASSED_ON';
    Object.assign(sides.get(request.as_member)!, { answer });
    this.tell('TYPE_ANSWERED', kept, request.as_member);
    if (answer !== 'ANSWER_ACCEPTED') {
      Object.assign(kept, { gone: true });
      introduction.state = 'STATE_LAPSED';
      this.tell('TYPE_LAPSED', kept);
    } else if ([...sides.values()].every((side) => side.answer === 'ANSWER_ACCEPTED')) {
      introduction.state = 'STATE_MUTUAL';
      for (const member of sides.keys()) this.queue('KIND_MUTUAL', kept, member);
      this.tell('TYPE_MUTUAL', kept);
    }
    if (request.pass_on) {
      const other = [...sides.keys()].find((member) => member !== request.as_member);
      this.ProposeIntroduction({
        as_member: request.as_member,
        members: [other, request.pass_on.member],
        note: request.pass_on.note,
        purpose: '',
      });
    }
    const effects = request.decline
      ? [{ kind: 'KIND_PAIR_NOT_AGAIN', text: 'You two are not introduced again unless you ask for it.' }]
      : [];
    return { introduction: this.seen(kept, request.as_member), effects };
  }

  RecordOutcome(request: Request): unknown {
    const kept = this.find(request);
    Object.assign(kept.sides.get(request.as_member)!, { outcome: request.outcome });
    kept.introduction.state = 'STATE_MET';
    this.tell('TYPE_OUTCOME_RECORDED', kept, request.as_member);
    return { introduction: this.seen(kept, request.as_member), effects: [] };
  }

  private endLeases(): void {
    for (const message of this.messages) {
      if (message.leaseEnd > Date.now() || !['STATE_CLAIMED', 'STATE_SENDING'].includes(message.state)) continue;
      message.state = message.state === 'STATE_CLAIMED' ? 'STATE_DUE' : 'STATE_UNCERTAIN';
    }
  }

  ClaimMessages({ lease_seconds: lease }: Request): unknown {
    this.endLeases();
    const due = this.messages.filter(({ state }) => state === 'STATE_DUE');
    for (const message of due)
      Object.assign(message, {
        state: 'STATE_CLAIMED',
        claim: `${Math.random()}`,
        leaseEnd: Date.now() + lease * 1000,
      });
    return { messages: due.map((message) => this.written(message)) };
  }

  private written(message: Message): Message {
    const seen = this.seen(this.introductions.get(message.introductions[0]!)!, message.recipients[0]!.member);
    return { ...message, ...(message.kind === 'KIND_MUTUAL' ? { mutual: seen } : { proposals: [seen] }) };
  }

  BeginDelivery({ name, claim }: Request): unknown {
    return this.written(Object.assign(this.claimed(name, claim), { state: 'STATE_SENDING', leaseEnd: Date.now() + 600_000 }));
  }

  ConfirmDelivery({ name, claim, result }: Request): unknown {
    const state =
      result === 'RESULT_SENT' ? 'STATE_SENT' : result === 'RESULT_TEMPORARY_FAILURE' ? 'STATE_DUE' : 'STATE_FAILED';
    return Object.assign(this.claimed(name, claim), { state });
  }

  ResolveMessage({ name, sent }: Request): unknown {
    return Object.assign(this.messages.find((message) => message.name === name)!, {
      state: sent ? 'STATE_SENT' : 'STATE_DUE',
    });
  }

  ListMessages({ states }: Request): unknown {
    this.endLeases();
    return { messages: this.messages.filter(({ state }) => states.length === 0 || states.includes(state)) };
  }

  private claimed(name: string, claim: string): Message {
    return (
      this.messages.find((message) => message.name === name && message.claim === claim) ??
      this.fail(grpc.status.FAILED_PRECONDITION, 'CLAIM_LOST')
    );
  }
}
