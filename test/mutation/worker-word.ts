import type { Outcome } from './outcome.ts';

/** What the worker tells while it works. */
export type WorkerWord =
  /** From now on this mutant is tried; a test of it that takes longer than the limit hangs. */
  | { readonly kind: 'begins'; readonly id: string; readonly limitMs: number }
  | { readonly kind: 'ends'; readonly id: string; readonly outcome: Outcome }
  /** What was changed outlasts the mutant, or memory grows: another process goes on. */
  | { readonly kind: 'again'; readonly id: string; readonly why: 'spoiled' | 'full' }
  | { readonly kind: 'alive' }
  | { readonly kind: 'broken'; readonly why: string }
  | { readonly kind: 'done' };
