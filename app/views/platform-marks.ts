import type { Incident, State } from '../../core/incident/state.ts';
import type { PlatformId } from '../../core/units.ts';
import type { NowExtras } from './now-view.ts';
import { timeline } from './timeline.ts';
import type { TimelineMark } from './timeline-chart.ts';

/** Of one platform; a chart with more is black. Chosen. */
const MOST_INCIDENTS = 20;

/** What happened to a platform, for the marks of its chart: its incidents' steps and verdicts, in order of time. */
export function platformMarks(
  platform: PlatformId,
  state: State,
  extras: NowExtras,
): readonly TimelineMark[] {
  return Object.values(state.incidents)
    .filter((incident) => incident.platform === platform)
    .toSorted((one, other) => other.fellAt - one.fellAt)
    .slice(0, MOST_INCIDENTS)
    .flatMap((incident) => [
      ...timeline(incident, state, extras),
      ...verdictMarks(incident, extras),
    ])
    .toSorted((one, other) => one.at - other.at);
}

/** Each time that the verdicts let something else be said than before. */
export const verdictMarks = (
  { verdicts = [] }: Incident,
  { words }: Pick<NowExtras, 'words'>,
): readonly TimelineMark[] =>
  verdicts.map(({ at, cause, rung }) => ({
    at,
    kind: 'verdict',
    text: words('console.step.verdict', {
      cause: words(`console.cause.${cause}`),
      rung: words(`console.rung.${rung}`),
    }),
  }));
