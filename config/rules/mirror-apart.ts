import type { ConfigPath, Finding } from '../problem.ts';
import type { Readable, ReadablePlatform, Rule } from './rule.ts';

/**
 * What fells the origin may not fell its mirror: another hoster, another region, another machine.
 * The CNED's classroom ran on AWS in 2021: its mirror may not.
 */
export const mirrorApart: Rule = (config) =>
  config.platforms.flatMap((platform, index) =>
    shared(config, platform, ['platforms', index, 'mirror']),
  );

function shared(
  config: Readable,
  { hoster, origin, mirror }: ReadablePlatform,
  path: ConfigPath,
): readonly Finding[] {
  if (mirror?.hoster !== undefined && mirror.hoster === hoster) {
    return [{ code: 'mirror-same-hoster', path: [...path, 'hoster'] }];
  }
  const region = regionOf(config, mirror?.hoster);
  if (region !== undefined && plain(region) === plain(regionOf(config, hoster) ?? '')) {
    return [{ code: 'mirror-same-region', path: [...path, 'hoster'], values: { region } }];
  }
  const both = mirror?.addresses?.filter((address) => origin.addresses?.includes(address)) ?? [];
  if (config.rehearsal || both.length === 0) return [];
  return [{ code: 'mirror-same-address', path: [...path, 'addresses'], got: both.join(', ') }];
}

function regionOf(config: Readable, id: string | undefined): string | undefined {
  return config.hosters.find((hoster) => id !== undefined && hoster.id === id)?.region;
}

/** `Île-de-France` and `ile de france` are one place. */
function plain(region: string): string {
  return region
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
