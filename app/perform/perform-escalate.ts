import type { EscalationOutcome } from '../../core/notice/escalation.ts';
import { isOverFor } from '../../core/notice/is-over-for.ts';
import type { Engine } from '../engine.ts';
import { type EscalateAction, escalateNotice } from '../notices/escalate-notice.ts';
import type { PlanPorts, PlanSettings } from '../notices/plan-notice.ts';

const NOTHING: EscalationOutcome = { schools: 0, acknowledged: 0, sms: 0, telephone: 0 };

/**
 * Carry out one level of a notice whose schools did not answer, and hand the count to the engine: of
 * what was over before it came to that, nothing is done.
 */
export async function performEscalate(
  ports: PlanPorts,
  engine: Engine,
  settings: PlanSettings,
  action: EscalateAction,
): Promise<void> {
  const { notice, key, content } = action;
  // An action may have waited, or be tried again, long after it was decided.
  const state = await engine.refresh();
  const { notices, incidents } = state;
  const all = incidents[content.incident]?.notices ?? [notice];
  const later = all.slice(Math.max(0, all.indexOf(notice)));
  const outcome = isOverFor(state, { content })
    ? NOTHING
    : await escalateNotice(ports, settings, action, later, Object.values(notices));
  const step = Number(key.slice(key.lastIndexOf('/') + 1));
  const at = ports.clock.now();
  await engine.handle({ kind: 'notice-escalated', at, notice, step, outcome, content });
}
