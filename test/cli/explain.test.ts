import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { morningFolder } from '../fixtures/morning-folder.ts';
import { type } from './a-terminal.ts';

// Goal: a person reads at a terminal why each thing was done, and a program gets the same as data.
// Method: command lines typed on the data folder of a home that lived a morning through and stopped.

const folder = mkdtempSync(join(tmpdir(), 'preau-explain-'));
const data = join(folder, 'lived');
beforeAll(() => morningFolder(data, 500));
afterAll(() => rmSync(folder, { recursive: true }));

const explained = (called: string, ...more: readonly string[]) =>
  type(['explain', called, '--data', data, ...more]);
/** The lines about one action: from its head to the blank line after it. */
function itemOf(out: string, head: string): readonly string[] {
  const lines = out.split('\n');
  const from = lines.findIndex((line) => line.includes(head));
  return lines
    .slice(from, lines.indexOf('', from))
    .map((line) => line.replace(/[\da-f]{12}/, HASH));
}
const HASH = '<12 of the hash>';

test('a turn reads in French: reason, rule, lines with their hashes, and what came of it', async () => {
  const { exitCode, out, err } = await explained('P-0001');
  expect([exitCode, err]).toEqual([0, '']);
  expect(out.split('\n')[0]).toBe(
    'P-0001 : ENT de la région, du 6 avril 2021, 08:00:40 au 6 avril 2021, 08:32:10',
  );
  expect(itemOf(out, 'BASCULE ent/turn/1')).toEqual([
    '08:01:00  BASCULE ent/turn/1 : 100 % au miroir, retenue posée',
    '  raison   points de mesure qui ne joignent plus la plateforme : 2 sur 2',
    '  règle    2 voix contre sur 2 qui voient (2 suffisent)',
    '           3 tours mauvais de suite depuis 08:00:40 (3 suffisent)',
    '           miroir mesuré bon à 08:00:00 (ligne 2)',
    `  lignes   ligne 2  ${HASH}  08:00:00  miroir mesuré : bon`,
    `           ligne 5  ${HASH}  08:00:40  tour de mesure : v1, service`,
    '           indisponible (503) ; v2, service indisponible (503)',
    `           ligne 6  ${HASH}  08:00:50  tour de mesure : v1, service`,
    '           indisponible (503) ; v2, service indisponible (503)',
    `           ligne 7  ${HASH}  08:01:00  tour de mesure : v1, service`,
    '           indisponible (503) ; v2, service indisponible (503)',
    `  suite    ligne 9  ${HASH}  08:01:00  serveurs de noms, bascule 1 :`,
    '           vérifié',
  ]);
  expect(out.trimEnd().split('\n').at(-1)).toBe('  ✔ intacte, chaque action expliquée');
});

test('a step back and a notice read in English', async () => {
  const { out } = await explained('ent-20210406T060040Z', '--lang', 'en');
  expect(itemOf(out, 'TURN ent/turn/3').slice(0, 5)).toEqual([
    '08:25:50  TURN ent/turn/3: 50 % to the mirror, hold off',
    '  reason   way back: 50% of visitors to the platform',
    '  rule     6 good rounds in a row since 08:20:00 (6 suffice)',
    '           the step before lasted 5 min, at least 5 min',
    '           mirror measured fit at 08:00:00 (line 2)',
  ]);
  expect(itemOf(out, 'NOTICE leaves: outage').slice(0, 3)).toEqual([
    '08:02:00  NOTICE leaves: outage (ent-20210406T060040Z/outage/1/send)',
    '  rule     planned at 08:01:00, 60 s left for a person to stop it',
    '           cause said: undetermined, unknown, as the verdict carried it',
  ]);
});

test.each(['fr', 'en'])(
  'nothing in %s is wider than 80 columns, nor coloured',
  async (language) => {
    for (const called of ['P-0001', 'ent', 'temoin']) {
      const { out } = await explained(called, '--lang', language);
      for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
      expect(out).not.toContain('\u001B');
      expect(out).not.toMatch(/\{\w+\}/);
    }
  },
);

test('at a terminal it is coloured', async () => {
  const { out } = await type(['explain', 'P-0001', '--data', data], { isTTY: true });
  expect(out).toContain('\u001B[');
});

test('a platform that nothing was done to says so', async () => {
  const { exitCode, out } = await explained('temoin');
  expect(exitCode).toBe(0);
  expect(out).toContain('Rien n’a été fait ni empêché.');
});

test('as JSON it is one document, with whole hashes and the events themselves', async () => {
  const { out } = await explained('P-0001', '--json');
  const told = JSON.parse(out);
  expect(told).toMatchObject({
    platform: 'ent',
    incident: { reference: 'P-0001', drill: false, fellAt: '2021-04-06T06:00:40.000Z' },
    chain: { lines: 36, fault: null },
  });
  const turn = told.items.find(({ what }: { what: { kind: string } }) => what.kind === 'turn-dns');
  expect(turn).toMatchObject({
    kind: 'done',
    what: { key: 'ent/turn/1', why: { kind: 'fell', against: 2, of: 2 } },
    line: { seq: 7, hash: expect.stringMatching(/^[\da-f]{64}$/) },
    facts: [{ kind: 'votes' }, { kind: 'bad-rounds' }, { kind: 'mirror-fit' }],
    because: [{ event: { kind: 'mirror-measured' } }, {}, {}, { seq: 7 }],
    outcomes: [{ event: { kind: 'dns-turned', verified: true } }],
  });
});

describe('a journal', () => {
  test('that does not know the incident names those that it knows', async () => {
    const { exitCode, err } = await explained('P-9999');
    expect(exitCode).toBe(1);
    expect(err).toContain('ent-20210406T060040Z (P-0001)');
  });

  test('that somebody altered is explained all the same, and said not to verify', async () => {
    const other = join(folder, 'altered');
    await morningFolder(other, 30);
    const database = new DatabaseSync(join(other, 'journal.sqlite'));
    database.exec(`UPDATE journal SET entry = replace(entry, '"503"', '"504"') WHERE seq = 6`);
    database.close();
    const { exitCode, out } = await type(['explain', 'ent', '--data', other]);
    expect(exitCode).toBe(1);
    expect(out).toContain('BASCULE ent/turn/1');
    expect(out).toContain('✖ NE SE VÉRIFIE PAS : la ligne 6 a été modifiée');
  });

  test('of a folder that no home has run in is not there', async () => {
    const { exitCode, err } = await type(['explain', 'ent', '--data', join(folder, 'none')]);
    expect(exitCode).toBe(1);
    expect(err).toContain('not-found');
  });
});
