import { checkHealth } from '../../core/shelter/check-health.ts';
import {
  type CheckPanel,
  countHealthy,
  hearChecker,
  newPanel,
  panelVerdict,
} from '../../core/shelter/check-panel.ts';
import type { HealthCheck } from '../../core/shelter/weighted-pair.ts';

/** What one checker says, for GetHealthCheckStatus and GetHealthCheckLastFailureReason. */
export interface CheckerReport {
  /** A checker without data says healthy, as a new check of Route 53 is. */
  readonly healthy: boolean;
  /** Why it failed the last time; what it found last, if it never did. */
  readonly reason: string;
  /** Real epoch milliseconds of its latest result; null before the first. */
  readonly at: number | null;
}

/** What a check found last, for the state page and Route 53's interface. */
export interface CheckReport {
  readonly id: string;
  readonly kind: HealthCheck['kind'];
  readonly healthy: boolean;
  readonly reason: string;
  /** Real epoch milliseconds of the latest result; null before the first. */
  readonly at: number | null;
  readonly disabled: boolean;
  /** How many of `checkers` say healthy. */
  readonly healthyCheckers: number;
  /** Empty for a calculated check, which nobody looks at. */
  readonly checkers: readonly CheckerReport[];
}

/** What every check has heard, and what follows for the records. */
export interface HealthBoard {
  /**
   * Take a result into account.
   *
   * @param checker whose it is, from 0. @default 0
   * @returns whether the check's verdict changed
   */
  hear(
    id: string,
    passed: boolean,
    threshold: number,
    reason: string,
    at: number,
    checker?: number,
  ): boolean;
  readonly healthy: (id: string) => boolean;
  /** What each checker of a check says. @returns null for a check that nobody looks at */
  readonly panel: (id: string) => CheckPanel | null;
  /** Disable a check, or enable it again. @returns whether its verdict changed */
  setDisabled(id: string, on: boolean): boolean;
  readonly isDisabled: (id: string) => boolean;
  /** Ids of disabled checks, in the order in which they were; to be kept over a restart. */
  disabled(): readonly string[];
  reports(): readonly CheckReport[];
  /** Verdicts to be kept over a restart. */
  verdicts(): Readonly<Record<string, boolean>>;
}

/** What is kept over a restart: verdicts, and which checks are disabled. */
interface Before {
  readonly verdicts?: Readonly<Record<string, boolean>>;
  readonly disabled?: readonly string[];
}

interface Heard {
  panel: CheckPanel;
  reason: string;
  at: number | null;
  readonly checkers: { failure: string | null; reason: string; at: number | null }[];
}

const AS_BEFORE = 'as before the restart';
const NO_DATA = 'no data yet';

/**
 * A board for these checks. `before` is what was kept over a restart: a name server that is
 * restarted in the middle of an outage must not send everybody back to a dead origin. The hold is
 * not among the verdicts: it is read anew, before the first answer.
 *
 * @param checkers how many look at each endpoint; a hold has one, the name server itself
 */
export function healthBoard(
  checks: readonly HealthCheck[],
  checkers: number,
  { verdicts = {}, disabled = [] }: Before = {},
): HealthBoard {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const heard = new Map(
    checks
      .filter(({ kind }) => kind !== 'calculated')
      .map(({ id, kind }) => {
        const looking = kind === 'hold' ? 1 : checkers;
        return [id, silent(looking, kind === 'hold' ? null : (verdicts[id] ?? null))];
      }),
  );
  const off = new Set(disabled.filter((id) => byId.has(id)));
  const isDisabled = (id: string) => off.has(id);
  const verdict = (id: string) => {
    const panel = heard.get(id)?.panel;
    return panel ? panelVerdict(panel) : null;
  };
  const healthy = (id: string) => checkHealth(id, byId, verdict, isDisabled);
  return {
    hear(id, passed, threshold, reason, at, checker = 0) {
      const one = heard.get(id);
      if (!one) return false;
      const { panel } = one;
      const before = healthy(id);
      take(one, checker, passed, threshold, reason, at);
      return one.panel !== panel && healthy(id) !== before;
    },
    healthy,
    panel: (id) => heard.get(id)?.panel ?? null,
    setDisabled(id, on) {
      const before = healthy(id);
      if (!on) off.delete(id);
      else if (byId.has(id)) off.add(id);
      return healthy(id) !== before;
    },
    isDisabled,
    disabled: () => [...off],
    reports: () =>
      checks.map(({ id, kind }) => ({
        id,
        kind,
        healthy: healthy(id),
        disabled: off.has(id),
        ...reportOf(heard.get(id)),
        ...(off.has(id) && { reason: 'disabled' }),
      })),
    verdicts: () =>
      Object.fromEntries(
        [...heard].flatMap(([id, { panel }]) => {
          const known = panelVerdict(panel);
          return known === null ? [] : [[id, known]];
        }),
      ),
  };
}

function silent(checkers: number, before: boolean | null): Heard {
  const reason = before === null ? NO_DATA : AS_BEFORE;
  return {
    panel: newPanel(checkers, before),
    reason,
    at: null,
    checkers: Array.from({ length: checkers }, () => ({ failure: null, reason, at: null })),
  };
}

function take(
  heard: Heard,
  place: number,
  passed: boolean,
  threshold: number,
  reason: string,
  at: number,
): void {
  const checker = heard.checkers[place];
  if (!checker) return;
  heard.panel = hearChecker(heard.panel, place, passed, threshold);
  heard.reason = reason;
  heard.at = at;
  checker.reason = reason;
  checker.at = at;
  if (!passed) checker.failure = reason;
}

function reportOf(
  heard: Heard | undefined,
): Pick<CheckReport, 'reason' | 'at' | 'healthyCheckers' | 'checkers'> {
  if (!heard) return { reason: 'calculated', at: null, healthyCheckers: 0, checkers: [] };
  const { panel, reason, at, checkers } = heard;
  return {
    reason,
    at,
    healthyCheckers: countHealthy(panel),
    checkers: checkers.map((checker, place) => ({
      healthy: panel[place]?.healthy !== false,
      reason: checker.failure ?? checker.reason,
      at: checker.at,
    })),
  };
}
