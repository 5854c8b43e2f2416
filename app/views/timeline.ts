import type { Incident, State } from '../../core/incident/state.ts';
import type { NoticeContent } from '../../core/notice/notice.ts';
import type { EpochMs } from '../../core/units.ts';
import { formatShare } from './format-share.ts';
import type { NowExtras } from './now-view.ts';
import type { ShareTurn } from './share-turn.ts';

/** One dated line of an incident's story. */
export interface TimelineStep {
  readonly at: EpochMs;
  readonly kind: StepKind;
  readonly text: string;
  /** Of a notice, its phase in a word. */
  readonly phaseWord?: string;
}

type StepKind =
  | 'fell'
  | 'confirmed'
  | 'sheltered'
  | 'notice'
  | 'cause'
  | 'corrected'
  | 'withdrawn'
  | 'recorded'
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

  const steps = [
    ...dated(incident.fellAt, 'fell'),
    ...dated(incident.confirmedAt, 'confirmed'),
    ...dated(incident.shelteredAt, 'sheltered'),
    ...statements(incident, state).flatMap(({ at, kind, cause, rung }) =>
      dated(at, kind, {
        cause: words(`console.cause.${cause}`),
        rung: words(`console.rung.${rung}`),
      }),
    ),
    ...noticeSteps(incident, state, extras),
    ...dated(incident.recoveredAt, 'recovered'),
    ...turnsBack(incident, state, extras).flatMap(({ at, mirrorShare }) =>
      dated(at, 'share', { share: formatShare(1 - mirrorShare, extras.language) }),
    ),
    ...dated(incident.backAt, 'back'),
    ...dated(incident.closedAt, 'closed'),
    ...(incident.recorded ?? []).flatMap(({ at, cause }) =>
      dated(at, 'recorded', { cause: words(`console.cause.${cause}`) }),
    ),
  ];
  return steps.toSorted((one, other) => one.at - other.at);
}

interface Statement extends Pick<NoticeContent, 'cause' | 'rung'> {
  readonly at: EpochMs;
  readonly kind: 'cause' | 'corrected' | 'withdrawn';
}

/** What schools were told of the cause, each time that it was another word than the one before. */
function statements({ notices, drill }: Incident, state: State): readonly Statement[] {
  if (drill) return [];
  const told = notices.flatMap((id) => {
    const { firstAcceptedAt: at, content } = state.notices[id] ?? {};
    return at === undefined || content === undefined ? [] : [{ at, ...content }];
  });
  return told.reduce<readonly Statement[]>((said, { at, phase, cause, rung }) => {
    const last = said.at(-1);
    if (cause === 'undetermined')
      return phase === 'correction' ? [...said, { at, kind: 'withdrawn', cause, rung }] : said;
    if (last?.cause === cause && last.rung === rung) return said;
    const kind = phase === 'correction' ? 'corrected' : 'cause';
    return [...said, { at, kind, cause, rung }];
  }, []);
}

function noticeSteps(incident: Incident, state: State, extras: NowExtras): readonly TimelineStep[] {
  return incident.notices.flatMap((id) => {
    const notice = state.notices[id];
    const at = notice?.firstAcceptedAt;
    if (notice === undefined || at === undefined) return [];
    const phase = extras.words(`console.phase.${notice.content.phase}`);
    const text = extras.words('console.step.notice', { phase });
    return [{ at, kind: 'notice' as const, text, phaseWord: phase }];
  });
}

type Share = Pick<ShareTurn, 'at' | 'mirrorShare'>;

/** The steps of the way back: shares strictly between mirror alone and origin alone. */
function turnsBack(incident: Incident, state: State, extras: NowExtras): readonly Share[] {
  const partial = ({ mirrorShare }: Share) => mirrorShare > 0 && mirrorShare < 1;
  if (extras.turns) return extras.turns(incident.id).filter(partial);
  const platform = state.platforms[incident.platform];
  if (platform?.incident !== incident.id || platform.shelter.turnedAt === null) return [];
  const { turnedAt: at, mirrorShare } = platform.shelter;
  return [{ at, mirrorShare }].filter(partial);
}
