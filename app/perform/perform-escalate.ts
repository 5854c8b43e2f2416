import type { Engine } from '../engine.ts';
import { type EscalateAction, escalateNotice } from '../notices/escalate-notice.ts';
import type { PlanPorts, PlanSettings } from '../notices/plan-notice.ts';

/** Carry out one level of a notice whose schools did not answer, and hand the count to the engine. */
export async function performEscalate(
  ports: PlanPorts,
  engine: Engine,
  settings: PlanSettings,
  action: EscalateAction,
): Promise<void> {
  const { notice, key, content } = action;
  const { notices, incidents } = engine.state();
  const all = incidents[content.incident]?.notices ?? [notice];
  const later = all.slice(Math.max(0, all.indexOf(notice)));
  const outcome = await escalateNotice(ports, settings, action, later, Object.values(notices));
  const step = Number(key.slice(key.lastIndexOf('/') + 1));
  const at = ports.clock.now();
  await engine.handle({ kind: 'notice-escalated', at, notice, step, outcome, content });
}
