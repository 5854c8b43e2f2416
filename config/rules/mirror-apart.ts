import { addressNetwork } from '../address-network.ts';
import type { ConfigPath, Finding } from '../problem.ts';
import type { Readable, ReadablePlatform, Rule } from './rule.ts';

/**
 * What fells the origin may not fell its mirror: another hoster, another region, another network.
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
  return config.rehearsal ? [] : sharedNetwork(origin, mirror, [...path, 'addresses']);
}

function sharedNetwork(
  origin: ReadablePlatform['origin'],
  mirror: ReadablePlatform['mirror'],
  path: ConfigPath,
): readonly Finding[] {
  const [ours = [], theirs = []] = [mirror?.addresses, origin.addresses];
  const both = ours.filter((address) => theirs.includes(address));
  if (both.length > 0) return [{ code: 'mirror-same-address', path, got: both.join(', ') }];
  const networks = theirs.map(addressNetwork);
  const near = ours.filter((address) => {
    const network = addressNetwork(address);
    return network !== null && networks.includes(network);
  });
  if (near.length === 0) return [];
  const shared = new Set(near.map(addressNetwork));
  const values = { network: [...shared].join(', ') };
  return [{ code: 'mirror-same-network', path, values, got: near.join(', ') }];
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
