import type { EvidenceLimits } from '../../../app/cause/evidence-limits.ts';
import type { NamedRecord } from './record-name.ts';

/**
 * Whether an incident may keep a form of this size beside what it has. Two who keep at once may both
 * be told yes: the limits are against growth, not a quota.
 */
export function hasRoom(
  kept: readonly NamedRecord[],
  sizeBytes: number,
  limits: EvidenceLimits,
): boolean {
  const used = kept.reduce((sum, one) => sum + one.sizeBytes, 0);
  return kept.length < limits.forms && used + sizeBytes <= limits.incidentBytes;
}
