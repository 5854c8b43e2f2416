// Goal: a home builds mirrors at their interval and publishes them, by its own commands, ends one whose origin
// falls, and says how far it is. Method: a paced clock and commands written down; then the real ones.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pacedClock } from '../../../adapters/local/clock.ts';
import { verifyMirror } from '../../../adapters/local/mirror/verify.ts';
import { readConfig } from '../../../config/read-config.ts';
import type { PlatformState } from '../../../core/incident/state.ts';
import { epochMs } from '../../../core/units.ts';
import { mirrorWorkFile } from '../../../home/deploy/mirror-work-file.ts';
import { type CommandEnd, runCommand } from '../../../home/deploy/run-command.ts';
import { tendMirrors } from '../../../home/deploy/tend-mirrors.ts';
import { writeTree } from '../../adapters/local/mirror/fixture.ts';
import { mirrorStatus } from '../../../cli/mirror-status.ts';
import { createIo } from '../../../cli/frame-io.ts';
import { aConfig } from '../../config/a-config.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'preau-tend-'));
  await writeTree(join(root, 'lessons'), { 'a.md': '# A', 'b.md': '# B' });
});
afterEach(() => rm(root, { recursive: true, force: true }));

const WELL = {
  standing: 'up',
  degradedSince: null,
  shelter: { hold: false, mirrorShare: 0 },
  shed: null,
} as unknown as PlatformState;
const DOWN = { ...WELL, standing: 'down' } as PlatformState;
const SHELTERED = { ...WELL, shelter: { hold: true, mirrorShare: 1 } } as PlatformState;

/** An hour lasts 60 ms. */
const PACE = 60_000;

function home(
  run: Parameters<typeof tendMirrors>[0]['run'],
  changes: object = {},
  first: PlatformState | null = WELL,
) {
  const read = readConfig(
    aConfig({
      aws: undefined,
      'platforms.0.mirror.lessons': join(root, 'lessons'),
      'platforms.0.mirror.every': '24h',
      'platforms.0.mirror.publish': [join(root, 'one'), join(root, 'two')],
      ...changes,
    }),
  );
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems));
  const { config } = read;
  const file = mirrorWorkFile(root);
  let state = first;
  let looks = 0;
  const ending = new AbortController();
  const errors: unknown[] = [];
  const clock = pacedClock(epochMs(Date.UTC(2021, 3, 6)), PACE, Date.now());
  const needs = {
    config,
    dataFolder: root,
    clock,
    file,
    run,
    stateOf: () => {
      looks += 1;
      return state;
    },
    onError: (error: unknown) => void errors.push(error),
  };
  const work = tendMirrors(needs, ending.signal);
  return {
    file,
    errors,
    /** How often it was asked whether one is due. */
    looks: () => looks,
    set: (next: PlatformState | null) => (state = next),
    stop: async () => {
      ending.abort();
      await work;
    },
    until: async (test: () => Promise<boolean> | boolean) => {
      while (!(await test())) await delay(3);
    },
  };
}

/** Commands that do nothing, and are written down. */
function notebook(end: Partial<CommandEnd> = {}) {
  const asked: (readonly string[])[] = [];
  const run = async (args: readonly string[]): Promise<CommandEnd> => {
    asked.push(args);
    return { code: 0, said: '', words: '', ...end };
  };
  return { asked, run, verbs: () => asked.map(([, verb]) => verb) };
}

describe('a home', () => {
  it('builds, publishes to all targets, and does it again after its interval', async () => {
    const { asked, run, verbs } = notebook();
    const { stop, until } = home(run);
    await until(() => asked.length >= 4);
    await stop();
    expect(verbs().slice(0, 4)).toEqual(['build', 'publish', 'build', 'publish']);
    expect(asked[1]?.slice(-2)).toEqual([join(root, 'one'), join(root, 'two')]);
  });

  it('visits a site at its origin’s own addresses, by its recipe, once where no interval is given', async () => {
    const { asked, run } = notebook();
    const { looks, set, stop, until } = home(
      run,
      {
        'platforms.0.mirror.lessons': 'https://ent.region.example/',
        'platforms.0.mirror.recipe': '/etc/ent.yaml',
        'platforms.0.mirror.every': undefined,
        'platforms.0.mirror.publish': undefined,
        'platforms.0.origin.addresses': ['192.0.2.10', '2001:db8::1'],
        'platforms.0.mirror.addresses': ['198.51.100.10', '2001:db8:1::1'],
      },
      SHELTERED,
    );
    await until(() => looks() > 3);
    // The name leads to the mirror now.
    expect(asked).toEqual([]);
    set(WELL);
    await until(() => asked.length > 0);
    const after = looks();
    await until(() => looks() > after + 6);
    await stop();
    expect(asked).toHaveLength(1);
    expect(asked[0]).toEqual(
      expect.arrayContaining([
        'https://ent.region.example/',
        '--recipe=/etc/ent.yaml',
        '--connect-to=ent.region.example=192.0.2.10:443',
        '--connect-to=ent.region.example=[2001:db8::1]:443',
      ]),
    );
  });

  it('does nothing while the origin is down, nobody has measured it, or it is paused', async () => {
    const { asked, run } = notebook();
    const { file, looks, set, stop, until } = home(run, {}, DOWN);
    await until(() => looks() > 2);
    set(null);
    await until(() => looks() > 4);
    await file.pause(true);
    set(WELL);
    await until(() => looks() > 8);
    expect(asked).toEqual([]);
    await file.pause(false);
    await until(() => asked.length > 0);
    await stop();
  });

  it('ends what is under way when the origin falls, and begins it again after', async () => {
    const ended: string[] = [];
    let isFast = false;
    const run = (args: readonly string[], _: unknown, signal: AbortSignal): Promise<CommandEnd> =>
      new Promise((resolve) => {
        const verb = args[1] ?? '';
        const end = (code: number | null) => resolve({ code, said: '', words: '' });
        if (isFast) return end(0);
        signal.addEventListener('abort', () => {
          ended.push(verb);
          end(null);
        });
      });
    const { file, set, stop, until } = home(run);
    await until(async () => (await file.load())[0]?.phase === 'building');
    set(DOWN);
    await until(() => ended.length === 1);
    expect(ended).toEqual(['build']);
    isFast = true;
    set(WELL);
    await until(async () => (await file.load())[0]?.outcome === 'published');
    await stop();
  });

  it('says why one failed, and tries again within the hour', async () => {
    const { asked, run } = notebook({ code: 1, words: 'preau: mirror-source-empty: …' });
    const { file, stop, until } = home(run);
    await until(() => asked.length >= 3);
    await stop();
    const [work] = await file.load();
    expect(work).toMatchObject({ outcome: 'failed', words: 'preau: mirror-source-empty: …' });
  });
});

describe('its own commands', () => {
  it('build and publish for real, in processes of their own', { timeout: 60_000 }, async () => {
    const { file, errors, stop, until } = home(runCommand, { 'platforms.0.mirror.every': '30d' });
    await until(async () => (await file.load())[0]?.outcome != null);
    await stop();
    expect(errors).toEqual([]);
    const [work] = await file.load();
    expect(work).toMatchObject({ outcome: 'published', phase: 'waiting', words: '' });
    for (const target of ['one', 'two']) {
      const { manifest, faults } = await verifyMirror(join(root, target));
      expect(faults).toEqual([]);
      expect(manifest.buildId).toBe(work?.buildId);
      expect(manifest.statusPage).toMatch(/^http/);
    }
    const texts: string[] = [];
    const io = createIo({
      argv: ['--lang', 'fr'],
      env: {},
      stdout: { write: (text: string) => void texts.push(text) },
      stderr: { write: () => undefined },
    });
    expect(await mirrorStatus({ data: root, now: Date.now() }, io)).toBe(0);
    expect(texts.join('')).toContain(work?.buildId);
    expect(await readFile(join(root, 'mirrors/work.json'), 'utf8')).toContain('published');
  });
});
