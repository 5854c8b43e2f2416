import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashOf } from '../../adapters/local/hash.ts';
import { openJournal } from '../../adapters/local/journal.ts';
import { createFolderPages } from '../../adapters/local/pages.ts';
import { openEngine } from '../../app/engine.ts';
import { readConfig } from '../../config/read-config.ts';
import { epochMs } from '../../core/units.ts';
import { openPageHosts } from '../../home/open-page-hosts.ts';
import { aConfig } from '../config/a-config.ts';
import { testPolicy } from '../fixtures/policy.ts';

// Goal: a folder of the status page that cannot be written keeps no other from it, and becomes a
// task. Method: two folders, one of them a file, and a real engine over a journal in memory.

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-hosts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function opened() {
  const read = readConfig(aConfig().replace('pages:\n', 'pages:\n  second: second\n'), {
    language: 'fr',
  });
  if (read.kind !== 'read') throw new Error('expected a right configuration');
  const engine = await openEngine(openJournal(':memory:'), testPolicy(), hashOf);
  let now = epochMs(1_617_688_800_000);
  const errors: unknown[] = [];
  const pages = openPageHosts({
    spec: { config: read.config, dataFolder: folder },
    ports: {
      pages: createFolderPages(join(folder, 'pages')),
      clock: { now: () => (now = epochMs(now + 30_000)) },
    },
    engine,
    onError: (error) => void errors.push(error),
  });
  const publish = () => pages.publish(new Map([['index.html', `at ${now}`]]));
  const tasks = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return Object.values(engine.state().tasks).map(({ task }) => task);
  };
  return { publish, tasks, errors };
}

const inFolder = (name: string) => readFileSync(join(folder, name, 'index.html'), 'utf8');

describe('two folders', () => {
  test('hold the same page', async () => {
    const { publish, tasks } = await opened();
    await publish();
    expect(inFolder('second')).toBe(inFolder('pages'));
    expect(await tasks()).toEqual([]);
  });

  test.each([
    ['second', 'pages'],
    ['pages', 'second'],
  ])(
    'one of them, %s, that cannot be written keeps nothing from the other, and is one task',
    async (broken, whole) => {
      const { publish, tasks, errors } = await opened();
      writeFileSync(join(folder, broken), 'a file');
      await publish();
      await publish();
      expect(await tasks()).toEqual([]);
      for (const _ of [3, 4, 5]) await publish();
      expect(inFolder(whole)).toContain('at ');
      expect(await tasks()).toEqual([
        {
          kind: 'action-failed',
          action: expect.stringMatching(`^status-page/${folder}/${broken}/20`),
          detail: expect.stringContaining('free some space'),
        },
      ]);
      rmSync(join(folder, broken));
      await publish();
      expect(inFolder('second')).toBe(inFolder('pages'));
      expect(errors).toEqual([]);
    },
  );

  test('that both cannot be written fail, and are a task each', async () => {
    const { publish, tasks } = await opened();
    for (const name of ['pages', 'second']) writeFileSync(join(folder, name), 'a file');
    for (const _ of [1, 2, 3]) await expect(publish()).rejects.toThrow('one host at least');
    expect(await tasks()).toHaveLength(2);
  });
});
