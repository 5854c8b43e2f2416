import type { Random } from '../../app/ports.ts';
import { pick } from './seeded-random.ts';

/** Where the requests to one platform seem to come from. */
export interface HomeNetworks {
  /** The address of the n-th pupil, the same at every call. */
  pupil(index: number): string;
  /** Addresses of a flood's machines, none of them a pupil's. */
  machines(count: number, knownShare: number): readonly string[];
}

/** Networks that each platform has to itself, of 256 addresses each. */
const NETWORKS = 32;
/** 198.18.0.0/15, kept for measuring devices: nobody lives there (RFC 2544). */
const PLATFORMS_MAX = Math.floor(512 / NETWORKS);

/**
 * Give pupils and machines fictional addresses, since on loopback all would look alike.
 *
 * The pupils of the calm hours (the first `calmPupils`) live each in a network of their own: these
 * are the networks that a log of the calm knows. A later pupil lives in one of them with the
 * probability `knownShare`, as many homes share an Internet provider's networks, or else in one
 * never seen before.
 *
 * @param platformIndex 0 to 15: platforms do not share networks
 */
export function homeNetworks(options: {
  readonly platformIndex: number;
  readonly calmPupils: number;
  readonly knownShare: number;
  readonly random: Random;
}): HomeNetworks {
  const { calmPupils, knownShare, random } = options;
  const first = (options.platformIndex % PLATFORMS_MAX) * NETWORKS;
  const known = Array.from(
    { length: Math.max(1, Math.min(calmPupils, NETWORKS / 2)) },
    (_, n) => n,
  );
  const fresh = Array.from({ length: NETWORKS - known.length }, (_, n) => known.length + n);
  const address = (network: number, host: number) =>
    `198.${18 + ((first + network) >> 8)}.${(first + network) & 0xff}.${host}`;
  const networkFor = (share: number) => pick(random, random.next() < share ? known : fresh) ?? 0;
  const homes: string[] = [];

  return {
    pupil: (index) => {
      for (let n = homes.length; n <= index; n += 1) {
        homes.push(
          address(n < calmPupils ? n % known.length : networkFor(knownShare), 1 + (n % 150)),
        );
      }
      return homes[index] ?? '';
    },
    machines: (count, share) =>
      Array.from({ length: count }, (_, n) => address(networkFor(share), 160 + (n % 90))),
  };
}
