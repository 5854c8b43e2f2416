import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startOrigins } from '../../../bench/mortal-origin.ts';
import { readNamesFile } from '../../../home/names/names-file.ts';
import { spawnNames, stopNames } from '../../../home/names/names-process.ts';
import {
  aPlatform,
  aSpec,
  control,
  MIRROR,
  ORIGIN,
  until,
  valuesOf,
  withFolder,
} from './names-fixture.ts';

// Goal: P2: with nothing but the name server's process, DNS turns to the mirror and back by
// health alone, and that process outlives, survives and is found again.
// Method: real processes, killed for real.

/** Runs `body` with a folder whose name server, if any, is stopped afterwards. */
const inFolder = (body: (folder: string) => Promise<void>) =>
  withFolder(async (folder) => {
    try {
      await body(folder);
    } finally {
      await stopNames(folder);
    }
  });

test('P2: alone, it turns when the origin dies and turns back when it is there again', () =>
  inFolder(async (folder) => {
    const [origin] = await startOrigins(1);
    if (!origin) throw new Error('no origin');
    const { dnsPort } = await spawnNames(aSpec(folder, [aPlatform('ent-x', origin.port)]));
    const answer = async () => (await valuesOf(dnsPort, 'ent-x.example'))[0];
    expect(await answer()).toBe(ORIGIN);
    await origin.die('refused');
    await until(async () => (await answer()) === MIRROR);
    await origin.revive();
    await until(async () => (await answer()) === ORIGIN);
    await origin.stop();
  }));

test('killed by kill -9, it comes back on its ports with what it was told', () =>
  inFolder(async (folder) => {
    const quiet = { checkIntervalMs: 60_000, confirmAfterMs: 60_000 };
    const spec = aSpec(folder, [aPlatform('ent-x', 1)], quiet);
    const first = await spawnNames(spec);
    const { ask } = control(first);
    const asked = await ask('POST', '/shares', '{"shares":{"ent-x":1}}');
    const { changes } = (await asked.json()) as { changes: Record<string, string> };
    await until(async () => {
      const change = (await (await ask('GET', `/changes/${changes['ent-x']}`)).json()) as {
        state: string;
      };
      return change.state === 'insync';
    });
    process.kill(first.pid, 'SIGKILL');
    const second = await spawnNames(spec);
    expect(second).toMatchObject({ reattached: false, dnsPort: first.dnsPort });
    expect(second.pid).not.toBe(first.pid);
    expect(await valuesOf(second.dnsPort, 'ent-x.example')).toEqual([MIRROR]);
  }));

test('a living one is found again, one of another spec is replaced on the same ports', () =>
  inFolder(async (folder) => {
    const spec = aSpec(folder, [aPlatform('ent-x', 1)]);
    const first = await spawnNames(spec);
    expect(await spawnNames(spec)).toEqual({ ...first, reattached: true });
    const other = await spawnNames({ ...spec, platforms: [aPlatform('ent-y', 1)] });
    expect(other).toMatchObject({ reattached: false, dnsPort: first.dnsPort });
    expect(await valuesOf(other.dnsPort, 'ent-x.example')).toEqual([]);
    expect(await spawnNames({ ...spec, platforms: [aPlatform('ent-y', 1)] })).toMatchObject({
      pid: other.pid,
      reattached: true,
    });
    expect(await stopNames(folder)).toBe(true);
    expect(await stopNames(folder)).toBe(false);
    expect(await readNamesFile(folder)).toBeNull();
  }));

test('only its owner reads how to reach it, and a start that fails says why', () =>
  inFolder(async (folder) => {
    const spec = aSpec(folder, [aPlatform('ent-x', 1)]);
    const { dnsPort, token } = await spawnNames(spec);
    expect((await stat(join(folder, 'names.json'))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(folder, 'names.log'), 'utf8')).not.toContain(token);
    await withFolder(async (other) => {
      const starting = spawnNames({ ...spec, dataFolder: other, dnsPort });
      await expect(starting).rejects.toMatchObject({
        code: 'port-in-use',
        said: { key: 'names.silent', values: { why: { key: 'port.dns' } } },
      });
    });
  }));

test('one whose new settings cannot stand goes on by its former ones, and says so', () =>
  inFolder(async (folder) => {
    const spec = aSpec(folder, [aPlatform('ent-x', 1)], { checkIntervalMs: 60_000 });
    const first = await spawnNames(spec);
    const taken = createSocket('udp4');
    taken.bind(0, '127.0.0.1');
    await once(taken, 'listening');
    try {
      const starting = spawnNames({ ...spec, dnsPort: taken.address().port });
      await expect(starting).rejects.toMatchObject({
        code: 'port-in-use',
        message: expect.stringContaining('The one before answers again') as string,
      });
      expect(await valuesOf(first.dnsPort, 'ent-x.example')).toHaveLength(1);
      const again = await spawnNames(spec);
      expect(again).toMatchObject({ reattached: true, dnsPort: first.dnsPort });
      expect(again.pid).not.toBe(first.pid);
    } finally {
      taken.close();
    }
  }));

test('one on a folder that a newer version wrote is left alone', () =>
  inFolder(async (folder) => {
    const spec = aSpec(folder, [aPlatform('ent-x', 1)], { checkIntervalMs: 60_000 });
    const first = await spawnNames(spec);
    const path = join(folder, 'model.json');
    await until(() =>
      stat(path)
        .then(() => true)
        .catch(() => false),
    );
    await writeFile(path, '{"version":99}');
    const starting = spawnNames({ ...spec, ttlSec: 6 });
    await expect(starting).rejects.toMatchObject({ code: 'data-folder-newer' });
    expect(await valuesOf(first.dnsPort, 'ent-x.example')).toHaveLength(1);
    expect((await readNamesFile(folder))?.pid).toBe(first.pid);
  }));
