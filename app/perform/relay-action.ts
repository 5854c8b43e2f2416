import type { Action } from '../../core/incident/action.ts';
import { laneOf } from './lane-of.ts';

/** Where a message waits for its worker. */
export type QueueName = 'actions' | 'plans' | 'mail' | 'sms' | 'pages';

/** Put one message in a queue; `group` and `dedupe` are a FIFO queue's own. */
export type Send = (
  body: object,
  options?: { readonly delaySec?: number; readonly group?: string; readonly dedupe?: string },
) => Promise<void>;

/** What relaying reads of an action: where it goes, never what it says. */
export interface Relayed {
  readonly kind: string;
  readonly key: string;
  readonly platform?: string | undefined;
}

const QUEUES: { readonly [kind in Action['kind']]: readonly QueueName[] } = {
  'turn-dns': ['actions'],
  'collect-signals': ['actions'],
  'picture-names': ['actions'],
  'plan-notice': ['plans'],
  'send-notice': ['mail', 'sms'],
  'escalate-notice': ['plans'],
  'raise-task': [],
};

/** A FIFO queue takes 128 characters; a longer key keeps its hash. */
const ID_MAX = 128;

/**
 * Tell the workers of one open action: a message that says which, and the journal says what (P8).
 *
 * @param tries so far: a new try is a new message where a queue drops duplicates
 * @param again told a second time, beside a first message that may live on. @default false
 */
export async function relayAction(
  queues: { readonly [name in QueueName]: Send },
  hash: (text: string) => string,
  {
    seq,
    tries,
    action,
    again = false,
  }: {
    readonly seq: number;
    readonly tries: number;
    readonly action: Relayed;
    readonly again?: boolean;
  },
): Promise<void> {
  const id = (text: string): string => (text.length <= ID_MAX ? text : hash(text));
  const body = { seq, key: action.key, ...(again && { again }) };
  for (const name of isKind(action.kind) ? QUEUES[action.kind] : []) {
    const fifo = { group: id(laneOf(action)), dedupe: hash(`${action.key} ${tries}`) };
    await queues[name](body, name === 'actions' ? fifo : {});
  }
}

const isKind = (kind: string): kind is Action['kind'] => Object.hasOwn(QUEUES, kind);

/** Have the pages written as of an entry; one after the other. */
export const relayPage = (
  queues: { readonly pages: Send },
  hash: (text: string) => string,
  seq: number,
  reason = '',
) => queues.pages({ seq }, { group: 'pages', dedupe: hash(`${seq} ${reason}`) });
