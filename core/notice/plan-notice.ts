import { type Change, withActions, withIncident } from '../incident/change.ts';
import type { Policy } from '../policy.ts';
import type { EpochMs, IncidentId } from '../units.ts';
import { after, minutes } from '../units.ts';
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
  if (rounds.some(isOnItsWay) || hasJustFailed(rounds.at(-1), at, policy)) return change;

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

/**
 * A cause or a correction is owed at every tick until it leaves: one that was given up is asked for
 * again after this long. Chosen: a home that cannot plan would else journal a notice every ten seconds.
 */
const GIVEN_UP_FOR = minutes(10);

/** Policies of the versions before asked again at once: their journals are replayed so. */
const hasJustFailed = (last: Notice | undefined, at: EpochMs, { cause }: Policy): boolean =>
  cause.laterReviewsMs !== undefined &&
  last?.stage === 'failed' &&
  (last.content.phase === 'cause' || last.content.phase === 'correction') &&
  at - last.plannedAt < GIVEN_UP_FOR;

function isOnItsWay({ stage, content: { phase }, firstAcceptedAt }: Notice): boolean {
  if (stage === 'sending' && phase === 'cause') return firstAcceptedAt === undefined;
  if (stage === 'sending') return phase === 'outage' || phase === 'correction';
  return stage === 'planning' || stage === 'waiting' || stage === 'held';
}
