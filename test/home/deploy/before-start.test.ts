import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createProber } from '../../../adapters/local/prober.ts';
import { systemClock } from '../../../adapters/local/clock.ts';
import { durationMs, platformId, type VantageId } from '../../../core/units.ts';
import { absolutePaths } from '../../../home/deploy/absolute-paths.ts';
import { defaultDataFolder } from '../../../home/deploy/default-data-folder.ts';
import { portError, refusePorts } from '../../../home/deploy/refuse-ports.ts';
import { runDeployment } from '../../../home/deploy/run-deployment.ts';
import { loadRehearsal } from '../../../home/rehearse/load-rehearsal.ts';
import { type } from '../../cli/a-terminal.ts';
import { aConfig } from '../../config/a-config.ts';

// Goal: what keeps a home from starting is said before anything is touched.
// Method: configurations and folders that are wrong in one way each.

const { config } = loadRehearsal('april-6-2021');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-before-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a data folder of a newer Préau is refused, untouched', async () => {
  const dataFolder = join(folder, 'data');
  mkdirSync(dataFolder);
  const stamp = '{ "dataVersion": 99, "more": true }';
  writeFileSync(join(dataFolder, 'preau.json'), stamp);
  const told: unknown[] = [];
  const tell = (news: unknown): void => void told.push(news);
  await expect(runDeployment({ config, dataFolder, caPem: null, tell })).rejects.toMatchObject({
    code: 'data-folder-newer',
  });
  expect(told).toEqual([]);
  expect(readdirSync(dataFolder)).toEqual(['preau.json']);
  expect(readFileSync(join(dataFolder, 'preau.json'), 'utf8')).toBe(stamp);
});

test.each([
  ['Région académique de Bretagne', 'region-academique-de-bretagne'],
  ['../../etc', 'etc'],
  ['学校', 'home'],
  ['x'.repeat(200), 'x'.repeat(60)],
])('the data of %s are in .preau/%s beside its configuration', (name, slug) => {
  expect(defaultDataFolder(join(folder, 'preau.yaml'), name)).toBe(join(folder, '.preau', slug));
});

test('every path of a configuration is relative to its own folder', () => {
  const absolute = absolutePaths(config, '/srv/preau');
  expect(absolute.schools.directories[0]).toBe(`/srv/preau/${config.schools.directories[0]}`);
  expect(absolute.pages.folder).toBe('/srv/preau/pages');
  const named = absolute.platforms.flatMap(({ mirror, accessLog }) => [
    ...(mirror === undefined ? [] : [mirror.lessons]),
    ...(accessLog === undefined ? [] : [accessLog]),
  ]);
  expect(named.filter((path) => !path.startsWith('/srv/preau/'))).toEqual([]);
  expect(absolutePaths(absolute, '/elsewhere')).toEqual(absolute);
});

test.each([
  ['EACCES', 'port-forbidden', 'below 1024'],
  ['EADDRINUSE', 'port-in-use', 'something else answers there'],
  ['EADDRNOTAVAIL', 'config-invalid', 'names.listen'],
])('a port refused with %s is %s, with what to do', (code, expected, words) => {
  const error = portError(
    { key: 'names', address: '192.0.2.1', port: 53 },
    Object.assign(new Error(code), { code }),
  );
  expect(error).toMatchObject({ code: expected });
  expect(error.message).toContain(words);
});

test('a console’s port that is taken is no fault, an address of another machine is', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const bound = taken.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  const at = (listen: string) => ({ ...config, console: { listen, port } });
  await expect(refusePorts(at('127.0.0.1'), true)).resolves.toBeUndefined();
  await expect(refusePorts(at('192.0.2.1'), true)).rejects.toMatchObject({
    code: 'config-invalid',
  });
  taken.close();
});

/** The least configuration on one machine, in its folder. */
function written(changes: Readonly<Record<string, unknown>> = {}): string {
  const file = join(folder, 'preau.yaml');
  writeFileSync(file, aConfig({ aws: undefined, ...changes }));
  return file;
}

test('preau start says in French that a port is taken, and what to do', async () => {
  const taken = createSocket('udp4').bind(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address();
  const file = written({ 'names.listen': '127.0.0.1', 'names.port': port });
  const { exitCode, err } = await type(`start ${file} --data ${join(folder, 'data')}`);
  taken.close();
  expect(exitCode).toBe(5);
  expect(err).toContain(
    `attendu d’écouter sur 127.0.0.1 port ${port} (names dans preau.yaml), reçu EADDRINUSE : autre`,
  );
  expect(err).toContain('choisissez un autre names.listen ou names.port');
});

test.each([
  ['fr', 'attendu des certificats en PEM dans', 'donnez le fichier de votre autorité'],
  ['en', 'expected certificates in PEM in', 'give the file of your authority'],
])('preau start says in %s that its authorities are none', async (language, expected, remedy) => {
  const { exitCode, err } = await type(`start ${written()} --ca ${folder} --lang ${language}`);
  expect(exitCode).toBe(1);
  expect(err).toContain(`${expected} ${folder}`);
  expect(err).toContain(remedy);
});

test('names of our own zones are asked of our name server, others of the system', async () => {
  const nobody = { address: '127.0.0.1', port: 1 };
  const prober = createProber({ clock: systemClock, nameServer: nobody, zones: ['essai.example'] });
  const stageOf = async (resolve: string) => {
    const seen = await prober.probe({
      platform: platformId('x'),
      vantage: 'v' as VantageId,
      target: 'origin',
      resolve,
      serverName: 'x.example',
      port: 1,
      path: '/',
      slowMs: durationMs(200),
      budgetMs: 300,
    });
    return seen.failure?.stage;
  };
  expect(await stageOf('ent.essai.example')).toBe('dns');
  expect(await stageOf('localhost')).toBe('tcp');
});
