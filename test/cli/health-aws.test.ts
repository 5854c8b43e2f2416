import { expect, test } from 'vitest';
import { healthOnAws, type WatchedHome } from '../../cli/health-aws.ts';
import type { AwsConfig } from '../../config/schema-aws.ts';
import { PreauError } from '../../core/errors.ts';
import { epochMs, platformId } from '../../core/units.ts';
import type { Observation } from '../../core/watch/observation.ts';
import { loadPolicy } from '../../home/load-policy.ts';
import { calm, NOW } from '../app/health/a-home.ts';
import { morningConfig } from '../fixtures/morning-folder.ts';

// Goal: the home on AWS is told by its tables and its alarms, and what may not be read is never well.
// Method: stores of plain objects, one of which refuses at a time.

const config = morningConfig();
const policy = loadPolicy(config);
const aws = { region: 'eu-west-3', mirrors: { region: 'eu-central-1' } } as AwsConfig;

const seen = { platform: platformId('ent'), target: 'origin', at: epochMs(NOW - 12_000) };

function aHome(changes: Partial<WatchedHome> = {}): WatchedHome {
  const none = async function* () {};
  return {
    engine: { refresh: async () => calm() },
    journal: { read: none },
    outbox: { due: async () => [], pending: async () => 0 },
    deliveries: {},
    observations: { between: async () => [seen as Observation] },
    ...changes,
  } as unknown as WatchedHome;
}

const asked: string[] = [];
const look = (
  home: WatchedHome,
  alarms: (region: string) => Promise<readonly string[]> = async (region) => {
    asked.push(region);
    return region === 'us-east-1' ? ['preau-dead-letters-forward'] : [];
  },
) => healthOnAws(home, config, aws, policy, { clock: { now: () => NOW }, alarms });

const refuse = async (): Promise<never> => {
  throw new PreauError('store-unavailable', 'not allowed');
};

test('it is told from its tables, and from the alarms of every Region that has some', async () => {
  const { lines, healthy } = await look(aHome());
  expect(asked).toEqual(['eu-west-3', 'us-east-1', 'eu-central-1']);
  expect(healthy).toBe(true);
  expect(lines.find(({ name }) => name === 'rounds')).toMatchObject({ value: 12, verdict: 'ok' });
  expect(lines.find(({ name }) => name === 'alarms')).toMatchObject({
    verdict: 'late',
    which: ['preau-dead-letters-forward'],
  });
  for (const absent of ['home', 'disk', 'names', 'journal', 'pages'])
    expect(lines.map(({ name }) => name)).not.toContain(absent);
});

test.each<[string, Parameters<typeof look>, string, string]>([
  ['observations', [aHome({ observations: { between: refuse } as never })], 'rounds', 'dead'],
  [
    'no observation for minutes',
    [aHome({ observations: { between: async () => [] } as never })],
    'rounds',
    'dead',
  ],
  ['the outbox', [aHome({ outbox: { due: refuse } as never })], 'outbox', 'dead'],
  ['the alarms', [aHome(), refuse], 'alarms', 'late'],
])('%s that cannot be read is not well', async (_, around, name, verdict) => {
  const { lines } = await look(...around);
  expect(lines.find((line) => line.name === name)).toMatchObject({ value: null, verdict });
});
