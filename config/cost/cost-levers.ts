import { type DurationMs, seconds } from '../../core/units.ts';
import type { Config } from '../schema.ts';
import { estimateCost } from './estimate-cost.ts';
import type { Prices } from './price.ts';

/** A setting that makes the bill smaller, at some loss. */
export interface CostLever {
  readonly key: 'watch.interval' | 'names.checkInterval' | 'names.ttl';
  /** In seconds. */
  readonly from: number;
  readonly to: number;
  /** A month; more than 0. */
  readonly savesEuros: number;
}

interface Setting {
  readonly key: CostLever['key'];
  readonly of: (config: Config) => DurationMs;
  readonly calmMs: DurationMs;
  readonly calm: (config: Config, calmMs: DurationMs) => Config;
}

/** 30 s is Route 53's other interval, 60 s the longest TTL allowed; the watch follows. Chosen. */
const SETTINGS: readonly Setting[] = [
  {
    key: 'watch.interval',
    of: ({ watch }) => watch.interval,
    calmMs: seconds(30),
    calm: (config, interval) => ({ ...config, watch: { ...config.watch, interval } }),
  },
  {
    key: 'names.checkInterval',
    of: ({ names }) => names.checkInterval,
    calmMs: seconds(30),
    calm: (config, checkInterval) => ({ ...config, names: { ...config.names, checkInterval } }),
  },
  {
    key: 'names.ttl',
    of: ({ names }) => names.ttl,
    calmMs: seconds(60),
    calm: (config, ttl) => ({ ...config, names: { ...config.names, ttl } }),
  },
];

/**
 * What the configuration could save and does not: each setting by itself, largest first. Those that
 * are as calm already are left out.
 */
export function costLevers(config: Config, prices: Prices): readonly CostLever[] {
  const nobody = { schools: 0, mobiles: 0 };
  const bill = (one: Config) => estimateCost(one, prices, nobody).total.monthlyEuros;
  const before = bill(config);
  return SETTINGS.filter(({ of, calmMs }) => of(config) < calmMs)
    .map(({ key, of, calmMs, calm }) => ({
      key,
      from: of(config) / 1_000,
      to: calmMs / 1_000,
      savesEuros: before - bill(calm(config, calmMs)),
    }))
    .filter(({ savesEuros }) => savesEuros > 0)
    .toSorted((one, other) => other.savesEuros - one.savesEuros);
}
