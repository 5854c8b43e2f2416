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
 * @param findings for a hold check, whether the hold object is absent
 * @returns false for an unknown check
 */
export function checkHealth(
  id: string,
  checks: ReadonlyMap<string, HealthCheck>,
  findings: (id: string) => CheckFinding,
): boolean {
  const check = checks.get(id);
  switch (check?.kind) {
    case undefined:
      return false;
    case 'https':
      return findings(id) ?? true;
    case 'hold':
      return findings(id) ?? false;
    case 'calculated':
      return healthyChildren(check.children, checks, findings) >= check.threshold;
  }
}

function healthyChildren(
  children: readonly string[],
  checks: ReadonlyMap<string, HealthCheck>,
  findings: (id: string) => CheckFinding,
): number {
  return children.filter((child) => {
    const kind = checks.get(child)?.kind;
    return kind !== 'calculated' && checkHealth(child, checks, findings);
  }).length;
}
