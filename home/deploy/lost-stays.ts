import { z } from 'zod';
import type { State } from '../../core/incident/state.ts';
import { checkIds } from '../../core/shelter/weighted-pair.ts';
import { type PlatformId, platformId } from '../../core/units.ts';
import { askNames, readNamesFile } from '../names/names-file.ts';

const schema = z.object({ checks: z.array(z.object({ id: z.string(), disabled: z.boolean() })) });

/**
 * Platforms that the state keeps at their origin, while the name server has no such order any more:
 * who shelters by hand without a home ends it, and who then releases by hand knows nothing of it.
 *
 * Only orders that were seen done: any other is the outbox's to finish.
 *
 * @param namesFolder the name server's data folder
 * @returns none when the name server does not answer
 */
export async function lostStays(
  { platforms }: State,
  namesFolder: string,
): Promise<readonly PlatformId[]> {
  const ordered = Object.entries(platforms).filter(
    ([, { shelter }]) => shelter.stay && shelter.verified,
  );
  if (ordered.length === 0) return [];
  const names = await readNamesFile(namesFolder);
  const told = names && schema.safeParse(await askNames(names, 'GET', '/state')).data;
  if (!told) return [];
  const disabled = new Set(told.checks.filter((check) => check.disabled).map(({ id }) => id));
  return ordered
    .map(([id]) => platformId(id))
    .filter((id) => {
      // Earlier versions gave the order to the check that the records lean on.
      const { origin, both } = checkIds(id);
      return !disabled.has(origin) && !disabled.has(both);
    });
}
