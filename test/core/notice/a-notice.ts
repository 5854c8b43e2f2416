import type { Change } from '../../../core/incident/change.ts';
import type { Incident, ShelterState } from '../../../core/incident/state.ts';
import type { EscalationLevel } from '../../../core/notice/escalation.ts';
import type { Notice } from '../../../core/notice/notice.ts';
import { epochMs, incidentId, minutes } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL } from '../../fixtures/timeline.ts';
import { changeOf as ofPlatform, nord } from '../shelter/a-platform.ts';

export const id = incidentId('nord-1');
export const FELL = epochMs(BELL - minutes(60));

/** What a test says of the incident; `incident` is the one that its platform has now. */
type Said = Partial<Omit<Incident, 'incident'>> & { readonly incident?: string };
/** A notice by its phase and stage, and what else a test says of it. */
type Notices = Readonly<Record<string, object>>;

const WHOLE = {
  id,
  platform: nord,
  reference: 'P-0001',
  drill: false,
  fellAt: FELL,
  recoveredAt: null,
  backAt: null,
  closedAt: null,
  verdict: null,
  signals: [],
  claims: [],
  confirmedCause: null,
  nextWordAt: null,
  saidCause: null,
};

/** A change whose state has one incident of `nord` with some notices, in order; null: none at all. */
export function withNotices(
  said: Said | null,
  notices: Notices,
  shelter: Partial<ShelterState> = {},
): Change {
  const { incident, ...rest } = said ?? {};
  const platform = incident === undefined ? {} : { incident: incidentId(incident) };
  const change = ofPlatform(testPolicy(), { nord: { ...platform, shelter } });
  const whole = { ...WHOLE, notices: Object.keys(notices), ...rest } as unknown as Incident;
  const known = Object.entries(notices).map(([name, one]) => [name, noticeOf(name, one)]);
  return {
    ...change,
    state: {
      ...change.state,
      incidents: said === null ? {} : { [id]: whole },
      notices: Object.fromEntries(known),
    },
  };
}

function noticeOf(name: string, said: object): Notice {
  const { phase, ...rest } = said as { phase?: string };
  return { id: name, content: { phase, platform: nord, incident: id }, ...rest } as never;
}

export const addEscalation = (level: EscalationLevel) => ({ level, at: BELL });

/** The levels that were asked for, with their keys. */
export const told = ({ actions }: Change) =>
  actions.map((action) =>
    action.kind === 'escalate-notice' ? `${action.key} ${action.level}` : action.kind,
  );
