import { hashOf } from '../adapters/local/hash.ts';
import { type Engine, openEngine } from '../app/engine.ts';
import type { Journal } from '../app/ports.ts';
import type { Policy } from '../core/policy.ts';

/**
 * One engine for a function's whole life: a first invocation replays the journal, later ones take
 * what others have appended since.
 *
 * @param onEntry told of every entry, from the journal's first on, and of all of them again after a
 *   failure. @default nobody
 * @returns to be called at the beginning of each invocation; it rejects as the journal does, and
 *   the next call then begins anew
 */
export function engineOver(
  journal: Journal,
  policy: Policy,
  onEntry?: Parameters<typeof openEngine>[3],
): () => Promise<Engine> {
  let opening: Promise<Engine> | null = null;
  return async () => {
    const first = opening === null;
    opening ??= openEngine(journal, policy, hashOf, onEntry);
    try {
      const engine = await opening;
      if (!first) await engine.refresh();
      return engine;
    } catch (error) {
      opening = null;
      throw error;
    }
  };
}
