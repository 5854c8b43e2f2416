import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { PreauError } from '../../core/errors.ts';
import { formatPath } from '../problem.ts';
import { readYaml } from '../read-yaml.ts';
import { EUROS_PER_DOLLAR } from './exchange-rate.ts';
import { PRICE_KEYS, type Price, type Prices, type PriceUnit } from './price.ts';

const FILE = fileURLToPath(new URL('../../data/aws-prices.yaml', import.meta.url));

const UNITS = [
  'alarm',
  'check',
  'dashboard',
  'event',
  'feature',
  'gb',
  'gb-second',
  'invocation',
  'key',
  'mail',
  'metric',
  'query',
  'read',
  'request',
  'secret',
  'step',
  'write',
  'zone',
] as const satisfies readonly PriceUnit[];

/** A dollar a unit is far above every price here; a billion units far above every bundle. Chosen. */
const rowSchema = z.strictObject({
  usd: z.number().positive().max(1_000),
  per: z.int().min(1).max(1_000_000_000),
  unit: z.enum(UNITS),
  scope: z.string().regex(/^(?:global|europe|[a-z]{2}(?:-[a-z]+)+-\d)$/),
  date: z.iso.date(),
  source: z.url({ protocol: /^https$/, hostname: /(?:^|\.)aws\.amazon\.com$/ }),
  estimate: z
    .strictObject({ factor: z.number().min(1).max(3), why: z.string().min(1).max(200) })
    .exactOptional(),
});

const schema = z.strictObject({ prices: z.record(z.enum(PRICE_KEYS), rowSchema) });

/**
 * The table of AWS's prices, in euros.
 *
 * @param text the YAML; by default that of data/aws-prices.yaml
 * @throws PreauError `config-invalid`, with every fault of the table: a row that lacks, one too
 *   many, a value out of its bounds
 */
export function readPrices(text: string = readFileSync(FILE, 'utf8')): Prices {
  const { tree, findings } = readYaml(text);
  const parsed = schema.safeParse(tree);
  const faults = [
    ...findings.map(({ code, got = '', path }) => `${formatPath(path)}: ${code} ${got}`),
    ...(parsed.error?.issues ?? []).map(
      ({ path, message }) => `${formatPath(path.map(stepOf))}: ${message}`,
    ),
  ];
  if (!parsed.success || faults.length > 0)
    throw new PreauError(
      'config-invalid',
      `Expected data/aws-prices.yaml to have one sound row for each price, got:\n${faults.join('\n')}\nCorrect the table.`,
    );
  const rows = PRICE_KEYS.map((key) => [key, priceOf(parsed.data.prices[key])] as const);
  // One entry for each key, by the record's own schema.
  return Object.fromEntries(rows) as Prices;
}

const stepOf = (step: PropertyKey): string | number =>
  typeof step === 'number' ? step : String(step);

function priceOf({ usd, estimate, ...row }: z.output<typeof rowSchema>): Price {
  return {
    ...row,
    euros: usd * (estimate?.factor ?? 1) * EUROS_PER_DOLLAR,
    estimated: estimate !== undefined,
    ...(estimate && { why: estimate.why }),
  };
}
