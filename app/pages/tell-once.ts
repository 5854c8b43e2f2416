/** What is known of each host of the page: a failure is told once, until the host is written again. */
export interface HostWatch {
  readonly failed: (host: string, error: unknown) => void;
  readonly written: (host: string) => void;
}

/**
 * Failures in a row before people are told: a page is written each half minute, and a host that
 * missed one or two is no news. Chosen.
 */
const FAILURES_TO_TELL = 3;

/** @param tell called at the third failure in a row of a host, and not again before it is written */
export function tellOnce(tell: (host: string, error: unknown) => void): HostWatch {
  const failures = new Map<string, number>();
  return {
    failed: (host, error) => {
      const count = (failures.get(host) ?? 0) + 1;
      failures.set(host, count);
      if (count === FAILURES_TO_TELL) tell(host, error);
    },
    written: (host) => void failures.delete(host),
  };
}
