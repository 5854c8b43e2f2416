import type { Incident, State } from '../../core/incident/state.ts';
import type { EpochMs } from '../../core/units.ts';
import { formatShare } from './format-share.ts';
import type { NowExtras, ShareTurn } from './now-view.ts';

/** One dated line of an incident's story. */
export interface TimelineStep {
  readonly at: EpochMs;
  readonly kind: StepKind;
  readonly text: string;
}

type StepKind =
  | 'fell'
  | 'confirmed'
  | 'sheltered'
  | 'notice'
  | 'cause'
  | 'recovered'
  | 'share'
  | 'back'
  | 'closed';

/** An incident's story so far, in order of time; what has not happened is absent. */
export function timeline(
  incident: Incident,
  state: State,
  extras: NowExtras,
): readonly TimelineStep[] {
  const { words } = extras;
  const dated = (
    at: EpochMs | null,
    kind: StepKind,
    values: Readonly<Record<string, string>> = {},
  ): readonly TimelineStep[] =>
    at === null ? [] : [{ at, kind, text: words(`console.step.${kind}`, values) }];

  const { saidCause } = incident;
  const steps = [
    ...dated(incident.fellAt, 'fell'),
    ...dated(incident.confirmedAt, 'confirmed'),
    ...dated(incident.shelteredAt, 'sheltered'),
    ...dated(saidCause?.at ?? null, 'cause', {
      cause: words(`console.cause.${saidCause?.cause ?? 'undetermined'}`),
      rung: words(`console.rung.${saidCause?.rung ?? 'inconnue'}`),
    }),
    ...noticeSteps(incident, state, extras),
    ...dated(incident.recoveredAt, 'recovered'),
    ...turnsBack(incident, state, extras).flatMap(({ at, mirrorShare }) =>
      dated(at, 'share', { share: formatShare(1 - mirrorShare, extras.language) }),
    ),
    ...dated(incident.backAt, 'back'),
    ...dated(incident.closedAt, 'closed'),
  ];
  return steps.toSorted((one, other) => one.at - other.at);
}

function noticeSteps(incident: Incident, state: State, extras: NowExtras): readonly TimelineStep[] {
  return incident.notices.flatMap((id) => {
    const notice = state.notices[id];
    const at = notice?.firstAcceptedAt;
    if (notice === undefined || at === undefined) return [];
    const phase = extras.words(`console.phase.${notice.content.phase}`);
    return [{ at, kind: 'notice' as const, text: extras.words('console.step.notice', { phase }) }];
  });
}

/** The steps of the way back: shares strictly between mirror alone and origin alone. */
function turnsBack(incident: Incident, state: State, extras: NowExtras): readonly ShareTurn[] {
  const partial = ({ mirrorShare }: ShareTurn) => mirrorShare > 0 && mirrorShare < 1;
  if (extras.turns) return extras.turns(incident.id).filter(partial);
  const platform = state.platforms[incident.platform];
  if (platform?.incident !== incident.id || platform.shelter.turnedAt === null) return [];
  const { turnedAt: at, mirrorShare } = platform.shelter;
  return [{ at, mirrorShare }].filter(partial);
}
