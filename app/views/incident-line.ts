import type { SpokenCause } from '../../core/cause/cause.ts';
import type { Claim } from '../../core/cause/signal.ts';
import type { Incident, State } from '../../core/incident/state.ts';
import type { Policy } from '../../core/policy.ts';
import type { EpochMs, IncidentId, PlatformId } from '../../core/units.ts';
import { type CauseHistory, causeHistory } from './cause-history.ts';
import { type ClockLine, clockLines } from './clock-line.ts';
import type { NowExtras } from './now-view.ts';
import { type RecordedLine, recordedLines } from './recorded-line.ts';
import { timeline, type TimelineStep } from './timeline.ts';
import { verdictPanel, type VerdictPanel } from './verdict-panel.ts';
import type { Words } from './words.ts';

/** One incident on the console: what happened when, and why as far as it is known. */
export interface IncidentLine {
  readonly id: IncidentId;
  readonly platform: PlatformId;
  readonly platformName: string;
  readonly reference: string;
  readonly episode: string;
  readonly drill: boolean;
  readonly open: boolean;
  readonly fellAt: EpochMs;
  readonly recoveredAt: EpochMs | null;
  readonly closedAt: EpochMs | null;
  readonly relapses: number;
  readonly nextWordAt: EpochMs | null;
  /** In order of time. */
  readonly steps: readonly TimelineStep[];
  readonly verdict: VerdictPanel | null;
  /** What people said of the cause; never a measurement. */
  readonly claims: readonly ClaimLine[];
  /** What was said of the cause and taken back, with its times. */
  readonly history: CauseHistory;
  /** What people recorded as the cause once it was over. */
  readonly recorded: readonly RecordedLine[];
  /** The times that the law counts; empty where none has begun. */
  readonly clocks: readonly ClockLine[];
  /** Whether what somebody says of the platform's fall would be heard of this incident. */
  readonly hearsClaims: boolean;
  readonly confirmedCause: { readonly cause: SpokenCause; readonly word: string } | null;
}

export interface ClaimLine {
  readonly at: EpochMs;
  readonly role: string;
  /** E.g. `affirme : attaque` or `nie : panne de l'hébergement`. */
  readonly position: string;
  readonly statement: string;
  readonly source: string;
}

/** Word one incident. */
export function incidentLine(
  incident: Incident,
  state: State,
  policy: Policy,
  extras: NowExtras,
): IncidentLine {
  const { words } = extras;
  const { id, platform, reference, episode, drill, fellAt, recoveredAt, closedAt } = incident;
  const { relapses, nextWordAt, confirmedCause } = incident;
  return {
    id,
    platform,
    platformName: policy.platforms.find((one) => one.id === platform)?.name ?? platform,
    reference,
    episode,
    drill,
    open: closedAt === null,
    fellAt,
    recoveredAt,
    closedAt,
    relapses,
    nextWordAt,
    steps: timeline(incident, state, extras),
    verdict: incident.verdict && verdictPanel(incident.verdict, words),
    claims: incident.claims.map((claim) => claimLine(claim, words)),
    history: causeHistory(incident, policy, extras),
    recorded: recordedLines(incident, extras),
    clocks: clockLines(incident, extras.now, policy.timeZone, extras),
    hearsClaims: hearsClaims(incident, state),
    confirmedCause: confirmedCause && {
      cause: confirmedCause,
      word: words(`console.cause.${confirmedCause}`),
    },
  };
}

/** As the core attaches a claim: to the latest fall of its platform. */
const hearsClaims = ({ platform, drill, fellAt }: Incident, { incidents }: State): boolean =>
  !drill &&
  Object.values(incidents).every(
    (other) => other.platform !== platform || other.drill || other.fellAt <= fellAt,
  );

function claimLine(claim: Claim, words: Words): ClaimLine {
  const cause = words(`console.cause.${claim.asserts}`);
  return {
    at: claim.at,
    role: words(`console.role.${claim.role}`),
    position: words(claim.denies ? 'console.claim.denies' : 'console.claim.asserts', { cause }),
    statement: claim.statement,
    source: claim.source,
  };
}
