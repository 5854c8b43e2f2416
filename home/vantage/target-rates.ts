/** How often each target may be probed: also by whoever has stolen the key. */
export interface TargetRates {
  /** @returns false when the target has had enough for now */
  takes(target: string, nowMs: number): boolean;
}

/** A round each second, its confirmation and a mirror's measure ask 2 a second. Chosen. */
const PER_SECOND = 2;
/** A home that comes back asks for several platforms of one host at once. Chosen. */
const BURST = 30;

/** A bucket of tokens for each target; targets are those of an allow list, and so bounded. */
export function createTargetRates(perSecond = PER_SECOND, burst = BURST): TargetRates {
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  return {
    takes: (target, nowMs) => {
      const bucket = buckets.get(target) ?? { tokens: burst, atMs: nowMs };
      const grown = (Math.max(0, nowMs - bucket.atMs) / 1_000) * perSecond;
      bucket.tokens = Math.min(burst, bucket.tokens + grown);
      bucket.atMs = nowMs;
      buckets.set(target, bucket);
      if (bucket.tokens < 1) return false;
      bucket.tokens -= 1;
      return true;
    },
  };
}
