import type { Signal } from '../../core/cause/signal.ts';
import type { Action } from '../../core/incident/action.ts';
import type { Engine } from '../engine.ts';
import type { Ports } from '../ports.ts';

type CollectSignals = Extract<Action, { kind: 'collect-signals' }>;

/** Gathers the signals of one incident; its ports are its own. */
export type Collect = (action: CollectSignals) => Promise<readonly Signal[]>;

/** Gather what is known of an incident, and hand it to the engine. */
export async function performCollect(
  { clock }: Pick<Ports, 'clock'>,
  engine: Engine,
  collect: Collect,
  action: CollectSignals,
): Promise<void> {
  const signals = await collect(action);
  const { incident } = action;
  await engine.handle({ kind: 'signals-collected', at: clock.now(), incident, signals });
}
