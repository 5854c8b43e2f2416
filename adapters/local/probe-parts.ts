import type { ProbeRequest } from '../../app/ports.ts';

/** What one call to a vantage may carry. */
export interface PartLimits {
  readonly probesMax: number;
  /** Of the requests as JSON, without what stands around the list. */
  readonly bytesMax: number;
}

/** Share what waits out over as few calls as may carry it, in order. */
export function inParts<T>(
  waiting: readonly T[],
  requestOf: (one: T) => ProbeRequest,
  { probesMax, bytesMax }: PartLimits,
): readonly (readonly T[])[] {
  const parts: T[][] = [];
  let bytes = 0;
  for (const one of waiting) {
    const size = Buffer.byteLength(JSON.stringify(requestOf(one))) + 1;
    const last = parts.at(-1);
    if (last !== undefined && last.length < probesMax && bytes + size <= bytesMax) {
      last.push(one);
      bytes += size;
    } else {
      parts.push([one]);
      bytes = size;
    }
  }
  return parts;
}
