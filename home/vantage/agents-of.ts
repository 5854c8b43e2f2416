import type { HostGuard } from '../../adapters/local/loopback-guard.ts';
import type { VantageAgent } from '../../adapters/local/remote-prober-ask.ts';
import { readVantageKey } from '../../adapters/local/remote-prober-key.ts';
import type { VantageConfig } from '../../config/schema-watch.ts';
import type { VantageId } from '../../core/units.ts';
import { readPem } from './read-pem.ts';

/**
 * The agents of a configuration whose paths are absolute, with their keys.
 *
 * @param trusted the authorities of whoever gives none for an agent, in PEM; null: the system's
 * @throws PreauError `file-unreadable` for a key or an authority that cannot be used
 */
export function agentsOf(
  vantages: readonly VantageConfig[],
  { guard, trusted }: { readonly guard: HostGuard; readonly trusted: string | null },
): ReadonlyMap<VantageId, VantageAgent> {
  return new Map(
    vantages.flatMap(({ id, agent }) => {
      if (agent === undefined) return [];
      const ca = agent.caFile === undefined ? trusted : readPem(agent.caFile);
      const key = readVantageKey(agent.keyFile);
      return [[id, { url: agent.url, key, guard, ...(ca !== null && { ca }) }] as const];
    }),
  );
}
