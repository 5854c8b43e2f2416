import { NAMES } from './assumptions.ts';
import type { Usage } from './cost-line.ts';
import type { Scale } from './scale.ts';

/** Basic checks on AWS endpoints that are free. @see https://aws.amazon.com/route53/pricing/ */
const FREE_AWS_CHECKS = 50;
const DEAR_ZONES = 25;

const grows = 'with platforms';

/**
 * Route 53: three health checks for each sheltered platform and one for all, zones, queries.
 *
 * A check of the origin has HTTPS and string matching, the one of the hold HTTPS and the fast
 * interval. Calculated checks are billed as those of AWS endpoints, with no feature: the page does
 * not say it, the bill of others does.
 */
export function useNames(scale: Scale): readonly Usage[] {
  const { sheltered, onAws, https, fastChecks, zones, ttlSec } = scale;
  const elsewhere = sheltered - onAws;
  const features = fastChecks ? 3 : 2;
  const calculated = sheltered === 0 ? 0 : sheltered + 1;
  const basic = sheltered + calculated + onAws;
  const { resolvers, hours, types } = NAMES;
  return [
    { id: 'origin-checks', price: 'checkElsewhere', quantity: elsewhere, grows },
    {
      id: 'origin-features',
      price: 'featureElsewhere',
      quantity: elsewhere * features,
      grows,
      values: { features },
    },
    {
      id: 'aws-checks',
      price: 'checkOnAws',
      quantity: Math.max(0, basic - FREE_AWS_CHECKS),
      grows,
      values: { basic, free: FREE_AWS_CHECKS },
    },
    {
      id: 'aws-features',
      price: 'featureOnAws',
      quantity: sheltered * 2 + onAws * features,
      grows,
    },
    { id: 'zones', price: 'zone', quantity: Math.min(zones, DEAR_ZONES), grows: 'with the home' },
    ...(zones > DEAR_ZONES
      ? [
          {
            id: 'zones',
            price: 'zoneBeyond25',
            quantity: zones - DEAR_ZONES,
            grows: 'with the home',
          } as const,
        ]
      : []),
    {
      id: 'queries',
      price: 'dnsQuery',
      quantity: (sheltered * types + https) * resolvers * ((hours * 3_600) / ttlSec),
      grows,
      values: { resolvers, hours, ttlSec },
    },
  ];
}
