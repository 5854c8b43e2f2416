// Goal: a name whose mirror is behind CloudFront is adopted with the distribution that the mirror's own
// name leads to. Method: the configuration as read, and records that write down what they are asked.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StandingRecord } from '../../app/adopt/standing-record.ts';
import { namesToAdopt } from '../../cli/adopt-wanted.ts';
import { CHECK_EXPORTS } from '../../config/aws-exports.ts';
import { readConfig } from '../../config/read-config.ts';
import { aConfig } from '../config/a-config.ts';

let folder = '';
let checks = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-wanted-'));
  checks = join(folder, 'checks.json');
  const Outputs = [
    { OutputValue: 'b,o,h', ExportName: CHECK_EXPORTS.platform('ent') },
    { OutputValue: 'a', ExportName: CHECK_EXPORTS.always },
  ];
  writeFileSync(checks, JSON.stringify({ Stacks: [{ Outputs }] }));
});
afterEach(() => rmSync(folder, { recursive: true }));

function wantedOf(standing: readonly StandingRecord[], more: object = {}) {
  const read = readConfig(
    aConfig({
      'platforms.0.mirror.addresses': undefined,
      'platforms.0.mirror.cloudFront': true,
      'aws.mirrors': { bucket: 'preau-lecons' },
      ...more,
    }),
  );
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems));
  const asked: string[] = [];
  const zone = {
    zoneIdOf: async () => 'Z1',
    records: {
      at: async (id: string, names: readonly string[]) => {
        asked.push(`${id} ${names.join()}`);
        return standing;
      },
      edit: async () => 'never',
    },
  };
  return { asked, names: namesToAdopt(read.config, undefined, checks, zone) };
}

test('is an alias to it, on the checks of its platform', async () => {
  const alias = { target: 'd1.cloudfront.net.', zoneId: 'Z2FDTNDATAQYW2', evaluatesHealth: false };
  const { names, asked } = wantedOf(
    [{ name: 'secours.region.example', type: 'A', values: [], alias }],
    {
      'names.zones.0.adopted': ['ent.region.example'],
    },
  );
  expect(await names).toEqual({
    always: 'a',
    names: [
      {
        wanted: {
          platform: 'ent',
          hostname: 'ent.region.example',
          originHost: 'origine.region.example',
          origin: ['192.0.2.10'],
          mirror: { kind: 'alias', target: 'd1.cloudfront.net.', zoneId: 'Z2FDTNDATAQYW2' },
          ttlSec: 60,
          checks: { both: 'b', always: 'a' },
          adopted: true,
        },
        checks: {
          platform: 'ent',
          hostname: 'ent.region.example',
          both: 'b',
          origin: 'o',
          hold: 'h',
        },
      },
    ],
  });
  expect(asked).toEqual(['Z1 secours.region.example']);
});

test('is refused before the mirror is deployed', async () => {
  await expect(wantedOf([]).names).rejects.toThrow('Deploy Preau-Mirror first');
});
