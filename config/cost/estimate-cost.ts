import type { Config } from '../schema.ts';
import { COST_LINES, type CostLine, priceLine } from './cost-line.ts';
import type { Prices } from './price.ts';
import { scaleOf } from './scale.ts';
import { useFunctions } from './use-functions.ts';
import { useHome } from './use-home.ts';
import { type Audience, useIncident } from './use-incident.ts';
import { useNames } from './use-names.ts';
import { useTables } from './use-tables.ts';

/** What a home on AWS costs: in euros, without tax, with no free allowance taken off. */
export interface CostEstimate {
  readonly monthly: readonly CostLine[];
  /** One fall of one platform that is told to its schools. */
  readonly perIncident: readonly CostLine[];
  readonly total: {
    readonly monthlyEuros: number;
    readonly incidentEuros: number;
    /** What the home costs however few its platforms are. */
    readonly homeEuros: number;
    /** What one sheltered platform more would cost; 0 without any. */
    readonly platformEuros: number;
    /** The month's bill by its sheltered platforms; all of it without any. */
    readonly shareEuros: number;
  };
}

/**
 * Reckon the bill of a configuration. Pure: the same answer for the same arguments.
 *
 * @param config each line is 0 or more, and none falls when a platform is added
 */
export function estimateCost(config: Config, prices: Prices, audience: Audience): CostEstimate {
  const scale = scaleOf(config);
  const used = [
    ...useNames(scale),
    ...useFunctions(scale),
    ...useTables(scale),
    ...useHome(scale, config.aws),
  ];
  const monthly = inOrder(used.map((one) => priceLine(one, prices)));
  const perIncident = inOrder(useIncident(audience, scale, config.notices, prices));
  const monthlyEuros = sumOf(monthly);
  const homeEuros = sumOf(monthly.filter(({ grows }) => grows === 'with the home'));
  const { sheltered } = scale;
  return {
    monthly,
    perIncident,
    total: {
      monthlyEuros,
      incidentEuros: sumOf(perIncident),
      homeEuros,
      platformEuros: sheltered === 0 ? 0 : (monthlyEuros - homeEuros) / sheltered,
      shareEuros: monthlyEuros / Math.max(1, sheltered),
    },
  };
}

const inOrder = (lines: readonly CostLine[]): readonly CostLine[] =>
  lines.toSorted((one, other) => COST_LINES.indexOf(one.id) - COST_LINES.indexOf(other.id));

const sumOf = (lines: readonly CostLine[]): number =>
  lines.reduce((sum, { euros }) => sum + euros, 0);
