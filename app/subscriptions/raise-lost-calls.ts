import type { Engine } from '../engine.ts';
import type { Clock } from '../ports.ts';
import type { LostCalls } from './call-endpoint.ts';

/** A task for people, one for one spell of failing, however many messages it costs. */
export async function raiseLostCalls(
  { endpoint, failingSince, detail }: LostCalls,
  engine: Pick<Engine, 'handle'>,
  clock: Pick<Clock, 'now'>,
): Promise<void> {
  const action = `webhook/${endpoint}/${new Date(failingSince).toISOString()}`;
  await engine.handle({ kind: 'action-failed', at: clock.now(), action, detail, final: true });
}
