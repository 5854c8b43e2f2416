import { readFile } from 'node:fs/promises';
import { estimateCost } from '../config/cost/estimate-cost.ts';
import { readPrices } from '../config/cost/read-prices.ts';
import { readConfig } from '../config/read-config.ts';
import type { Config } from '../config/schema.ts';
import { platformId } from '../core/units.ts';
import type { Bench } from './bench.ts';
import { type Figure, measured } from './figure.ts';

/** A region's one platform, a country's regions, and ten countries like it. As the issue asks. */
const PLATFORMS = [1, 30, 300] as const;
/** An académie's schools of one kind, a region's, and a country's. As the issue asks. */
const SCHOOLS = [100, 6_000, 60_000] as const;

/** What the home on AWS costs, from a dated table of prices. */
export const cost: Bench = {
  name: 'cost',
  method:
    'Reckoned, not billed: what `preau cost` says of `examples/aws.yaml` with its first platform, whose ' +
    'mirror Préau keeps itself, so many times, and its controls; and of one incident that so many schools are told of by one mail each, ' +
    'with no SMS; what their pupils then read of the status page and the mirror is most of it. In euros without tax, one for a dollar, with no free allowance taken off but Route 53’s 50 checks. Each price has its source and ' +
    'the day on which it was read in `data/aws-prices.yaml`. An SMS to France is a line of its own there.',
  async run() {
    const config = await example();
    const prices = readPrices();
    const nobody = { schools: 0, mobiles: 0 };
    const days = Object.values(prices)
      .map(({ date }) => date)
      .toSorted();
    const months = PLATFORMS.map((count) => {
      const { total } = estimateCost(withPlatforms(config, count), prices, nobody);
      return measured(`a month, ${count} platforms`, total.monthlyEuros, '€');
    });
    return {
      figures: [...months, ...SCHOOLS.map((schools) => incidentOf(schools))],
      tables: [
        {
          title: 'Prices',
          headings: ['read from', 'to', 'how many'],
          rows: [[days[0] ?? '–', days.at(-1) ?? '–', String(days.length)]],
        },
      ],
    };

    function incidentOf(schools: number): Figure {
      const { total } = estimateCost(config, prices, { schools, mobiles: 0 });
      return measured(`an incident, ${schools} schools`, total.incidentEuros, '€');
    }
  },
};

async function example(): Promise<Config> {
  const file = new URL('../examples/aws.yaml', import.meta.url);
  const read = readConfig(await readFile(file, 'utf8'));
  if (read.kind === 'refused') throw new Error('expected examples/aws.yaml to be right, it is not');
  return read.config;
}

/** The same platform so many times, each under its own name, beside what has no mirror. */
function withPlatforms(config: Config, count: number): Config {
  const sheltered = config.platforms.find(({ mirror }) => mirror);
  if (sheltered === undefined)
    throw new Error('expected a sheltered platform in examples/aws.yaml');
  const many = Array.from({ length: count }, (_, index) => ({
    ...sheltered,
    id: platformId(`ent-${index}`),
    hostname: `ent-${index}.region.example`,
  }));
  return { ...config, platforms: [...many, ...config.platforms.filter(({ mirror }) => !mirror)] };
}
