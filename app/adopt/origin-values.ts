import {
  addressesOf,
  type PairPlatform,
  type PublishedType,
} from '../../core/shelter/weighted-pair.ts';

/** What leads to an origin, by type, as the configuration has it. */
export type OriginValues = Readonly<Partial<Record<PublishedType, readonly string[]>>>;

/** All that leads to a platform's origin, published or behind a CNAME. */
export const originValues = ({ origin }: Pick<PairPlatform, 'origin'>): OriginValues => ({
  A: addressesOf('A', origin.addresses),
  AAAA: addressesOf('AAAA', origin.addresses),
  ...(origin.cname !== undefined && { CNAME: [origin.cname] }),
  ...(origin.https !== undefined && { HTTPS: [origin.https] }),
});
