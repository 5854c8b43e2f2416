import type { Policy } from '../../core/policy.ts';
import type { PlatformId } from '../../core/units.ts';
import type { Observation } from '../../core/watch/observation.ts';
import type { Prober } from '../ports.ts';
import { originProbe } from '../watch/watch-round.ts';

/** As long as a round's probe may take in a deployment, in real milliseconds. */
const BUDGET_MS = 8_000;

/**
 * Ask a platform for the page that needs no login, once from every vantage of our own.
 *
 * @returns empty where no such page is on record
 */
export async function askPlainPage(
  prober: Prober,
  { platforms, vantages }: Policy,
  id: PlatformId,
): Promise<readonly Observation[]> {
  const platform = platforms.find((one) => one.id === id);
  const path = platform?.origin.plainPath;
  if (platform === undefined || path === undefined) return [];
  const own = vantages.filter(({ by }) => by === undefined);
  return Promise.all(
    own.map((vantage) => {
      // Whatever it says: that it answers is enough.
      const { expect: _login, ...asked } = originProbe(platform, vantage, {
        probeBudgetMs: BUDGET_MS,
      });
      return prober.probe({ ...asked, path });
    }),
  );
}
