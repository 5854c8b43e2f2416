import type { Finding } from './finding.ts';
import type { PromiseCheck } from './promise.ts';

/** What the ledger says was owed and done, and what recipients' own boxes hold. */
export interface DeliveryCounts {
  readonly planned: number;
  readonly accepted: number;
  /** Not reached, each with a named task in the ledger. */
  readonly failed: number;
  /** Of `failed`: those in whose place a newer message went, or that nobody needed any more. @default 0 */
  readonly replaced?: number;
  /** The provider's answer never came: an operator's task for an SMS. */
  readonly unknown: number;
  /** Neither, and nothing moves any more: lost. */
  readonly pending: number;
  /** Neither yet, and on its way when the count was taken. @default 0 */
  readonly leaving?: number;
  /** Messages of one key that a box holds more than once. */
  readonly doubled: number;
  /** Accepted by the ledger's account, and in no box. */
  readonly missing: number;
}

/**
 * P3: each recipient gets what was planned, or a newer word in its place, or is on a list, and nobody gets it twice. Undecided while
 * some are on their way and nothing else is wrong.
 */
export function checkDeliveries(counts: DeliveryCounts): PromiseCheck {
  const { planned, accepted, failed, replaced = 0, unknown, pending, doubled, missing } = counts;
  const { leaving = 0 } = counts;
  const counted = accepted + failed + unknown + pending + leaving;
  const faults: readonly Finding[] = [
    ...count('unsent', pending),
    ...(counted === planned ? [] : [{ key: 'miscounted', values: { planned, counted } } as const]),
    ...count('came-twice', doubled),
    ...count('in-no-box', missing),
  ];
  if (leaving > 0)
    return {
      id: 'P3',
      held: false,
      ...(faults.length === 0 && { undecided: true }),
      said: [...faults, { key: 'on-their-way', values: { count: leaving, planned } }],
    };
  const held = faults.length === 0;
  // Nobody is called for one that a newer message replaced.
  const told = { planned, accepted, listed: failed + unknown - replaced, replaced };
  return { id: 'P3', held, said: held ? [{ key: 'all-told', values: told }] : faults };
}

/** Nothing is said of none. */
const count = (key: 'unsent' | 'came-twice' | 'in-no-box', found: number): readonly Finding[] =>
  found > 0 ? [{ key, values: { count: found } }] : [];
