import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Bench } from './bench.ts';
import { type Figure, measured } from './figure.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const FILES = ['package.json', 'package-lock.json', '.npmrc'];

const run = promisify(execFile);

interface Installed {
  readonly seconds: number;
  readonly megabytes: number;
}

/** What `npm ci` costs on a fresh machine. */
export const install: Bench = {
  name: 'install',
  method:
    '`npm ci` in a new folder that holds package.json, the lock file and .npmrc: first with an empty ' +
    'cache of its own, which includes the download and so depends on the network; then with that ' +
    'cache, whole, without development dependencies, and without optional ones (Node 24 itself) ' +
    'either. One run each. Sizes are what `du` counts in node_modules, blocks of the disk included.',
  async run(say) {
    const folder = await mkdtemp(join(tmpdir(), 'preau-bench-install-'));
    const cache = join(folder, 'cache');
    const ci = (name: string, ...omit: readonly string[]): Promise<Installed> => {
      say(`npm ci, ${name}`);
      return installOnce(join(folder, name), cache, omit);
    };
    try {
      const cold = await ci('cold');
      const warm = await ci('warm');
      const lean = await ci('lean', 'dev');
      const leanest = await ci('leanest', 'dev', 'optional');
      return figures(cold, warm, lean, leanest);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function figures(
  cold: Installed,
  warm: Installed,
  lean: Installed,
  leanest: Installed,
): readonly Figure[] {
  const whole = { name: 'all of it', value: warm.megabytes };
  const wholeTime = { name: 'all of it', value: warm.seconds };
  return [
    measured('npm ci, empty cache', cold.seconds, 's'),
    measured('npm ci, full cache', warm.seconds, 's'),
    measured('npm ci --omit=dev, full cache', lean.seconds, 's', wholeTime),
    measured('npm ci --omit=dev --omit=optional, full cache', leanest.seconds, 's', wholeTime),
    measured('node_modules', warm.megabytes, 'MB'),
    measured('node_modules, --omit=dev', lean.megabytes, 'MB', whole),
    measured('node_modules, --omit=dev --omit=optional', leanest.megabytes, 'MB', whole),
  ];
}

async function installOnce(
  folder: string,
  cache: string,
  omit: readonly string[],
): Promise<Installed> {
  await mkdir(folder, { recursive: true });
  for (const file of FILES) await copyFile(join(PROJECT, file), join(folder, file));
  const startedMs = performance.now();
  const flags = omit.map((kind) => `--omit=${kind}`);
  await run('npm', ['ci', '--cache', cache, ...flags], { cwd: folder, maxBuffer: 1e7 });
  const seconds = (performance.now() - startedMs) / 1_000;
  const { stdout } = await run('du', ['-sk', 'node_modules'], { cwd: folder });
  await rm(folder, { recursive: true, force: true });
  return { seconds, megabytes: (Number.parseInt(stdout, 10) * 1_024) / 1e6 };
}
