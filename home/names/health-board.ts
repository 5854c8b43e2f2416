import { checkHealth } from '../../core/shelter/check-health.ts';
import { type CheckStreak, hearResult, SILENT } from '../../core/shelter/check-streak.ts';
import type { HealthCheck } from '../../core/shelter/weighted-pair.ts';

/** What a check found last, for the state page and GetHealthCheckStatus. */
export interface CheckReport {
  readonly id: string;
  readonly kind: HealthCheck['kind'];
  readonly healthy: boolean;
  readonly reason: string;
  /** Real epoch milliseconds of the latest result; null before the first. */
  readonly at: number | null;
}

/** What every check has heard, and what follows for the records. */
export interface HealthBoard {
  /** Take a result into account. @returns whether the check's verdict changed */
  hear(id: string, passed: boolean, threshold: number, reason: string, at: number): boolean;
  readonly healthy: (id: string) => boolean;
  /** The verdict of a check that looks at something; `null` without data. */
  readonly verdict: (id: string) => boolean | null;
  reports(): readonly CheckReport[];
  /** Verdicts to be kept over a restart. */
  verdicts(): Readonly<Record<string, boolean>>;
}

interface Heard extends CheckStreak {
  readonly reason: string;
  readonly at: number | null;
}

/**
 * A board for these checks. `verdicts` are those of before a restart: a name server that is
 * restarted in the middle of an outage must not send everybody back to a dead origin. The hold is
 * not among them: it is read anew, before the first answer.
 */
export function healthBoard(
  checks: readonly HealthCheck[],
  verdicts: Readonly<Record<string, boolean>>,
): HealthBoard {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const heard = new Map<string, Heard>();
  for (const { id, kind } of checks) {
    const before = kind === 'https' ? verdicts[id] : undefined;
    if (before !== undefined) {
      heard.set(id, { healthy: before, against: 0, reason: 'as before the restart', at: null });
    }
  }
  const verdict = (id: string) => heard.get(id)?.healthy ?? null;
  const healthy = (id: string) => checkHealth(id, byId, verdict);
  return {
    hear(id, passed, threshold, reason, at) {
      const before = healthy(id);
      heard.set(id, { ...hearResult(heard.get(id) ?? SILENT, passed, threshold), reason, at });
      return healthy(id) !== before;
    },
    healthy,
    verdict,
    reports: () =>
      checks.map(({ id, kind }) => {
        const { reason = kind === 'calculated' ? 'calculated' : 'no data yet', at = null } =
          heard.get(id) ?? {};
        return { id, kind, healthy: healthy(id), reason, at };
      }),
    verdicts: () =>
      Object.fromEntries(
        [...heard].flatMap(([id, { healthy: known }]) => (known === null ? [] : [[id, known]])),
      ),
  };
}
