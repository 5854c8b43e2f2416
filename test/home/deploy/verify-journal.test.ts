import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashOf } from '../../../adapters/local/hash.ts';
import { openJournal } from '../../../adapters/local/journal.ts';
import { openEngine } from '../../../app/engine.ts';
import type { Config } from '../../../config/schema.ts';
import { epochMs } from '../../../core/units.ts';
import { keepConfig, readKeptConfigs } from '../../../home/deploy/kept-configs.ts';
import { replayFolder } from '../../../home/deploy/replay-folder.ts';
import { verifyJournal } from '../../../home/deploy/verify-journal.ts';
import { loadPolicy } from '../../../home/load-policy.ts';
import { loadRehearsal } from '../../../home/rehearse/load-rehearsal.ts';
import { inEnglish } from '../../fixtures/in-english.ts';
import { BELL, fitMirror, roundOf } from '../../fixtures/timeline.ts';

// Goal: a journal verifies by what its home ran with, and no altered one passes or crashes (P8, P10).
// Method: journals written by the engine under two configurations, then altered by hand.

const { config } = loadRehearsal('april-6-2021');
const FIRST = 'ent-occitanie';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-verify-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** One run of a home: a configuration kept, then bad rounds until the first platform falls. */
async function run(decidedBy: Config, from: number): Promise<void> {
  const journal = openJournal(join(folder, 'journal.sqlite'));
  const engine = await openEngine(journal, loadPolicy(decidedBy), hashOf);
  const fromSeq = (engine.head()?.seq ?? 0) + 1;
  await keepConfig(folder, { fromSeq, config: decidedBy, caPem: null });
  const at = (round: number) => epochMs(BELL + from + round * 60_000);
  await engine.handle({ kind: 'home-started', at: at(0), version: 'test' });
  await engine.handle(fitMirror(FIRST, at(0)));
  for (const round of [1, 2, 3]) {
    await engine.handle(roundOf(FIRST, at(round), 'xxx'));
    await engine.handle(roundOf(FIRST, at(round) as typeof BELL, '...'));
  }
  for (const round of [4, 5, 6]) await engine.handle(roundOf(FIRST, at(round), 'xxx'));
  journal.close();
}

const alter = (sql: string): void => {
  const database = new DatabaseSync(join(folder, 'journal.sqlite'));
  database.exec(sql);
  database.close();
};

const broken = async () => {
  const { promises } = await verifyJournal(folder);
  return promises.filter(({ held }) => !held).map(({ id, said }) => [id, inEnglish(...said)]);
};

test('each line is judged by the configuration that its home then ran with', async () => {
  const patient = { ...config, watch: { ...config.watch, roundsToFall: 3 } };
  await run(config, 0);
  await run(patient, 3_600_000 * 3);
  expect(await readKeptConfigs(folder)).toHaveLength(2);
  expect(await broken()).toEqual([]);
  const { lines, head } = await verifyJournal(folder);
  expect(lines).toBeGreaterThan(8);
  expect(head).toMatch(/^[0-9a-f]{64}$/);
  expect((await replayFolder(folder)).policy.watch.roundsToFall).toBe(3);
});

test('the same configuration is kept once, however often its home starts', async () => {
  await run(config, 0);
  await run(config, 3_600_000);
  expect(await readKeptConfigs(folder)).toHaveLength(1);
  expect(await broken()).toEqual([]);
});

test.each([
  {
    name: 'a changed word',
    sql: `UPDATE journal SET entry = replace(entry, 'http-503', 'http-500') WHERE entry LIKE '%http-503%'`,
    says: /^line \d+ was altered$/,
  },
  {
    name: 'a line taken out',
    sql: 'DELETE FROM journal WHERE seq = 3',
    says: /^line 4 stands where 3 belongs$/,
  },
  {
    name: 'two lines exchanged',
    sql: 'UPDATE journal SET seq = CASE seq WHEN 2 THEN -3 ELSE -2 END WHERE seq IN (2, 3); UPDATE journal SET seq = -seq WHERE seq < 0',
    says: /^line 2 says that it is another$/,
  },
  {
    name: 'a line that is no JSON',
    sql: `UPDATE journal SET entry = '{"seq":2' WHERE seq = 2`,
    says: /^line 2 is not JSON$/,
  },
  {
    name: 'a line that is null',
    sql: `UPDATE journal SET entry = 'null' WHERE seq = 2`,
    says: /^line 2 is not JSON$/,
  },
  {
    name: 'a line without an event',
    sql: `UPDATE journal SET entry = '{"seq":2}' WHERE seq = 2`,
    says: /^line 2 does not follow its predecessor$/,
  },
])('$name breaks P8, and nothing else', async ({ sql, says }) => {
  await run(config, 0);
  alter(sql);
  const found = await broken();
  expect(found).toEqual([['P8', expect.stringMatching(says)]]);
});

test('a folder that no home has run in is said to be none', async () => {
  await expect(verifyJournal(folder)).rejects.toMatchObject({ code: 'not-found' });
  await expect(replayFolder(folder)).rejects.toMatchObject({ code: 'not-found' });
});
