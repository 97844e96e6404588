import { StateFile } from './state_file';

// A message that was begun, and of which Weft has not been told what became of it.
export interface Begun {
  name: string;
  claim: string;
  member: string;
  beginMs: number; // When it was begun, in milliseconds since 1970.
}

// What the bot has in hand, on disk: a bot that died in the middle takes it up again when it is started anew.
export class InHand {
  private readonly file: StateFile<{ messages: Begun[] }>;
  private readonly messages: Map<string, Begun>;

  constructor(folder: string, network: string) {
    this.file = new StateFile(folder, 'in-hand.json', network);
    this.messages = new Map((this.file.read()?.messages ?? []).map((begun) => [begun.name, begun]));
  }

  all(): Begun[] {
    return [...this.messages.values()];
  }

  // On disk when it returns.
  add(begun: Begun): void {
    this.messages.set(begun.name, begun);
    this.file.write({ messages: this.all() });
  }

  remove(name: string): void {
    if (this.messages.delete(name)) this.file.write({ messages: this.all() });
  }
}
