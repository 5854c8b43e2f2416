import type { Engine } from '../engine.ts';
import { type PlanSettings, planNotice } from '../notices/plan-notice.ts';
import { sendNotice } from '../notices/send-notice.ts';
import type { SendSettings } from '../notices/send-settings.ts';
import { turnDns } from './turn-dns.ts';
import type { Perform } from './work-outbox.ts';
import type { Ports } from '../ports.ts';
import type { Signal } from '../../core/cause/signal.ts';
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
  readonly collect: (action: ActionOf<'collect-signals'>) => Promise<readonly Signal[]>;
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
        return turn(ports, engine, action);
      case 'collect-signals': {
        const signals = await settings.collect(action);
        const at = ports.clock.now();
        const { incident } = action;
        return void (await engine.handle({ kind: 'signals-collected', at, incident, signals }));
      }
      case 'plan-notice': {
        const plan = await planNotice(ports, settings.plan, action);
        const at = ports.clock.now();
        const { notice } = action;
        return void (await engine.handle({ kind: 'notice-planned', at, notice, plan }));
      }
      case 'send-notice':
        return send(ports, engine, settings, action, signal);
      case 'raise-task':
        return;
    }
  };
}

/** A turn that a later one has overtaken is left alone: the later one knows better. */
async function turn(ports: Ports, engine: Engine, action: ActionOf<'turn-dns'>): Promise<void> {
  const latest = () => engine.state().platforms[action.platform]?.shelter.turn;
  if (latest() !== action.turn) return;
  const event = await turnDns(ports, action, () => latest() === action.turn);
  if (event !== null) await engine.handle(event);
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
