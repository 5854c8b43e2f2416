/** One measured figure of `npm run bench`. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is compared with, in words; `none measured` where there is nothing honest. */
  readonly peer: string;
  /** Value against the peer's; null without a peer. */
  readonly ratio: number | null;
  readonly target: number | null;
  /** Null without a target. */
  readonly met: boolean | null;
}
