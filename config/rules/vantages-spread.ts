import { regionOfVantage, vantageRegions } from '../vantage-regions.ts';
import type { Rule } from './rule.ts';

/**
 * On AWS the vantages look from two Regions at least, and no one Region has the votes of a fall
 * alone: what ails a Region must not look like platforms that fall.
 */
export const vantagesSpread: Rule = ({ aws: { region: home }, vantages, watch, given }) => {
  if (!given(['aws']) || home === undefined || vantages.length === 0) return [];
  if (
    vantages.some(
      ({ region }, index) => region === undefined && given(['vantages', index, 'region']),
    )
  )
    return [];
  const regions = vantageRegions(vantages, home);
  const [only] = regions;
  if (regions.length === 1 && only !== undefined) {
    const path = ['vantages', vantages.length - 1, 'region'];
    return [{ code: 'vantages-one-region', path, values: { region: only } }];
  }
  const counts = regions.map((region) => ({
    region,
    count: vantages.filter((vantage) => regionOfVantage(vantage, home) === region).length,
  }));
  const [most] = counts.toSorted((one, other) => other.count - one.count);
  const { votesToFall: votes } = watch;
  if (most === undefined || votes === undefined || most.count < votes) return [];
  return [
    { code: 'region-outvotes', path: ['watch', 'votesToFall'], values: most, got: `${votes}` },
  ];
};
