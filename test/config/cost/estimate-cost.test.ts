// Goal: the bill of a configuration is what one reckons by hand from AWS's prices, never negative,
// and never smaller for more. Method: hand-computed cases, and properties over configurations.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EUROS_PER_THOUSAND_MAILS } from '../../../config/aws-mail-price.ts';
import { OBSERVATION_BYTES } from '../../../config/cost/assumptions.ts';
import { costLevers } from '../../../config/cost/cost-levers.ts';
import { COST_LINES, type CostLineId } from '../../../config/cost/cost-line.ts';
import { estimateCost } from '../../../config/cost/estimate-cost.ts';
import { EUROS_PER_DOLLAR } from '../../../config/cost/exchange-rate.ts';
import { readPrices } from '../../../config/cost/read-prices.ts';
import { RESOURCE_COSTS } from '../../../config/cost/resource-kinds.ts';
import { readConfig } from '../../../config/read-config.ts';
import type { Config } from '../../../config/schema.ts';
import { durationMs, epochMs, platformId, vantageId } from '../../../core/units.ts';
import type { Observation } from '../../../core/watch/observation.ts';
import { aConfig } from '../a-config.ts';

const prices = readPrices();
const nobody = { schools: 0, mobiles: 0 };

function config(changes: Readonly<Record<string, unknown>> = {}): Config {
  const read = readConfig(aConfig(changes));
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems));
  return read.config;
}

/** The configuration with so many sheltered platforms and its one control. */
function withPlatforms(base: Config, count: number): Config {
  const [sheltered, control] = base.platforms;
  if (!sheltered || !control) throw new Error('no platforms');
  const many = Array.from({ length: count }, (_, n) => ({
    ...sheltered,
    id: platformId(`ent-${n}`),
    hostname: `ent-${n}.region.example`,
  }));
  return { ...base, platforms: [...many, control] };
}

const eurosOf = (one: Config, ...ids: readonly CostLineId[]): number =>
  [...estimateCost(one, prices, nobody).monthly]
    .filter(({ id }) => ids.includes(id))
    .reduce((sum, { euros }) => sum + euros, 0);
const CHECKS = ['origin-checks', 'origin-features', 'aws-checks', 'aws-features'] as const;

describe('questions', () => {
  test('of 100 resolvers, 250 hours a month: A and AAAA, and HTTPS where it is published', () => {
    const once = 100 * 250 * 60 * 0.4e-6;
    expect(eurosOf(config(), 'queries')).toBeCloseTo(2 * once * EUROS_PER_DOLLAR, 6);
    const https = { 'platforms.0.origin.https': '1 .', 'platforms.0.mirror.https': '1 .' };
    expect(eurosOf(config(https), 'queries')).toBeCloseTo(3 * once * EUROS_PER_DOLLAR, 6);
  });
});

describe('health checks', () => {
  test('of one platform: 0.75 + 3 × 2 for its origin, 2 × 1 for its hold, the rest free', () => {
    expect(eurosOf(config(), ...CHECKS)).toBeCloseTo(0.75 + 6 + 2, 6);
  });

  test('at 30 seconds cost 2 less: one feature fewer', () => {
    expect(eurosOf(config({ 'names.checkInterval': '30s' }), ...CHECKS)).toBeCloseTo(6.75, 6);
  });

  test('of thirty platforms: 61 checks on AWS endpoints, 11 of them paid', () => {
    const many = withPlatforms(config(), 30);
    expect(eurosOf(many, 'aws-checks')).toBeCloseTo(11 * 0.5, 6);
    expect(eurosOf(many, ...CHECKS)).toBeCloseTo(30 * 8.75 + 5.5, 6);
  });

  test('of an origin on AWS have the prices of AWS endpoints', () => {
    const onAws = config({ 'hosters.0.aws': true });
    expect(eurosOf(onAws, 'origin-checks', 'origin-features')).toBe(0);
    expect(eurosOf(onAws, ...CHECKS)).toBeCloseTo(3 + 2, 6);
  });
});

describe('rounds', () => {
  const every10Sec = config();
  const ROUNDS = 730 * 360;

  test('are probes of each vantage, and of mirrors in each third, at a second of 512 MB', () => {
    const calls = ROUNDS * 2 + ROUNDS / 3;
    expect(eurosOf(every10Sec, 'probe-time')).toBeCloseTo(calls * 0.5 * 0.0000133334, 4);
  });

  test('are one item of two observations per platform, and one per mirror in each third', () => {
    const writes = ROUNDS * 2 + ROUNDS / 3;
    expect(eurosOf(every10Sec, 'observation-writes')).toBeCloseTo((writes / 1e6) * 0.7423, 4);
  });

  test('cost a third when they come every 30 seconds', () => {
    const calm = config({ 'watch.interval': '30s' });
    for (const id of ['probe-time', 'observe-time', 'scratch-writes'] as const)
      expect(eurosOf(calm, id)).toBeCloseTo(eurosOf(every10Sec, id) / 3, 6);
  });

  test('store an observation in no more bytes than is reckoned', () => {
    const seen: Observation = {
      platform: platformId('ent-hauts-de-france'),
      vantage: vantageId('aws-eu-west-3'),
      target: 'origin',
      failure: null,
      certificateNotAfter: epochMs(1_625_000_000_000),
      at: epochMs(1_617_688_800_000),
      totalMs: 1_234,
      timesMs: { dns: 12, tcp: 34, tls: 56, http: 1_100 },
      address: '2001:db8:1234:5678:9abc:def0:1234:5678',
      status: 200,
    };
    expect(Buffer.byteLength(JSON.stringify(seen))).toBeLessThan(OBSERVATION_BYTES);
  });
});

describe('an incident', () => {
  const incident = (one: Config, schools: number, mobiles: number) =>
    estimateCost(one, prices, { schools, mobiles });
  const line = (one: Config, schools: number, mobiles: number, id: CostLineId) =>
    incident(one, schools, mobiles).perIncident.find((found) => found.id === id)?.euros;

  test('is three notices by mail to each school, and by SMS at the configured price', () => {
    expect(line(config(), 1_000, 50, 'incident-mails')).toBeCloseTo(3 * 0.16, 6);
    expect(line(config(), 1_000, 50, 'incident-sms')).toBeCloseTo(3 * 50 * 0.07, 6);
  });

  test('without SMS configured has none', () => {
    expect(line(config({ 'notices.sms': undefined }), 1_000, 50, 'incident-sms')).toBe(0);
  });

  test('pays for its mirror’s readers only when the mirror is ours', () => {
    expect(line(config(), 1_000, 0, 'incident-mirror-bytes')).toBe(0);
    const [platform, ...others] = config().platforms;
    if (!platform?.mirror) throw new Error('no mirror');
    const ours = {
      ...config(),
      platforms: [{ ...platform, mirror: { ...platform.mirror, cloudFront: true } }, ...others],
    };
    expect(line(ours, 1_000, 0, 'incident-mirror-bytes')).toBeCloseTo(450 * 0.085, 6);
  });

  test('pays for nightly builds only of mirrors that functions build', () => {
    const [platform, ...others] = config().platforms;
    if (!platform?.mirror) throw new Error('no mirror');
    const built = (where: 'nightly' | 'elsewhere') => {
      const mirror = { ...platform.mirror!, cloudFront: true, built: where };
      const home = { ...config(), platforms: [{ ...platform, mirror }, ...others] };
      return eurosOf(home, 'mirror-builds', 'mirror-steps');
    };
    expect(built('nightly')).toBeGreaterThan(0);
    expect(built('elsewhere')).toBe(0);
  });

  test('costs what a plan says of it: one price of mails in both places', () => {
    expect(prices.mail.euros).toBeCloseTo(EUROS_PER_THOUSAND_MAILS, 10);
    expect(prices.mail.per).toBe(1_000);
  });
});

describe('the total', () => {
  test('is the sum of its lines, the home and the platforms apart', () => {
    const { monthly, total } = estimateCost(withPlatforms(config(), 3), prices, nobody);
    const sum = monthly.reduce((before, { euros }) => before + euros, 0);
    expect(total.monthlyEuros).toBeCloseTo(sum, 9);
    expect(total.homeEuros + 3 * total.platformEuros).toBeCloseTo(sum, 9);
    expect(total.shareEuros).toBeCloseTo(sum / 3, 9);
  });

  test('of a home without platforms is the home’s, and its share is all of it', () => {
    const { total } = estimateCost(withPlatforms(config(), 0), prices, nobody);
    expect(total.platformEuros).toBe(0);
    expect(total.shareEuros).toBe(total.monthlyEuros);
  });

  const settings = fc.record({
    count: fc.integer({ min: 0, max: 200 }),
    more: fc.integer({ min: 1, max: 100 }),
    intervalSec: fc.integer({ min: 1, max: 300 }),
    checkSec: fc.integer({ min: 1, max: 60 }),
    ttlSec: fc.integer({ min: 1, max: 60 }),
    schools: fc.integer({ min: 0, max: 60_000 }),
    mobiles: fc.integer({ min: 0, max: 60_000 }),
    onAws: fc.boolean(),
  });

  test('is never negative, and no line falls when platforms, schools or mobiles are added', () => {
    fc.assert(
      fc.property(settings, (one) => {
        const base = config({
          'watch.interval': `${one.intervalSec}s`,
          'names.checkInterval': `${one.checkSec}s`,
          'names.ttl': `${one.ttlSec}s`,
          'hosters.0.aws': one.onAws,
        });
        const audience = { schools: one.schools, mobiles: one.mobiles };
        const larger = { schools: one.schools + one.more, mobiles: one.mobiles + one.more };
        const before = estimateCost(withPlatforms(base, one.count), prices, audience);
        const after = estimateCost(withPlatforms(base, one.count + one.more), prices, larger);
        for (const lines of ['monthly', 'perIncident'] as const)
          for (const [index, line] of before[lines].entries()) {
            expect(line.quantity).toBeGreaterThanOrEqual(0);
            expect(Number.isFinite(line.euros)).toBe(true);
            expect(after[lines][index]?.id).toBe(line.id);
            expect(after[lines][index]?.euros ?? -1).toBeGreaterThanOrEqual(line.euros);
          }
        expect(after.total.monthlyEuros).toBeGreaterThan(before.total.monthlyEuros);
      }),
      { numRuns: 60 },
    );
  });
});

describe('what would lower it', () => {
  test('is each setting that could be calmer, the largest saving first', () => {
    const levers = costLevers(config({ 'names.ttl': '30s' }), prices);
    expect(levers.map(({ key, from, to }) => `${key} ${from} ${to}`)).toEqual([
      'watch.interval 10 30',
      'names.checkInterval 10 30',
      'names.ttl 30 60',
    ]);
    expect(levers[1]?.savesEuros).toBeCloseTo(2, 6);
  });

  test('is nothing when all are calm, or calmer', () => {
    const calm = config({
      'watch.interval': '5m',
      'names.checkInterval': '30s',
      'names.ttl': '60s',
    });
    expect(costLevers(calm, prices)).toEqual([]);
    expect(calm.watch.interval).toBe(durationMs(300_000));
  });
});

describe('every line', () => {
  test('is in an estimate, once, in the order of the table', () => {
    const { monthly, perIncident } = estimateCost(config(), prices, nobody);
    expect([...monthly, ...perIncident].map(({ id }) => id)).toEqual([...COST_LINES]);
  });

  test('is paid for some kind of resource, but for what counts and measures', () => {
    const known = new Set(
      Object.values(RESOURCE_COSTS).flatMap((cost) => ('lines' in cost ? cost.lines : [])),
    );
    // Metrics are no resource: a function writes them.
    expect(COST_LINES.filter((id) => !known.has(id))).toEqual(['metrics']);
  });
});
