import type { Rules } from '../../core/journal/rules.ts';
import { loadPolicy } from '../load-policy.ts';
import type { KeptConfig } from './kept-configs.ts';

/** What the configurations that a home ran with let it decide by, in their order. */
export const rulesOf = (kept: readonly KeptConfig[]): readonly Rules[] =>
  kept.map(({ fromSeq, config }) => ({ fromSeq, policy: loadPolicy(config) }));
