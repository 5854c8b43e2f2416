import type { Engine } from '../engine.ts';
import type { PlanSettings } from '../notices/plan-notice.ts';
import type { Perform } from './carry-out.ts';
import { type Collect, performCollect } from './perform-collect.ts';
import { performEscalate } from './perform-escalate.ts';
import { performPicture } from './perform-picture.ts';
import { performPlan } from './perform-plan.ts';
import { performSend, type PerformSendSettings } from './perform-send.ts';
import { performTurn } from './perform-turn.ts';
import { soleSender } from './sole-sender.ts';
import type { Ports } from '../ports.ts';

export interface PerformSettings {
  readonly plan: PlanSettings;
  readonly send: PerformSendSettings;
  /** Gathers the signals of one incident; its ports are its own. */
  readonly collect: Collect;
  /** Told of what failed beside the messages themselves: the ledger, mostly. It is tried again. */
  readonly onSendFailed: (error: unknown) => void;
}

/**
 * Carry out any action and hand what came of it to the engine, in a home where one process does all.
 *
 * A `raise-task` needs no hand: the journal holds it, and every face shows it from there.
 */
export function performActions(ports: Ports, engine: Engine, settings: PerformSettings): Perform {
  const sending = soleSender(ports.deliveries, settings.onSendFailed);
  return async (action, signal) => {
    switch (action.kind) {
      case 'turn-dns':
        return performTurn(ports, engine, action);
      case 'collect-signals':
        return performCollect(ports, engine, settings.collect, action);
      case 'picture-names':
        return performPicture(ports, engine, settings.plan, action, signal);
      case 'plan-notice':
        return performPlan(ports, engine, settings.plan, action);
      case 'escalate-notice':
        return performEscalate(ports, engine, settings.plan, action);
      case 'send-notice':
        return sending(() => performSend(ports, engine, settings.send, action, signal));
      case 'raise-task':
        return;
    }
  };
}
