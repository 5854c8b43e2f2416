/** One measured figure of `npm run bench`. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is compared with, in words; `none measured` where there is nothing honest. */
  readonly peer: string;
  /** Value against the peer's; null without a peer, and where the peer's is 0. */
  readonly ratio: number | null;
  readonly target: number | null;
  /** Null without a target. */
  readonly met: boolean | null;
  /** What would be better: a target says so; without one, the unit does where it can. @default neither */
  readonly better?: 'less' | 'more' | undefined;
}

/** What a figure is compared with: measured in the same run, or a limit with its source. */
export interface Peer {
  readonly name: string;
  readonly value: number;
}

/** A figure without a target. */
export function measured(name: string, value: number, unit: string, peer?: Peer): Figure {
  return {
    name,
    value: rounded(value),
    unit,
    peer: peer === undefined ? 'none measured' : `${peer.name}: ${rounded(peer.value)} ${unit}`,
    // Nothing is a multiple of nothing.
    ratio: peer === undefined || peer.value === 0 ? null : rounded(value / peer.value),
    target: null,
    met: null,
  };
}

/** A figure that must not exceed its target. */
export const atMost = (
  name: string,
  value: number,
  unit: string,
  target: number,
  peer?: Peer,
): Figure => ({
  ...measured(name, value, unit, peer),
  target: rounded(target),
  met: value <= target,
  better: 'less',
});

/** A figure that must reach its target. */
export const atLeast = (
  name: string,
  value: number,
  unit: string,
  target: number,
  peer?: Peer,
): Figure => ({
  ...measured(name, value, unit, peer),
  target: rounded(target),
  met: value >= target,
  better: 'more',
});

/** The middle one of an odd number of values, the higher middle one of an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Three figures are what a bench on a shared machine can tell apart. */
function rounded(value: number): number {
  return Math.abs(value) >= 1_000 ? Math.round(value) : Number(value.toPrecision(3));
}
