/** How much may pass: on average, and at once after a quiet time. */
export interface Pace {
  /** Above 0. */
  readonly perSec: number;
  /** At least 1. */
  readonly burst: number;
}

/** What is left of a pace for one asker. */
export interface Bucket {
  readonly left: number;
  /** On a clock that never goes back, in milliseconds. */
  readonly atMs: number;
}

export const fullBucket = ({ burst }: Pace, nowMs: number): Bucket => ({
  left: burst,
  atMs: nowMs,
});

/** What a bucket holds now; never more than the burst, and a clock that went back gives nothing. */
export function refilled({ left, atMs }: Bucket, { perSec, burst }: Pace, nowMs: number): Bucket {
  const passedSec = Math.max(0, nowMs - atMs) / 1_000;
  return { left: Math.min(burst, left + passedSec * perSec), atMs: Math.max(atMs, nowMs) };
}

/** After how many whole seconds one more may pass; 0 when one may now. */
export const waitSec = ({ left }: Bucket, { perSec }: Pace): number =>
  left >= 1 ? 0 : Math.max(1, Math.ceil((1 - left) / perSec));

/** One has passed. */
export const taken = (bucket: Bucket): Bucket => ({ ...bucket, left: bucket.left - 1 });
