import { hashOf } from '../../adapters/local/hash.ts';

/** How often each page may be probed: also by whoever has stolen the key. */
export interface TargetRates {
  /**
   * @param target whom the probe connects to: `host:port`, of an allow list, and so bounded
   * @param page what is asked for there: several platforms may stand behind one host
   * @returns false when the page, or its target, has had enough for now
   */
  takes(target: string, page: string, nowMs: number): boolean;
}

/** Tokens a second, and how many may be saved up. */
interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

interface RateLimits {
  readonly page: Rate;
  readonly target: Rate;
  readonly pagesMax: number;
}

/**
 * Chosen. Of a page: a round each second, its confirmation and a mirror's measure ask 2 a second,
 * and a home that comes back asks for some at once. Of a target: 500 platforms behind one host in a
 * round of 10 s are 50 a second, and a round that confirms comes on top; whoever varies the page
 * gains no more than that. Pages: more than a list of 1,500 hosts has, two to a platform.
 */
const LIMITS: RateLimits = {
  page: { perSecond: 2, burst: 30 },
  target: { perSecond: 100, burst: 1_000 },
  pagesMax: 10_000,
};

/** A bucket of tokens for each page, and one for each target. */
export function createTargetRates(limits: Partial<RateLimits> = {}): TargetRates {
  const { page: ofPage, target: ofTarget, pagesMax } = { ...LIMITS, ...limits };
  const targets = createBuckets(ofTarget);
  const pages = createBuckets(ofPage);
  return {
    takes: (target, page, nowMs) => {
      // Hashed: a path may have thousands of letters.
      const key = hashOf(JSON.stringify([target, page]));
      if (!pages.has(key) && pages.size() >= pagesMax) {
        pages.forgetFull(nowMs);
        if (pages.size() >= pagesMax) return false;
      }
      // Both are looked at before either is charged: a page that is refused takes nobody's turn.
      if (targets.left(target, nowMs) < 1 || pages.left(key, nowMs) < 1) return false;
      pages.take(key);
      targets.take(target);
      return true;
    },
  };
}

interface Bucket {
  tokens: number;
  atMs: number;
}

function createBuckets({ perSecond, burst }: Rate) {
  const buckets = new Map<string, Bucket>();
  const fill = (bucket: Bucket, nowMs: number): number => {
    const grown = (Math.max(0, nowMs - bucket.atMs) / 1_000) * perSecond;
    bucket.tokens = Math.min(burst, bucket.tokens + grown);
    bucket.atMs = nowMs;
    return bucket.tokens;
  };
  return {
    has: (key: string): boolean => buckets.has(key),
    size: (): number => buckets.size,
    left: (key: string, nowMs: number): number => {
      const bucket = buckets.get(key) ?? { tokens: burst, atMs: nowMs };
      buckets.set(key, bucket);
      return fill(bucket, nowMs);
    },
    take: (key: string): void => {
      const bucket = buckets.get(key);
      if (bucket !== undefined) bucket.tokens -= 1;
    },
    /** One that is full again is as good as new. */
    forgetFull: (nowMs: number): void => {
      for (const [key, bucket] of buckets) if (fill(bucket, nowMs) >= burst) buckets.delete(key);
    },
  };
}
