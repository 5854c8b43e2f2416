import type { HealthCheck } from './weighted-pair.ts';

/** What a check that looks at something has found so far; `null` = no data yet. */
export type CheckFinding = boolean | null;

/**
 * Whether a check passes, by Route 53's rules.
 *
 * Without data an ordinary check is healthy and an inverted one (the hold) is *unhealthy*: whoever
 * attaches records before the hold has been read once turns everybody. A calculated check counts
 * its healthy children, which are never calculated themselves; a child that is not known counts
 * as unhealthy.
 *
 * A disabled check is "always healthy", for its parents too; and "in disabled state, you can also
 * invert the status of the health check to route traffic differently", so that a disabled hold is
 * *unhealthy* and shelters.
 *
 * @param findings for a hold check, whether the hold object is absent
 * @param disabled whether a check is disabled. @default none is
 * @returns false for an unknown check
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_UpdateHealthCheck.html
 */
export function checkHealth(
  id: string,
  checks: ReadonlyMap<string, HealthCheck>,
  findings: (id: string) => CheckFinding,
  disabled: (id: string) => boolean = () => false,
): boolean {
  const check = checks.get(id);
  if (check === undefined) return false;
  if (disabled(id)) return check.kind !== 'hold';
  switch (check.kind) {
    case 'http':
    case 'https':
      return findings(id) ?? true;
    case 'hold':
      return findings(id) ?? false;
    case 'calculated': {
      const passing = check.children.filter(
        (child) =>
          checks.get(child)?.kind !== 'calculated' &&
          checkHealth(child, checks, findings, disabled),
      );
      return passing.length >= check.threshold;
    }
  }
}
