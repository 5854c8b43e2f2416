// Goal: what happened in a log reads right, phase by phase, and a calm raises nothing, whatever the seed.
// Method: eight mornings made by a seeded generator from published figures; their phases given, then found.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { summariseLogs } from '../../../../adapters/local/access-log/summarise-logs.ts';
import { type LogPlan, planOf } from '../../../../bench/cause/log-plan.ts';
import { type MadePhase, makeLog } from '../../../../bench/cause/make-log.ts';
import { twins } from '../../../../bench/cause/twins.ts';

const folder = mkdtempSync(join(tmpdir(), 'preau-twins-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(plan: LogPlan) {
  const phases: MadePhase[] = [];
  const path = join(folder, 'access.log');
  writeFileSync(path, [...makeLog(plan, phases)].join(''));
  return { path, phases: phases.map(({ kind, ...span }) => ({ name: kind, ...span })) };
}

const found = async (plan: LogPlan) => {
  const { phases } = await summariseLogs({ files: [write(plan).path] });
  return phases.map(({ reading }) => reading);
};

describe.each(twins(11))('$name', ({ plan, readings }) => {
  test('read as it was, in the phases that it had and in those that are found', async () => {
    const { path, phases } = write(plan);
    const named = await summariseLogs({ files: [path], phases });
    for (const [index, phase] of named.phases.entries())
      expect(readings[index], `${phase.name}: ${phase.because.join(', ')}`).toContain(
        phase.reading,
      );
    const auto = await summariseLogs({ files: [path] });
    expect(auto.phases[0]?.reading).toBe('calm');
    expect(auto.phases.map(({ reading }) => reading)).toContain(readings[1]?.[0]);
    expect(auto.requests).toBe(named.requests);
  });
});

const CALM = 'calm:300';

// Smaller, larger and harder ones than the twins: what was chosen must not fit eight logs alone.
test.each<[string, Partial<LogPlan>, string, readonly string[]]>([
  ['a thin crowd', {}, `${CALM}:2,flash:300:20`, ['calm', 'crowd']],
  ['a crowd of three times the pace', {}, `${CALM}:12,flash:400:45`, ['calm', 'crowd']],
  ['a few bots', { bots: 120, base: 5 }, `${CALM}:5,botnet:240:60`, ['calm', 'flood']],
  ['many bots', { bots: 20_000, base: 5 }, `${CALM}:5,botnet:240:60`, ['calm', 'flood']],
  [
    'a flood that only doubles the pace',
    { base: 20 },
    `${CALM}:20,lowslow:240:45`,
    ['calm', 'flood'],
  ],
  ['a flood that drives pupils off', { base: 3 }, `${CALM}:12,lowslow:240:90`, ['calm', 'flood']],
  ['a fault at half the pace', {}, `${CALM}:20,apperr:300:10`, ['calm', 'fault']],
  ['a thin silence', {}, 'calm:600:2,silence:300:0,calm:300:2', ['calm', 'silence', 'calm']],
  ['a few scrapers', { base: 10 }, `${CALM}:10,scraper:300:25`, ['calm', 'scraper']],
  ['a calm', {}, 'calm:1800:4', ['calm']],
  ['a calm that wavers', {}, 'calm:400:10,calm:400:13,calm:400:9', ['calm']],
  ['a calm with new networks', { known: 0.3 }, 'calm:200:8,calm:800:8', ['calm']],
])('%s', async (_name, over, phases, readings) => {
  for (const seed of [1, 2])
    expect(await found({ seed, ...over, phases: planOf(phases) }), `seed ${seed}`).toEqual(
      readings,
    );
});

test('a crowd that grows into a flood is told apart from when the flood begins', async () => {
  const plan = { seed: 3, phases: planOf('calm:300:12,mixed:300:100') };
  expect(await found(plan)).toEqual(['calm', 'crowd', 'mixed']);
  const { phases } = await summariseLogs({ files: [write(plan).path] });
  const began = Date.parse(phases[2]?.from ?? '') / 1_000;
  expect(Math.abs(began - (1_617_688_800 + 300 + 91))).toBeLessThanOrEqual(5);
});
