import { MIX_COLUMNS, MIX_PARTS, SHARE_COLUMNS, SURVEY_MIXES } from './traffic-slice.ts';

/**
 * How badly one set of shares fits all of a stretch: minus the logarithm of its likelihood.
 *
 * @param sums of bins, see `trafficSums`
 * @param to the first bin that is not in the stretch
 */
export function shareMisfit(sums: readonly Float64Array[], from: number, to: number): number {
  const [before, after] = [sums[from] as Float64Array, sums[to] as Float64Array];
  const count = (column: number) => (after[column] as number) - (before[column] as number);
  const looked = count(SURVEY_MIXES.looked);
  let sum = 0;
  for (const column of SHARE_COLUMNS) {
    const yes = count(column);
    sum += entropyTerm(yes, looked) + entropyTerm(looked - yes, looked);
  }
  for (const mix of MIX_COLUMNS)
    for (let part = 0; part < MIX_PARTS; part += 1) sum += entropyTerm(count(mix + part), looked);
  return sum;
}

const entropyTerm = (count: number, of: number): number =>
  count === 0 ? 0 : -count * Math.log(count / of);
