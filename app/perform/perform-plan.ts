import type { Engine } from '../engine.ts';
import {
  type PlanAction,
  type PlanPorts,
  type PlanSettings,
  planNotice,
} from '../notices/plan-notice.ts';

/** Plan a notice, and hand the plan's summary to the engine. */
export async function performPlan(
  ports: PlanPorts,
  engine: Engine,
  settings: PlanSettings,
  action: PlanAction,
): Promise<void> {
  const plan = await planNotice(ports, settings, action, Object.values(engine.state().notices));
  const { notice } = action;
  await engine.handle({ kind: 'notice-planned', at: ports.clock.now(), notice, plan });
}
