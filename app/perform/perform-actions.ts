import type { Engine } from '../engine.ts';
import type { PlanSettings } from '../notices/plan-notice.ts';
import { sendNotice } from '../notices/send-notice.ts';
import type { SendSettings } from '../notices/send-settings.ts';
import type { Perform } from './carry-out.ts';
import { type Collect, performCollect } from './perform-collect.ts';
import { performPlan } from './perform-plan.ts';
import { performTurn } from './perform-turn.ts';
import type { Ports } from '../ports.ts';
import { PreauError } from '../../core/errors.ts';
import type { Action } from '../../core/incident/action.ts';
import type { DeliverySummary } from '../../core/notice/notice.ts';

export interface PerformSettings {
  readonly plan: PlanSettings;
  readonly send: Omit<
    SendSettings,
    'earlierNotices' | 'stillTrue' | 'onFirstAccepted' | 'onProgress'
  >;
  /** Told as a notice is being sent. */
  readonly onProgress: (notice: string, summary: DeliverySummary) => void;
  /** Gathers the signals of one incident; its ports are its own. */
  readonly collect: Collect;
}

type ActionOf<Kind extends Action['kind']> = Extract<Action, { kind: Kind }>;

/**
 * Carry out any action and hand what came of it to the engine, both homes alike.
 *
 * A `raise-task` needs no hand: the journal holds it, and every face shows it from there.
 */
export function performActions(ports: Ports, engine: Engine, settings: PerformSettings): Perform {
  return async (action, signal) => {
    switch (action.kind) {
      case 'turn-dns':
        return performTurn(ports, engine, action);
      case 'collect-signals':
        return performCollect(ports, engine, settings.collect, action);
      case 'plan-notice':
        return performPlan(ports, engine, settings.plan, action);
      case 'send-notice':
        return send(ports, engine, settings, action, signal);
      case 'raise-task':
        return;
    }
  };
}

async function send(
  ports: Ports,
  engine: Engine,
  settings: PerformSettings,
  action: ActionOf<'send-notice'>,
  signal: AbortSignal,
): Promise<void> {
  const { notice, content } = action;
  const incident = () => engine.state().incidents[content.incident];
  const deliveries = await sendNotice(
    ports,
    {
      ...settings.send,
      earlierNotices: incident()?.notices.filter((id) => id !== notice) ?? [],
      stillTrue: () => incident()?.closedAt === null || content.phase === 'recovery',
      onProgress: (summary) => settings.onProgress(notice, summary),
      onFirstAccepted: async (at) => {
        await engine.handle({ kind: 'notice-first-accepted', at, notice });
      },
    },
    action,
    signal,
  );
  if (signal.aborted) return;
  if (deliveries.pending > 0)
    throw new PreauError('notice-refused', `${deliveries.pending} messages wait for later`, {
      retryable: true,
    });
  const at = ports.clock.now();
  await engine.handle({ kind: 'notice-finished', at, notice, deliveries });
}
