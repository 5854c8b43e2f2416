import { existsSync } from 'node:fs';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../../config/read-config.ts';
import { absolutePaths } from '../../../home/deploy/absolute-paths.ts';
import type { DeploymentNews } from '../../../home/deploy/deployment-news.ts';
import { runDeployment } from '../../../home/deploy/run-deployment.ts';
import { bind } from '../../fixtures/name-servers/bind.ts';
import { answersOfDig } from '../../fixtures/name-servers/dig.ts';
import {
  isInstalled,
  KEY,
  SECRET,
  startForeign,
} from '../../fixtures/name-servers/foreign-server.ts';
import { type SmallHome, smallHome, until } from './small-home.ts';

// Goal: where the owner's own name server answers, a real small deployment turns names there, starts
// no name server of its own, and says what stops when it stops.
// Method: real processes with real pace on loopback, BIND as the owner's server, dig as its client.

const ORIGIN = '127.0.0.1';
const MIRROR = '127.0.0.10';
const NAME = 'ent.essai.example';
const LINES = [
  `ent 5 IN A ${ORIGIN}`,
  `origine 5 IN A ${ORIGIN}`,
  `secours 5 IN A ${MIRROR}`,
  'source 5 IN A 127.0.0.3',
  '@ 5 IN A 127.0.0.3',
];
const WHY = ['--reason', 'essai'];

if (!isInstalled(bind.program)) console.warn('skipped: BIND (named) is not installed');

/** Names at the owner's server instead of the embedded one. */
async function leadTo(home: SmallHome, port: number, secretMode = 0o600): Promise<void> {
  const text = await readFile(home.config, 'utf8');
  const own = `rfc2136: { server: 127.0.0.1, port: ${port}, key: { name: ${KEY.name}, secretFile: cle }, authorities: [{ address: 127.0.0.1, port: ${port} }] }`;
  await writeFile(home.config, text.replace('\nnames:\n', `\nnames:\n  ${own}\n`));
  const secret = join(home.folder, 'cle');
  await writeFile(secret, `${SECRET.toString('base64')}\n`);
  await chmod(secret, secretMode);
}

test.skipIf(!isInstalled(bind.program))(
  'a fall is sheltered at the owner’s server; names stay when the home ends, and turn by hand',
  { timeout: 60_000 },
  async () => {
    await using server = await startForeign(bind, LINES, ['essai.example', 'temoin.example']);
    await using home = await smallHome();
    await leadTo(home, server.port);
    const first = await home.start();
    expect(first.addresses.dns).toEqual({ address: '127.0.0.1', port: server.port, pid: null });
    expect(existsSync(join(home.data, 'names', 'names.json'))).toBe(false);
    const answer = async () => (await answersOfDig(server.port, NAME, 'A'))[0];
    expect(await answer()).toBe(ORIGIN);
    await until(async () => (await first.ent()).mirror?.fit === true);
    expect((await first.interrupt()).code).toBe(0);

    const sheltered = await home.preau('shelter', 'ent-essai', ...WHY);
    expect(sheltered).toMatchObject({ code: 0, out: expect.stringContaining('votre serveur') });
    expect(await answer()).toBe(MIRROR);
    const running = await home.start();
    await until(async () => (await running.ent()).mirror?.fit === true);
    // What stands there is no word on the origin's health: no fall, and nobody is told of one.
    expect(await running.ent()).toMatchObject({ standing: 'up', incident: null, hold: false });
    expect(await answer()).toBe(MIRROR);
    expect((await home.preau('shelter', 'ent-essai', ...WHY)).code).toBe(0);
    expect(await running.ent()).toMatchObject({ hold: true, verified: true });
    expect((await home.preau('release', 'ent-essai', ...WHY)).code).toBe(0);
    expect(await answer()).toBe(ORIGIN);

    await home.killOrigin();
    await until(async () => (await answer()) === MIRROR);
    await until(async () => (await running.ent()).verified);

    expect((await running.interrupt()).code).toBe(0);
    expect(await answer()).toBe(MIRROR);
    const released = await home.preau('release', 'ent-essai', ...WHY);
    expect(released).toMatchObject({ code: 0, out: expect.stringContaining('votre serveur') });
    expect(await answer()).toBe(ORIGIN);
    expect(await readFile(join(home.data, 'journal.sqlite'), 'latin1')).not.toContain(
      SECRET.toString('base64'),
    );
  },
);

test.skipIf(!isInstalled(bind.program))(
  'a key that the server does not take is told as the home starts, and it watches all the same',
  { timeout: 60_000 },
  async () => {
    await using server = await startForeign(bind, LINES, ['essai.example', 'temoin.example']);
    await using home = await smallHome();
    await leadTo(home, server.port);
    const text = await readFile(home.config, 'utf8');
    await writeFile(home.config, text.replace(`name: ${KEY.name}`, 'name: autre.cle'));
    const read = readConfig(await readFile(home.config, 'utf8'), { language: 'fr' });
    if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems));
    const told: DeploymentNews[] = [];
    const running = await runDeployment({
      config: absolutePaths(read.config, home.folder),
      dataFolder: home.data,
      caPem: null,
      tell: (news) => void told.push(news),
    });
    // Written in one go, which must not meet the end of its folder.
    await until(async () => existsSync(join(home.folder, 'etat', 'messages.html')));
    await running.stop();
    const kinds = told.map(({ kind }) => kind).filter((kind) => kind !== 'entry');
    expect(kinds).toEqual([
      'folder',
      'directory',
      'mirrors',
      'names-elsewhere',
      'names-refused',
      'standing',
    ]);
    expect(told).toContainEqual({
      kind: 'names-refused',
      why: expect.stringMatching(/BADKEY/) as string,
      said: expect.objectContaining({ key: 'update.badKey' }) as object,
    });
  },
);

test('a secret that others may read keeps the home from starting, by its file', async () => {
  await using home = await smallHome();
  await leadTo(home, 9, 0o644);
  const { code, err } = await home.preauApart('start', home.config);
  expect(code).not.toBe(0);
  expect(err).toContain(`chmod 600 ${join(home.folder, 'cle')}`);
  expect(err).not.toContain(SECRET.toString('base64'));
});
