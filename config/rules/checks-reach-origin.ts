import type { Finding } from '../problem.ts';
import type { Rule } from './rule.ts';

/**
 * On AWS every sheltered origin has an IPv4 address: Route 53 checks an endpoint by its name over
 * IPv4 alone, and calls one without it failed.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html
 */
export const checksReachOrigin: Rule = ({ platforms, given }) => {
  if (!given(['aws'])) return [];
  return platforms.flatMap(({ origin, mirror }, index): readonly Finding[] => {
    const addresses = origin.addresses ?? [];
    if (!mirror || addresses.length === 0 || addresses.some((one) => !one.includes(':'))) return [];
    return [{ code: 'origin-lacks-ipv4', path: ['platforms', index, 'origin', 'addresses'] }];
  });
};
