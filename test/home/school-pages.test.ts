// Goal: a home whose configuration asks for it keeps a page for each school, the state before what
// leads to it; a rehearsal, and a home that was not asked, write none.
// Method: one beat of the loop over a directory in memory, and the folder looked at.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDirectory } from '../../adapters/local/directory.ts';
import { epochMs } from '../../core/units.ts';
import { tendSchoolPages } from '../../home/school-pages.ts';
import type { PlatformSet } from '../../web/status/etab/platform-set.ts';
import { readWords } from '../../web/words.ts';
import { bring, platform, record } from '../adapters/local/directory-fixtures.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-school-pages-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Beat {
  readonly sets: readonly PlatformSet[];
  /** Whether any school's file was there when the state was published. */
  readonly wasLed: boolean;
}

/** Let the loop beat once. @returns what was published, or null when nothing was asked for */
async function beatOnce(
  isAsked: boolean,
  rehearsal: object | null,
  first = folder,
): Promise<Beat | null> {
  const directory = openDirectory(':memory:');
  bring(directory, [record(1), record(2)]);
  const stop = new AbortController();
  const failures: unknown[] = [];
  let beat: Beat | null = null;
  const rested = new Promise<void>((resolve) => {
    const needs = {
      spec: {
        config: { pages: { schools: isAsked, second: 'second' }, organisation: { language: 'fr' } },
        dataFolder: folder,
        rehearsal,
      },
      ports: {
        clock: { now: () => epochMs(0), sleep: async () => stop.abort(resolve()) },
        directory,
      },
      policy: { platforms: [platform] },
      words: readWords('fr'),
      statusFolder: first,
      signal: stop.signal,
      onError: (error: unknown) => failures.push(error),
    } as unknown as Parameters<typeof tendSchoolPages>[0];
    tendSchoolPages(needs, async (sets) => {
      beat = { sets, wasLed: existsSync(join(folder, 'etab')) };
    });
    if (!isAsked || rehearsal !== null) resolve();
  });
  await rested;
  directory.close();
  expect(failures).toHaveLength(first === folder ? 0 : 1);
  return beat;
}

describe('the pages of schools', () => {
  test('are written after the state that they lead to', async () => {
    const beat = await beatOnce(true, null);
    expect(beat).toMatchObject({ wasLed: false });
    expect(beat?.sets.map(({ platforms }) => platforms)).toEqual([[platform.id]]);
    expect(readdirSync(join(folder, 'etab')).filter((name) => name.endsWith('.json'))).toHaveLength(
      2,
    );
  });

  test('are on the second host too, and there where the first cannot be written', async () => {
    const inSecond = () => readdirSync(join(folder, 'second/etab')).length;
    await beatOnce(true, null);
    expect(inSecond()).toBe(5);
    rmSync(join(folder, 'second'), { recursive: true });
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    await beatOnce(true, null, file);
    expect(inSecond()).toBe(5);
  });

  test.each([
    [false, null],
    [true, {}],
  ])('are not, with pages.schools %s and rehearsal %s', async (isAsked, rehearsal) => {
    expect(await beatOnce(isAsked, rehearsal)).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });
});
