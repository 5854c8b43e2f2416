import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Figure, atLeast, measured, median } from '../figure.ts';
import { NGINX, startNginx } from '../mirror/origin/nginx.ts';
import { nginxFrame } from '../mirror/site/nginx-conf.ts';
import { readWrk } from '../mirror/wrk-output.ts';
import { freePort } from '../shelter/free-port.ts';
import { keepLeftovers } from '../shelter/leftovers.ts';
import { morningSite } from './weights.ts';

/** Each file in turn, so that what else the machine does falls on both. */
const RUNS = 3;
const RUN_SEC = 3;
const READERS = 32;

/** The target, of the same server's rate for a file of zeros of the same size. */
const SHARE_MIN = 0.9;

const run = promisify(execFile);

const isThere = (program: string, argument: string): boolean =>
  spawnSync(program, [argument]).status === 0;

/** The status page from a plain nginx, beside a file of as many zeros from the same one. */
export async function serveRate(say: (progress: string) => void): Promise<readonly Figure[]> {
  if (!isThere(NGINX, '-v') || !isThere('which', 'wrk')) {
    say('left out: the rate of a static server, which wants nginx and wrk (apt install nginx wrk)');
    return [];
  }
  const { leftovers, forget } = keepLeftovers();
  const folder = await mkdtemp(join(tmpdir(), 'preau-bench-serve-'));
  leftovers.folders.add(folder);
  try {
    await writeSite(folder);
    const port = await freePort();
    const frame = `server { listen 127.0.0.1:${port}; root ${folder}/site; access_log off; }`;
    await startNginx((place) => nginxFrame(place, frame), { folder, port }, leftovers);
    const rates: { readonly page: number; readonly zeros: number }[] = [];
    for (let turn = 0; turn < RUNS; turn += 1) {
      const zeros = await rateOf(`http://127.0.0.1:${port}/zeros.html`);
      rates.push({ page: await rateOf(`http://127.0.0.1:${port}/index.html`), zeros });
    }
    return figures(rates);
  } finally {
    leftovers.clear();
    forget();
  }
}

async function writeSite(folder: string): Promise<void> {
  const site = morningSite();
  for (const [path, text] of site) {
    const place = join(folder, 'site', path);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, text);
  }
  const sizeBytes = Buffer.byteLength(site.get('index.html') ?? '');
  await writeFile(join(folder, 'site', 'zeros.html'), Buffer.alloc(sizeBytes));
}

async function rateOf(url: string): Promise<number> {
  const options = ['-t1', `-c${READERS}`, `-d${RUN_SEC}s`, '--latency', url];
  const { stdout } = await run('wrk', options);
  return readWrk(stdout).perSecond;
}

function figures(
  rates: readonly { readonly page: number; readonly zeros: number }[],
): readonly Figure[] {
  const zeros = { name: 'zeros, same size', value: median(rates.map((one) => one.zeros)) };
  const page = median(rates.map((one) => one.page));
  const share = median(rates.map((one) => one.page / one.zeros));
  return [
    measured('index.html from nginx', page, 'answers/s', zeros),
    atLeast(`share of that rate, median of ${RUNS} pairs`, share, '', SHARE_MIN),
  ];
}
