import { type Change, withActions, withIncident } from '../incident/change.ts';
import type { Policy } from '../policy.ts';
import type { EpochMs, IncidentId } from '../units.ts';
import { after } from '../units.ts';
import { contentOf } from './content-of.ts';
import type { Notice, Phase } from './notice.ts';
import { vetoTime } from './veto-time.ts';

/**
 * Plan the next notice of a phase, to go by itself when the veto time is over.
 *
 * A phase has at most one notice on its way: while one is planned, waiting, held or being sent,
 * asking for another changes nothing. Recovery and relapse follow each other: one that is being
 * sent, maybe until the morning, was overtaken by the other when its phase is asked for again. A
 * drill's second notice tells of its end, and waits for the first no longer than that. The next word,
 * promised for its hour, waits for nothing once somebody has the one before: a single SMS that is held
 * until the morning would silence a whole night.
 */
export function planNotice(
  change: Change,
  incidentId: IncidentId,
  phase: Phase,
  at: EpochMs,
  policy: Policy,
): Change {
  const incident = change.state.incidents[incidentId];
  if (incident === undefined) return change;
  const earlier = incident.notices.flatMap((id) => change.state.notices[id] ?? []);
  const rounds = earlier.filter(({ content }) => content.phase === phase);
  if (rounds.some(isOnItsWay)) return change;

  const content = contentOf(change.state, incident, phase, at, policy);
  if (content === null) return change;
  const notice: Notice = {
    id: `${incidentId}/${phase}/${rounds.length + 1}`,
    content,
    stage: 'planning',
    plannedAt: at,
    sendAt: after(at, vetoTime(policy, phase)),
  };
  const notices = { ...change.state.notices, [notice.id]: notice };
  const planned = withIncident({ ...change, state: { ...change.state, notices } }, incidentId, {
    notices: [...incident.notices, notice.id],
  });
  return withActions(planned, {
    kind: 'plan-notice',
    key: `${notice.id}/plan`,
    notice: notice.id,
    content,
  });
}

function isOnItsWay({ stage, content: { phase }, firstAcceptedAt }: Notice): boolean {
  if (stage === 'sending' && phase === 'cause') return firstAcceptedAt === undefined;
  if (stage === 'sending') return phase === 'outage' || phase === 'correction';
  return stage === 'planning' || stage === 'waiting' || stage === 'held';
}
