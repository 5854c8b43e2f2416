import { costLevers } from '../config/cost/cost-levers.ts';
import { estimateCost } from '../config/cost/estimate-cost.ts';
import { readPrices } from '../config/cost/read-prices.ts';
import type { Config } from '../config/schema.ts';
import { euros } from './cost-figures.ts';
import { costWords } from './cost-words.ts';
import { fillTemplate } from './fill-template.ts';
import type { Language } from './language.ts';

/** As `preau cost` reckons when nobody says how many. */
const AUDIENCE = { schools: 1_000, mobiles: 50 };

/** The bill in a few lines, for whoever synthesises the stacks. */
export function costSummary(config: Config, language: Language = 'fr'): readonly string[] {
  const words = costWords(language);
  const prices = readPrices();
  const { total } = estimateCost(config, prices, AUDIENCE);
  const [lever] = costLevers(config, prices);
  const money = (amount: number) => euros(amount, language);
  return [
    fillTemplate(words.summary, {
      month: money(total.monthlyEuros),
      platform: money(total.platformEuros),
      home: money(total.homeEuros),
      incident: money(total.incidentEuros),
      ...AUDIENCE,
    }),
    ...(lever
      ? [fillTemplate(words.summaryLever, { ...lever, euros: money(lever.savesEuros) })]
      : []),
    words.summaryMore,
  ];
}
