import type { ProbeRequest } from '../../app/ports.ts';

/**
 * Probes of one call: they leave side by side from one small machine. Chosen; `lambdas/probe`
 * refuses more.
 */
export const PROBES_MAX = 200;

/** Of one call's input, well under the 6 MB that a synchronous call may carry. Chosen. */
const BYTES_MAX = 4_000_000;

/**
 * Share what waits out over as few calls as may carry it, in order.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export function inInvocations<T>(
  waiting: readonly T[],
  requestOf: (one: T) => ProbeRequest,
): readonly (readonly T[])[] {
  const parts: T[][] = [];
  let bytes = 0;
  for (const one of waiting) {
    const size = Buffer.byteLength(JSON.stringify(requestOf(one))) + 1;
    const last = parts.at(-1);
    if (last !== undefined && last.length < PROBES_MAX && bytes + size <= BYTES_MAX) {
      last.push(one);
      bytes += size;
    } else {
      parts.push([one]);
      bytes = size;
    }
  }
  return parts;
}
