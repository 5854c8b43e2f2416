import type { Incident, State } from '../../core/incident/state.ts';
import type { Verdict } from '../../core/cause/verdict.ts';
import type { Policy } from '../../core/policy.ts';
import type { PromiseCheck } from '../../core/promises/promise.ts';
import type { EpochMs } from '../../core/units.ts';

/** What a rehearsal came to, its promises not in words yet. Times are ISO 8601 in UTC. */
export interface RehearsalReport {
  readonly platforms: readonly PlatformReport[];
  readonly lessons: LessonsReport;
  readonly notices: {
    readonly planned: number;
    readonly accepted: number;
    /** In their place a newer message went, or nobody needed them any more. */
    readonly replaced: number;
    readonly failed: number;
  };
  readonly promises: readonly PromiseCheck[];
}

export interface PlatformReport {
  readonly id: string;
  readonly name: string;
  /** Null for a platform that never fell. */
  readonly fellAt: string | null;
  readonly shelteredAt: string | null;
  readonly firstNoticeAt: string | null;
  readonly backAt: string | null;
  readonly verdict:
    | (Pick<Verdict, 'cause' | 'rung' | 'probabilities' | 'for' | 'against'> & {
        readonly open: Verdict['open'];
        readonly refuted: Verdict['refuted'];
      })
    | null;
  readonly lessons: LessonsReport;
}

export interface LessonsReport {
  readonly asked: number;
  readonly origin: number;
  readonly mirror: number;
  readonly lost: number;
}

/** What the stage, the ledger and the sinks counted, beside the journal. */
export interface Counted {
  readonly lessonsOf: (platform: string) => LessonsReport;
  readonly planned: number;
  readonly accepted: number;
  readonly replaced: number;
  readonly failed: number;
}

/** Sum up a rehearsal: what the journal says happened, what the others counted, what was promised. */
export function rehearsalReport(
  state: State,
  policy: Policy,
  counted: Counted,
  promises: readonly PromiseCheck[],
): RehearsalReport {
  const platforms = policy.platforms.map((platform): PlatformReport => {
    const incident = firstIncident(state, platform.id);
    return {
      id: platform.id,
      name: platform.name,
      fellAt: iso(incident?.fellAt),
      shelteredAt: iso(incident?.shelteredAt),
      firstNoticeAt: iso(incident?.firstNoticeAt),
      backAt: iso(incident?.backAt),
      verdict: verdictOf(incident),
      lessons: counted.lessonsOf(platform.id),
    };
  });
  const { planned, accepted, replaced, failed } = counted;
  return {
    platforms,
    lessons: platforms.map(({ lessons }) => lessons).reduce(sum, NONE),
    notices: { planned, accepted, replaced, failed },
    promises: promises.toSorted((one, other) => numberOf(one) - numberOf(other)),
  };
}

const NONE: LessonsReport = { asked: 0, origin: 0, mirror: 0, lost: 0 };

const sum = (one: LessonsReport, other: LessonsReport): LessonsReport => ({
  asked: one.asked + other.asked,
  origin: one.origin + other.origin,
  mirror: one.mirror + other.mirror,
  lost: one.lost + other.lost,
});

const numberOf = ({ id }: PromiseCheck): number => Number(id.slice(1));

const firstIncident = (state: State, platform: string): Incident | undefined =>
  Object.values(state.incidents)
    .filter((incident) => incident.platform === platform && !incident.drill)
    .toSorted((one, other) => one.fellAt - other.fellAt)[0];

function verdictOf(incident: Incident | undefined): PlatformReport['verdict'] {
  if (!incident?.verdict) return null;
  const { cause, rung, probabilities, open, refuted } = incident.verdict;
  const { for: inFavour, against } = incident.verdict;
  return { cause, rung, probabilities, open, refuted, for: inFavour, against };
}

// `Date` only words the instant that it is given; no clock is read.
const iso = (at: EpochMs | null | undefined): string | null =>
  at === null || at === undefined ? null : new Date(at).toISOString();
