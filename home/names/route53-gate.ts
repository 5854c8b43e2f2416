import { failure } from './route53-reply.ts';
import type { HttpReply } from './http-exchange.ts';

/** What stands between a request and Route 53's API. */
export interface Route53Gate {
  /**
   * @param operation as the API names it
   * @param nowMs of a clock that never goes back
   * @returns the refusal, or null to let it pass
   */
  admit(operation: string, nowMs: number): HttpReply | null;
  /** "us-east-1 is down": the API answers nobody, while names, checks and holds go on. */
  setDown(on: boolean): void;
  readonly isDown: () => boolean;
}

interface Bucket {
  readonly burst: number;
  readonly perSecond: number;
}

/** For all of an account's requests together, and for each operation that has no bucket of its own. */
const ACCOUNT: Bucket = { burst: 50, perSecond: 10 };
/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/throttling-api-requests.html */
const OPERATIONS: Readonly<Record<string, Bucket>> = {
  CreateHealthCheck: { burst: 50, perSecond: 0.5 },
  DeleteHealthCheck: { burst: 15, perSecond: 3 },
  GetHealthCheckLastFailureReason: { burst: 4, perSecond: 1 },
  GetHealthCheckStatus: { burst: 4, perSecond: 1 },
};

/** @param throttle whether requests are counted. An account is what holds the token. */
export function route53Gate({ throttle, down }: { throttle: boolean; down: boolean }): Route53Gate {
  let isDown = down;
  const buckets = new Map<string, ReturnType<typeof tokenBucket>>();
  const bucketOf = (name: string, bucket: Bucket) => {
    const known = buckets.get(name) ?? tokenBucket(bucket);
    buckets.set(name, known);
    return known;
  };
  return {
    admit(operation, nowMs) {
      if (isDown) return failure(503, 'ServiceUnavailable', 'us-east-1 is down.');
      if (!throttle) return null;
      const both = [bucketOf('', ACCOUNT), bucketOf(operation, OPERATIONS[operation] ?? ACCOUNT)];
      if (!both.every((bucket) => bucket.has(nowMs)))
        return failure(400, 'Throttling', 'Rate exceeded');
      for (const bucket of both) bucket.take();
      return null;
    },
    setDown: (on) => {
      isDown = on;
    },
    isDown: () => isDown,
  };
}

function tokenBucket({ burst, perSecond }: Bucket) {
  let tokens = burst;
  let filledAtMs: number | null = null;
  return {
    has(nowMs: number): boolean {
      tokens = Math.min(burst, tokens + ((nowMs - (filledAtMs ?? nowMs)) / 1_000) * perSecond);
      filledAtMs = nowMs;
      // Fractions add up to a hair less than one.
      return tokens >= 1 - 1e-9;
    },
    take(): void {
      tokens -= 1;
    },
  };
}
