import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDeliveries } from '../../adapters/local/deliveries.ts';
import { openDirectoryDatabase } from '../../adapters/local/directory-database.ts';
import { directoryPath } from '../../adapters/local/directory.ts';
import { epochMs } from '../../core/units.ts';
import { morningFolder } from '../fixtures/morning-folder.ts';
import { type } from './a-terminal.ts';

// Goal: whoever telephones reads whom, in which order and under which number, and a spreadsheet or a
// program gets the same. Method: command lines typed on the data folder of a home that lived a
// morning through; its ledger and directory hold two schools.

const folder = mkdtempSync(join(tmpdir(), 'preau-tasks-'));
const data = join(folder, 'lived');
const NOTICE = 'ent-20210406T060040Z/outage/1';

beforeAll(async () => {
  await morningFolder(data, 12);
  const deliveries = openDeliveries(join(data, 'deliveries.sqlite'));
  await deliveries.noteToTelephone(
    ['0311131L', '0311132M', '0311133N'].map((uai, index) => ({
      key: `${NOTICE}/telephone/${uai}`,
      notice: NOTICE,
      uai,
      name: `Collège ${uai}`,
      commune: 'Toulouse',
      priority: 20 - index,
    })),
  );
  await deliveries.plan([
    {
      key: `${NOTICE}/mail/x`,
      notice: NOTICE,
      channel: 'mail',
      address: 'x@x.example',
      recipients: ['0311133N'],
      language: 'fr',
      priority: 10,
    },
  ]);
  await deliveries.acknowledge(`${NOTICE}/mail/x`, epochMs(1));
  deliveries.close();
  const directory = openDirectoryDatabase(directoryPath(data));
  directory
    .prepare('INSERT INTO school (uai, department, school, digest) VALUES (?, ?, ?, ?)')
    .run('0311131L', '031', JSON.stringify({ name: 'Collège Vauquelin', commune: 'Toulouse' }), '');
  directory
    .prepare('INSERT INTO phone (uai, number, line) VALUES (?, ?, ?)')
    .run('0311131L', '+33561000001', 'landline');
  directory.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

const tasks = (...more: readonly string[]) => type(['notice', 'tasks', ...more, '--data', data]);

test('in French, by priority, with the number that the directory has; a school that confirmed is gone', async () => {
  const { exitCode, out, err } = await tasks('P-0001');
  expect([exitCode, err]).toEqual([0, '']);
  expect(
    out.split('\n').filter((line) => line.includes('0311') || line.includes('confirm')),
  ).toEqual([
    '0311132M  Collège 0311132M, Toulouse',
    '          pas de numéro  n’a pas confirmé',
    '0311131L  Collège Vauquelin, Toulouse',
    '          +33561000001  n’a pas confirmé',
  ]);
});

test('as CSV and as JSON, by the notice too', async () => {
  const { out } = await tasks(NOTICE, '--csv');
  expect(out.startsWith('\uFEFFuai;name;commune;phones;why;detail;notice\r\n')).toBe(true);
  expect(out).toContain(`0311131L;Collège Vauquelin;Toulouse;+33561000001;silent;;${NOTICE}\r\n`);
  const json: unknown = JSON.parse((await tasks(NOTICE, '--json')).out);
  expect(json).toMatchObject({
    tasks: expect.arrayContaining([
      expect.objectContaining({ recipient: '0311131L', phones: ['+33561000001'], why: 'silent' }),
    ]),
  });
});

test('of what the journal does not know is an error that says what there is', async () => {
  const { exitCode, err } = await tasks('P-0999', '--lang', 'en');
  expect(exitCode).not.toBe(0);
  expect(err).toContain('ent-20210406T060040Z');
});
