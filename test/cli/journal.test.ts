// Goal: whoever verifies a journal reads in their own language what was counted and what broke, on the
// terminal and as data, and what an altered one holds drives no terminal.
// Method: command lines typed on the data folder of a home that lived through half a morning, as it is
// and with lines that somebody else wrote.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashOf } from '../../adapters/local/hash.ts';
import { openJournal } from '../../adapters/local/journal.ts';
import type { Event } from '../../core/incident/event.ts';
import { chainEntry } from '../../core/journal/chain.ts';
import { epochMs, platformId } from '../../core/units.ts';
import { morningFolder } from '../fixtures/morning-folder.ts';
import { BELL } from '../fixtures/timeline.ts';
import { type } from './a-terminal.ts';

const root = mkdtempSync(join(tmpdir(), 'preau-journal-'));
const [lived, altered, forged] = ['lived', 'altered', 'forged'].map((name) => join(root, name)) as [
  string,
  string,
  string,
];
beforeAll(async () => {
  await Promise.all([lived, altered, forged].map((folder) => morningFolder(folder, 30)));
  const database = new DatabaseSync(join(altered, 'journal.sqlite'));
  database.exec(`UPDATE journal SET entry = replace(entry, '"503"', '"504"') WHERE seq = 6`);
  database.close();
  await forge(forged);
});
afterAll(() => rmSync(root, { recursive: true }));

/** One line more, in the right chain, that names a batch of which nobody heard: it would clear a screen. */
async function forge(folder: string): Promise<void> {
  const journal = openJournal(join(folder, 'journal.sqlite'));
  const at = epochMs(BELL + 400_000);
  const event: Event = {
    kind: 'dns-turned',
    at,
    platform: platformId('ent'),
    turn: 1,
    verified: true,
    answers: [],
    detail: {
      kind: 'hold-and-weights',
      change: { id: 'C1\u001B[2J', acceptedAt: at, insyncAt: at },
    },
  };
  await journal.append(chainEntry(await journal.head(), event, [], hashOf));
  journal.close();
}

const verify = (folder: string, more = '') => type(`journal verify --data ${folder} ${more}`);
const plain = (text: string) => text.replaceAll('\u00A0', ' ');

describe('a journal that holds', () => {
  test('is counted in the reader’s language, one thing in the singular', async () => {
    const french = await verify(lived);
    expect(french.exitCode).toBe(0);
    expect(french.out).toContain('P1  ✔ tenue  1 bascule, vers un miroir mesuré bon\n');
    expect(french.out).toMatch(
      /P8 {2}✔ tenue {2}\d+ lignes, chaîne intacte, chaque action expliquée\n/,
    );
    const english = await verify(lived, '--lang en');
    expect(english.exitCode).toBe(0);
    expect(english.out).toContain('P1  ✔ held  1 turn, to a mirror measured fit\n');
    expect(english.out).not.toMatch(/bascule|lignes|mesure/);
  });

  test('says the same as data, each promise in one sentence', async () => {
    const { out } = await verify(lived, '--json --lang en');
    const { promises } = JSON.parse(out) as { promises: readonly object[] };
    expect(promises).toHaveLength(5);
    for (const one of promises)
      expect(one).toEqual({ id: expect.any(String), held: true, why: expect.any(String) });
    expect(promises[0]).toMatchObject({ why: '1 turn, to a mirror measured fit' });
  });
});

describe('one that somebody altered', () => {
  test('is said to be so in the reader’s language', async () => {
    const french = await verify(altered);
    expect(french.exitCode).toBe(1);
    expect(french.out).toContain('P8  ✖ ROMPUE  la ligne 6 a été modifiée\n');
    expect((await verify(altered, '--lang en')).out).toContain('✖ BROKEN  line 6 was altered\n');
  });

  test('drives no terminal', async () => {
    const { out, exitCode } = await verify(forged);
    expect(exitCode).toBe(1);
    expect(plain(out)).toMatch(/la ligne \d+ nomme le lot C1\\u\{1b\}\[2J, qu'aucune/);
    expect(out).not.toContain('\u001B');
    const { out: explained } = await type(`explain ent --data ${forged} --lang en`);
    expect(explained.replaceAll(/\s+/g, ' ')).toContain('names change C1\\u{1b}[2J, which no line');
    expect(explained).not.toContain('\u001B');
    const { out: json } = await verify(forged, '--json');
    expect(json).toContain('C1\\u001b[2J');
  });
});
