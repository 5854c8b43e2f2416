import { PreauError } from '../core/errors.ts';
import type { Incident, State } from '../core/incident/state.ts';
import type { OperatedHome } from './operated-home.ts';

/**
 * Refuse a platform that a home does not know, before it is asked.
 *
 * A folder that no home has run in is not judged here: what follows says so.
 *
 * @throws PreauError `not-found` naming those that there are
 */
export async function refuseUnknownPlatform(home: OperatedHome, platform: string): Promise<void> {
  const known = (await home.platforms()) ?? [platform];
  if (known.includes(platform) && /^[a-z0-9-]{1,64}$/.test(platform)) return;
  throw new PreauError(
    'not-found',
    `expected a platform of this home, got "${platform}"; there are: ${known.join(', ')}`,
    { said: { key: 'home.platform', values: { platform, known: known.join(', ') } } },
  );
}

/**
 * The incident that people mean: by its id, its reference, or its platform, whose latest it is.
 *
 * @param what a drill is an incident of its own kind, and nothing else is looked for then
 * @throws PreauError `not-found` naming those that there are
 */
export function incidentCalled(
  { incidents }: State,
  asked: string,
  what: 'incident' | 'drill' = 'incident',
): Incident {
  const all = Object.values(incidents)
    .filter(({ drill }) => what === 'incident' || drill)
    .toSorted((one, other) => other.fellAt - one.fellAt);
  const found =
    all.find(({ id, reference }) => id === asked || reference === asked) ??
    all.find(({ platform }) => platform === asked);
  if (found !== undefined) return found;
  const known = all.map(({ id, reference }) => `${id} (${reference})`).join(', ');
  throw new PreauError(
    'not-found',
    `expected ${what === 'drill' ? 'a drill' : 'an incident'}, its reference or its platform, got "${asked}"; there are: ${known || 'none'}`,
    { said: { key: `home.${what}`, values: { asked, known: known || '–' } } },
  );
}
