/** What wrk found out about a server. */
export interface WrkRate {
  readonly perSecond: number;
  readonly p99Ms: number;
}

const MS_OF: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1_000, m: 60_000 };

/**
 * Read what `wrk --latency` prints.
 *
 * @throws Error when answers were other than 200, or missing: a rate of those says nothing
 */
export function readWrk(output: string): WrkRate {
  const rate = /^Requests\/sec:\s+([\d.]+)$/m.exec(output)?.[1];
  const [, value, unit = ''] = /^\s+99%\s+([\d.]+)(us|ms|s|m)$/m.exec(output) ?? [];
  const wrong = /^\s+(Non-2xx.*|Socket errors.*)$/m.exec(output)?.[1];
  if (rate === undefined || value === undefined || wrong !== undefined)
    throw new Error(`expected wrk to get nothing but good answers, got:\n${output}`);
  return { perSecond: Number(rate), p99Ms: Number(value) * (MS_OF[unit] ?? Number.NaN) };
}
