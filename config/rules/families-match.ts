import type { Finding } from '../problem.ts';
import type { Rule } from './rule.ts';

/**
 * The mirror answers on every kind of address that the origin publishes: a forgotten AAAA keeps
 * every school with IPv6 on the dead origin. Behind a CNAME nobody stays: both kinds turn with it.
 */
export const familiesMatch: Rule = ({ platforms }) =>
  platforms.flatMap(({ origin, mirror }, index): readonly Finding[] => {
    // None at all is another rule's business: CloudFront answers on both.
    if (!mirror?.addresses?.length || !origin.addresses || origin.cname) return [];
    const has = familiesOf(mirror.addresses);
    const lacking = [...familiesOf(origin.addresses)].filter((family) => !has.has(family));
    return lacking.map((family) => ({
      code: 'mirror-lacks-family',
      path: ['platforms', index, 'mirror', 'addresses'],
      values: { family },
    }));
  });

function familiesOf(addresses: readonly string[]): ReadonlySet<'IPv4' | 'IPv6'> {
  return new Set(addresses.map((address) => (address.includes(':') ? 'IPv6' : 'IPv4')));
}
