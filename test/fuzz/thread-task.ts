import type { FuzzResult } from './fuzz-target.ts';

/** What a thread is given to do. */
export interface ThreadTask {
  /** Targets, one after the other. */
  readonly names: readonly string[];
  readonly seed: number;
  /** Of each. */
  readonly inputs: number;
  readonly ms: number;
  /** With no next input after so much work, a thread hangs for good: it is ended. @default 15,000 */
  readonly deadMs?: number;
}

/** With where both sides see the input that is being read: its length and the count, then its bytes. */
export type SharedTask = ThreadTask & { readonly shared: SharedArrayBuffer };

export type ThreadWord =
  | { readonly kind: 'began'; readonly name: string }
  | ({ readonly kind: 'ended' } & FuzzResult);
