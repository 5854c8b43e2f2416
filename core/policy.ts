import type { LikelihoodTable } from './cause/likelihood-table.ts';
import type { EscalationLevel } from './notice/escalation.ts';
import type { Phase } from './notice/notice.ts';
import type { Hoster, Platform, Vantage } from './platform.ts';
import type { DurationMs } from './units.ts';

/** Every number that `step()` decides by. From the configuration; never read from a clock or file. */
export interface Policy {
  readonly organisation: string;
  /** The organisation's, for what is of no platform, and for platforms without their own. */
  readonly timeZone: string;
  readonly hosters: readonly Hoster[];
  readonly platforms: readonly Platform[];
  readonly vantages: readonly Vantage[];
  readonly watch: WatchPolicy;
  readonly shelter: ShelterPolicy;
  readonly notices: NoticePolicy;
  readonly cause: CausePolicy;
}

export interface WatchPolicy {
  readonly intervalMs: DurationMs;
  /** Votes against the origin that make a round bad. A round with fewer votes decides nothing. */
  readonly votesToFall: number;
  /** Bad rounds in a row that make a fall. */
  readonly roundsToFall: number;
  /** Good rounds in a row that make a recovery; more than `roundsToFall`. */
  readonly roundsToRecover: number;
  /**
   * A platform that fell less than this ago falls again at its first bad round, which several
   * vantages confirm: what gave way once is not waited for.
   */
  readonly relapseMemoryMs: DurationMs;
  /** The window in which failed probes are counted against all that were made. */
  readonly errorWindowMs: DurationMs;
  /** The part of them that makes a platform degraded, in (0, 1]. */
  readonly errorShare: number;
  /**
   * The part of all mirrored platforms which, falling within `massWindowMs`, is taken for a sick
   * watcher unless a control answers. In (0, 1].
   */
  readonly massShare: number;
  readonly massWindowMs: DurationMs;
}

export interface ShelterPolicy {
  /** The least time on the mirror once turned (P4). */
  readonly minHoldMs: DurationMs;
  /**
   * From an origin's recovery until its health checks say so: their threshold, at the time between two
   * looks of one of them. Absent where there are none, and in policies of earlier versions.
   */
  readonly checksRecoverMs?: DurationMs;
  /** The origin's shares on the way back, rising, the last one 1. */
  readonly originShares: readonly number[];
  /** The least time at each share. */
  readonly shareStepMs: DurationMs;
  /**
   * The part of a degraded platform's visitors that go to its mirror without a person, to relieve
   * it; 0 = a person is asked instead.
   */
  readonly shedShare: number;
  /**
   * Minutes of the local day at which class hours begin: after an overload nobody is sent back in
   * the five minutes that follow, when everybody logs in.
   */
  readonly classStarts: readonly number[];
  /** No more than this part of mirrored platforms is turned per 5 minutes without a person; 1 = no limit. */
  readonly blastRadius: number;
  /**
   * At an owner's own name server, which answers with the origin or with the mirror: no person may
   * ask for a share between. @default any share can be answered
   */
  readonly wholeOnly?: true;
}

export interface NoticePolicy {
  /** Time in which a person may hold, edit or cancel a planned notice; 0 = it goes at once. */
  readonly vetoMs: DurationMs;
  /** Of phases that have their own. Absent = none has. */
  readonly vetoByPhase?: { readonly [phase in Phase]?: DurationMs };
  /** From one notice to the promised next word. */
  readonly nextWordMs: DurationMs;
  /**
   * The longest that it becomes while there is no news. Absent in policies of the versions before
   * updates without news were told as such: their journals are replayed as they were decided.
   */
  readonly longestWordMs?: DurationMs;
  /** The most that one incident's notices may cost, in euros; beyond it no SMS goes to a school. */
  readonly budgetEuros: number;
  /** Where anyone can read the present state; every message carries it. */
  readonly statusUrl: string;
  /** What is done about schools that do not say that they have read. Absent = nothing. */
  readonly escalation?: EscalationPolicy;
}

export interface EscalationPolicy {
  /** From a notice's first accepted message to the first level, and from each to the next. */
  readonly afterMs: DurationMs;
  /** Only notices of these phases wait for an answer. */
  readonly phases: readonly Phase[];
  readonly levels: readonly EscalationLevel[];
}

export interface CausePolicy {
  readonly table: LikelihoodTable;
  /** No causal sentence before this long after the fall. */
  readonly firstWordMs: DurationMs;
  readonly reviewMs: DurationMs;
  /**
   * From the first look to the second, when that is sooner than a review: what is seen at once is thin,
   * and the first word is said by it. Absent in policies of earlier versions.
   */
  readonly secondLookMs?: DurationMs;
  /**
   * How long after a fall that is over it is looked at once more, rising. Absent in policies of the
   * versions before late looks and late corrections: their journals are replayed as they were decided.
   */
  readonly laterReviewsMs?: readonly DurationMs[];
}
