import type { Engine } from '../app/engine.ts';
import { carryOut, type Outcome, type Perform } from '../app/perform/carry-out.ts';
import type { OutboxItem, Ports } from '../app/ports.ts';
import { PreauError } from '../core/errors.ts';
import { minutes, seconds } from '../core/units.ts';
import type { ActionMessage } from './messages.ts';
import type { RecordContext } from './middleware/each-record.ts';
import { log } from './middleware/logger.ts';

/** What a function that carries out actions is made of. */
export interface ActionNeeds {
  readonly ports: Pick<Ports, 'outbox' | 'clock'>;
  readonly openEngine: () => Promise<Engine>;
  /** The action that a message names while it is open; null when it is done. */
  readonly find: (seq: number, key: string) => Promise<OutboxItem | null>;
  /** Let a message come again only after this long. */
  readonly postpone: (receiptHandle: string, waitMs: number) => Promise<void>;
  readonly perform: (engine: Engine, signal: AbortSignal) => Perform;
  /**
   * See to it that what is unfinished, or was stopped, goes on later, and be done with this message.
   * @default the message comes again
   */
  readonly resume?: (message: ActionMessage, outcome: Interrupted) => Promise<void>;
}

/** An action that is neither done nor failed. */
export type Interrupted = Extract<Outcome, { kind: 'unfinished' | 'stopped' }>;

/**
 * Carry out the action that a message names. A redelivery of one that is done does nothing; one
 * that must be tried later is left in the queue, hidden until then, and holds up its lane.
 *
 * What failed beside the action itself (the journal out of reach, the time that ran out) comes again
 * soon, then less soon: the queue alone would hide it for six times the life of its worker, and a
 * turn with it.
 *
 * @returns what `eachRecord` takes
 * @throws PreauError, retryable, when the message must come again
 */
export function workAction(needs: ActionNeeds) {
  return async (message: ActionMessage, context: RecordContext): Promise<void> => {
    const { receiptHandle, attributes } = context.record;
    const soon = soonMs(Number(attributes.ApproximateReceiveCount ?? 1));
    const left = await tryAction(needs, message, context).catch((error: unknown): Left => {
      if (error instanceof PreauError && error.retryable) return { waitMs: soon, error };
      throw error;
    });
    if (left === null) return;
    await needs.postpone(receiptHandle, left.waitMs ?? soon);
    throw left.error;
  };
}

/** What is left to do: when, null for soon, and what the invocation says of it. */
interface Left {
  readonly waitMs: number | null;
  readonly error: PreauError;
}

async function tryAction(
  needs: ActionNeeds,
  message: ActionMessage,
  { signal }: RecordContext,
): Promise<Left | null> {
  const { key } = message;
  const item = await needs.find(message.seq, key);
  if (item === null) return nothingLeft('already done', { action: key });
  const engine = await needs.openEngine();
  log().appendKeys({ action: key, incident: incidentOf(item, engine) });
  const perform = needs.perform(engine, signal);
  const outcome = await carryOut(needs.ports, engine, perform, item, signal);
  if (outcome.kind === 'done') return nothingLeft('done', { tries: item.tries + 1 });
  if (outcome.kind !== 'later' && needs.resume) {
    await needs.resume(message, outcome);
    return null;
  }
  const error = new PreauError('action-unfinished', unfinished(key, outcome), { retryable: true });
  return { waitMs: outcome.kind === 'later' ? waitOf(item, outcome.waitMs) : null, error };
}

function nothingLeft(said: string, about: object): null {
  log().info(said, { ...about });
  return null;
}

/** A hidden turn holds up the next one of its platform, which may need less than it does. Chosen. */
const TURN_WAIT_MAX = seconds(60);

const waitOf = ({ action }: OutboxItem, waitMs: number): number =>
  action.kind === 'turn-dns' ? Math.min(TURN_WAIT_MAX, waitMs) : waitMs;

/** 60 receives of a message, which its queue allows, are more than four hours. Chosen. */
const SOON_FIRST = seconds(5);
const SOON_MAX = minutes(5);

const soonMs = (receives: number): number =>
  Math.min(SOON_MAX, SOON_FIRST * 2 ** Math.min(Math.max(receives, 1) - 1, 10));

const unfinished = (key: string, outcome: { readonly kind: string; readonly why?: string }) =>
  `Expected to carry out ${key}, ${outcome.why ?? 'the time ran out'}. It is tried again.`;

function incidentOf({ action }: OutboxItem, engine: Engine): string | null {
  switch (action.kind) {
    case 'turn-dns':
      return engine.state().platforms[action.platform]?.incident ?? null;
    case 'collect-signals':
    case 'picture-names':
      return action.incident;
    case 'plan-notice':
    case 'send-notice':
    case 'escalate-notice':
      return action.content.incident;
    case 'raise-task':
      return null;
  }
}
