import type { Engine } from '../app/engine.ts';
import { carryOut, type Outcome, type Perform } from '../app/perform/carry-out.ts';
import type { OutboxItem, Ports } from '../app/ports.ts';
import { PreauError } from '../core/errors.ts';
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
 * @returns what `eachRecord` takes
 * @throws PreauError, retryable, when the message must come again
 */
export function workAction(needs: ActionNeeds) {
  return async (message: ActionMessage, context: RecordContext): Promise<void> => {
    const { signal, record } = context;
    const item = await needs.find(message.seq, message.key);
    if (item === null) return log().info('already done', { action: message.key });
    const engine = await needs.openEngine();
    log().appendKeys({ action: message.key, incident: incidentOf(item, engine) });
    const perform = needs.perform(engine, signal);
    const outcome = await carryOut(needs.ports, engine, perform, item, signal);
    if (outcome.kind === 'done') return log().info('done', { tries: item.tries + 1 });
    if (outcome.kind === 'later') await needs.postpone(record.receiptHandle, outcome.waitMs);
    else if (needs.resume) return needs.resume(message, outcome);
    throw new PreauError('action-unfinished', unfinished(message.key, outcome), {
      retryable: true,
    });
  };
}

const unfinished = (key: string, outcome: { readonly kind: string; readonly why?: string }) =>
  `Expected to carry out ${key}, ${outcome.why ?? 'the time ran out'}. It is tried again.`;

function incidentOf({ action }: OutboxItem, engine: Engine): string | null {
  switch (action.kind) {
    case 'turn-dns':
      return engine.state().platforms[action.platform]?.incident ?? null;
    case 'collect-signals':
      return action.incident;
    case 'plan-notice':
    case 'send-notice':
      return action.content.incident;
    case 'raise-task':
      return null;
  }
}
