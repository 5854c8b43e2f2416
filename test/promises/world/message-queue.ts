import type { Send } from '../../../app/perform/relay-action.ts';
import type { Chance } from './chance.ts';
import type { Faults } from './fault.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What became of one receive of a message. */
export type Received =
  /** It is done with, or its sender has posted another. */
  | { readonly kind: 'done' }
  /** It comes again after so long; in its group nothing overtakes it. */
  | { readonly kind: 'again'; readonly waitMs: number };

export interface Message {
  /** Its own: two messages that say the same have two, two deliveries of one have one, as SQS has it. */
  readonly id: string;
  readonly body: object;
  readonly receives: number;
}

/** A queue of messages that wake a function: at least once each, in any order but within a group. */
export interface MessageQueue {
  readonly send: Send;
  /** Nothing is delivered while it is shut; all that waits is then. */
  shut(isShut: boolean): void;
}

/** Between a message's sending and its first receive. Chosen. */
const LATENCY_MS = 300;
/** A function that is switched off, or has no room, is asked again this soon. Chosen. */
const SHUT_WAIT_MS = 10_000;
/** What a queue lets come again of itself, before it is a dead letter. As the stacks have it. */
const RECEIVES_MOST = 60;

export function openQueue(
  time: VirtualTime,
  faults: Faults,
  chance: Chance,
  receive: (message: Message) => Promise<Received>,
): MessageQueue {
  let isShut = false;
  let sent = 0;
  const groups = new Map<string, Promise<void>>();
  const deliver = async (id: string, body: object): Promise<void> => {
    for (let receives = 1; receives <= RECEIVES_MOST; receives += 1) {
      while (isShut) await time.wait(SHUT_WAIT_MS);
      const end = await receive({ id, body, receives });
      if (end.kind === 'done') return;
      await time.wait(Math.max(1_000, end.waitMs));
    }
  };
  const post = (id: string, body: object, delayMs: number, group: string | undefined): void => {
    const before =
      group === undefined ? Promise.resolve() : (groups.get(group) ?? Promise.resolve());
    const after = before.then(() => time.wait(delayMs)).then(() => deliver(id, body));
    if (group !== undefined) groups.set(group, after);
  };
  return {
    send: async (body, { delaySec = 0, group } = {}) => {
      if (faults.felt('message-lost')) return;
      const late = faults.felt('message-late') === undefined ? 0 : chance.below(120_000);
      const delayMs = delaySec * 1_000 + chance.below(LATENCY_MS) + late;
      sent += 1;
      const id = String(sent);
      post(id, body, delayMs, group);
      // A FIFO queue drops what it has seen.
      if (group === undefined && faults.felt('message-doubled'))
        post(id, body, delayMs + chance.below(5_000), group);
    },
    shut: (shut) => {
      isShut = shut;
    },
  };
}
