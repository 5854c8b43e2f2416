import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDeliveries } from '../../../adapters/local/deliveries.ts';
import { openDirectoryDatabase } from '../../../adapters/local/directory-database.ts';
import { hashOf } from '../../../adapters/local/hash.ts';
import { openSchoolDesk } from '../../../adapters/local/school-desk.ts';
import type { SchoolDesk } from '../../../app/schools/school-desk.ts';
import { epochMs } from '../../../core/units.ts';

// Goal: a school is found by what people call it, and its page tells what became of each message and
// nothing that reaches a person. Method: a directory and a ledger in files, written beside the desk.

const NOTICE = 'ent-x-20210406T061000Z/outage/1';
const OFFICE = 'ce.0590001a@ac-lille.fr';
const HEAD = 'marie.durand@example.fr';
const MOBILE = '+33612345678';

let folder: string;
/** What the desk said before there was a directory. */
let before: readonly unknown[];
let desk: SchoolDesk;
const school = (uai: string, name: string, commune: string) => ({
  uai,
  name,
  type: 'college',
  academie: 'Lille',
  department: '059',
  commune,
  timeZone: 'Europe/Paris',
  state: 'open',
});

function write(rows: readonly ReturnType<typeof school>[], gone = 0) {
  const database = openDirectoryDatabase(join(folder, 'directory.sqlite'));
  const add = database.prepare(
    'INSERT OR REPLACE INTO school (uai, department, school, digest, gone) VALUES (?, ?, ?, ?, ?)',
  );
  for (const row of rows) add.run(row.uai, row.department, JSON.stringify(row), '', gone);
  database.close();
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preau-desk-'));
  desk = openSchoolDesk({
    directory: join(folder, 'directory.sqlite'),
    ledger: join(folder, 'deliveries.sqlite'),
    lastImport: async () => null,
    restMs: 0,
  });
  before = [await desk.search('', 0, 10), await desk.sheet('0590001A', [NOTICE])];
  write([
    school('0590001A', 'Collège Éluard', 'Bœschepe'),
    school('0590002B', 'Collège Saint-Exupéry', 'Lille'),
    school('0590003C', 'Lycée de l’Europe', 'Dunkerque'),
  ]);
  write([school('0590009Z', 'Collège fermé', 'Lille')], 1);
  const database = openDirectoryDatabase(join(folder, 'directory.sqlite'));
  const contact = database.prepare('INSERT INTO contact VALUES (?, ?, ?, ?, ?, ?)');
  contact.run('0590001A', '', 'office', 'mail', OFFICE, 'fr');
  contact.run('0590001A', 'v.csv', 'head', 'mail', HEAD, 'fr');
  contact.run('0590001A', 'v.csv', 'head', 'sms', MOBILE, 'fr');
  database.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

test('knows nobody before there is a directory', () => {
  expect(before).toEqual([{ total: 0, rows: [] }, null]);
});

describe('a search', () => {
  test.each([
    ['eluard', ['0590001A']],
    ['BOESCHEPE', ['0590001A']],
    ['coll lille', ['0590002B']],
    ['saint exupery', ['0590002B']],
    ['0590003', ['0590003C']],
    ['europe', ['0590003C']],
    ['ferme', []],
    ['luard', []],
    ['%', ['0590001A', '0590002B', '0590003C']],
    ['', ['0590001A', '0590002B', '0590003C']],
  ])('for %j finds %j', async (query, uais) => {
    const { total, rows } = await desk.search(query, 0, 10);
    expect(rows.map(({ uai }) => uai)).toEqual(uais);
    expect(total).toBe(uais.length);
  });

  test('answers no more than asked for, and goes on where it is told to', async () => {
    const { total, rows } = await desk.search('', 1, 1);
    expect([total, rows.map(({ uai }) => uai)]).toEqual([3, ['0590002B']]);
  });

  test('takes any text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.nat(),
        fc.nat(),
        async (q, from, most) => {
          const { total, rows } = await desk.search(q, from, most);
          expect(rows.length).toBeLessThanOrEqual(Math.min(most, total));
        },
      ),
    );
  });

  test('finds what an import has brought since', async () => {
    write([school('0590004D', 'Collège tout neuf', 'Lille')]);
    expect((await desk.search('tout neuf', 0, 10)).total).toBe(1);
    write([school('0590004D', 'Collège tout neuf', 'Lille')], 1);
    expect((await desk.search('tout neuf', 0, 10)).total).toBe(0);
  });
});

describe('a school', () => {
  test('shows functional addresses whole and those of people masked', async () => {
    const sheet = await desk.sheet('0590001A', []);
    expect(sheet?.school.name).toBe('Collège Éluard');
    expect(sheet?.contacts.map(({ address }) => address)).toEqual([
      OFFICE,
      'm…@example.fr',
      '+336…78',
    ]);
    expect(JSON.stringify(sheet)).not.toContain('durand');
  });

  test('that is closed, or none, is not there', async () => {
    for (const uai of ['0590009Z', 'x', "' OR 1=1 --", ''])
      expect(await desk.sheet(uai, [NOTICE])).toBe(null);
  });

  test('tells what became of each message, and who asked for silence', async () => {
    const deliveries = openDeliveries(join(folder, 'deliveries.sqlite'));
    const key = (channel: string, address: string) =>
      `${NOTICE}/${channel}/${hashOf(address).slice(0, 16)}`;
    const owed = (channel: 'mail' | 'sms', address: string) => ({
      key: key(channel, address),
      notice: NOTICE,
      channel,
      address,
      recipients: ['0590001A'],
      language: 'fr' as const,
      priority: 1,
    });
    const at = epochMs(1_000_000);
    await deliveries.plan([owed('mail', OFFICE), owed('mail', HEAD), owed('sms', MOBILE)]);
    await deliveries.take(NOTICE, 9, at);
    await deliveries.settle(key('mail', OFFICE), 'accepted', 'id', at);
    await deliveries.settle(key('sms', MOBILE), 'failed-permanent', 'no such number', at);
    await deliveries.optOut(key('mail', HEAD), at);
    const sheet = await desk.sheet('0590001A', ['ent-y-20210101T000000Z/outage/1', NOTICE]);
    expect(
      sheet?.contacts.map(({ optedOut, sent }) => [optedOut, ...sent.map(({ state }) => state)]),
    ).toEqual([
      [false, 'accepted'],
      [true, 'claimed'],
      [false, 'failed-permanent'],
    ]);
    expect(sheet?.contacts[0]?.sent[0]).toEqual({
      notice: NOTICE,
      state: 'accepted',
      receipt: null,
      at,
    });
    deliveries.close();
  });
});
