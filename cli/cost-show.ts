import { costLevers } from '../config/cost/cost-levers.ts';
import { estimateCost } from '../config/cost/estimate-cost.ts';
import { EUROS_PER_DOLLAR } from '../config/cost/exchange-rate.ts';
import { readPrices } from '../config/cost/read-prices.ts';
import { PreauError } from '../core/errors.ts';
import { loadConfig } from './check-load-config.ts';
import { costTable } from './cost-table.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';

export interface ShowCostOptions {
  readonly schools: number;
  readonly mobiles: number;
  readonly why?: true;
  readonly json?: true;
}

/**
 * Show what a configuration costs on AWS.
 *
 * @throws PreauError `config-invalid`, also without an `aws` section
 */
export async function showCost(
  file: string,
  { schools, mobiles, why, json }: ShowCostOptions,
  io: CliIo,
): Promise<void> {
  const config = await loadConfig(file, io);
  if (config.aws === undefined)
    throw new PreauError(
      'config-invalid',
      `Expected an aws section in ${file}, found none: one machine costs what its owner pays for it.`,
      { said: { key: 'aws.cost', values: { file } } },
    );
  const prices = readPrices();
  const audience = { schools, mobiles };
  const estimate = estimateCost(config, prices, audience);
  const levers = costLevers(config, prices);
  const [date = ''] = Object.values(prices)
    .map((price) => price.date)
    .toSorted()
    .reverse();
  const output = createOutput(io);
  if (json) {
    const { total, monthly, perIncident } = estimate;
    const figures = { currency: 'EUR', eurosPerDollar: EUROS_PER_DOLLAR, date };
    output.json({ file, audience, ...figures, total, monthly, perIncident, levers });
    return;
  }
  const sheltered = config.platforms.filter(({ mirror }) => mirror).length;
  const told = { file, estimate, levers, audience, sheltered, date, why: why === true };
  const lines = costTable({ ...told, budgetEuros: config.notices.budget }, io);
  output.line(lines.join('\n'));
}
