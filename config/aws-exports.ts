/**
 * What the stack of checks exports in us-east-1, by names that both sides can say. CloudFormation
 * refuses to replace or remove what another stack imports: no check goes from under its records.
 */
export const CHECK_EXPORTS = {
  /** The check behind every mirror's record. */
  always: 'preau:always',
  /** Three ids with commas between, in the order of {@link CHECK_ORDER}. */
  platform: (platform: string) => `preau:checks:${platform}`,
} as const;

/** The health checks of one platform. */
export interface CheckIds {
  /** Well when both others are: behind the origin's records. */
  readonly both: string;
  readonly origin: string;
  readonly hold: string;
}

/** The order of the ids in an export's value. */
export const CHECK_ORDER: readonly (keyof CheckIds)[] = ['both', 'origin', 'hold'];

/** @returns null when `value` has not three ids */
export function splitCheckIds(value: string): CheckIds | null {
  const [both, origin, hold, ...more] = value.split(',');
  if (!both || !origin || !hold || more.length > 0) return null;
  return { both, origin, hold };
}

/** @returns null when the export is not a platform's checks */
export const platformOfExport = (name: string): string | null =>
  /^preau:checks:([a-z0-9-]{1,64})$/.exec(name)?.[1] ?? null;
