import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openCertificates } from '../adapters/local/certificates.ts';
import { buildMirrorFolder } from '../adapters/local/mirror/build.ts';
import { currentBuild, releaseFolder } from '../adapters/local/mirror/pointer.ts';
import type { BuildReport } from '../app/mirror/build-report.ts';
import { encodePath } from '../core/mirror/site-link.ts';
import { epochMs, platformId } from '../core/units.ts';
import { startMirrorServer } from '../home/mirror-server/mirror-server.ts';
import type { Bench } from './bench.ts';
import { atLeast, atMost, type Figure, measured } from './figure.ts';
import { startPlainServer } from './mirror-peer.ts';

const LESSONS = fileURLToPath(new URL('../examples/april-6-2021/lessons/', import.meta.url));

/** The rehearsal builds one mirror per platform at its start, from the sets in turn. */
const SETS = ['python', 'nsi', 'site-nsi', 'fiches', 'python', 'nsi', 'site-nsi', 'fiches'];

/** Pages of the synthetic site: large enough to weigh, small enough for seconds. */
const PAGES = 1_000;

/** Readers at once, and for how long. Bounded: other work shares this machine. */
const READERS = 32;
const SERVE_MS = 3_000;

/** Lessons and pictures that one page of a class of 30 asks for at once, ten times over. Chosen. */
const REQUESTS_PER_SECOND = 300;

/** How fast lessons become a mirror, and how many readers one machine serves. */
export const mirror: Bench = {
  name: 'mirror',
  method:
    `Lessons are built into mirrors as the rehearsal does; ${PAGES} pages of 13 kB measure the builder ` +
    `alone. Then ${READERS} readers with kept connections ask a mirror for its files over HTTPS for ` +
    `${SERVE_MS / 1_000} s, twice: the mirror server (aliases, banner headers, gzip) and, as the peer, ` +
    'a plain node:https server that reads the same file and sends it as it is. Readers and server ' +
    'share one thread, so that both figures are lower than a machine’s own.',
  async run(say) {
    const root = await mkdtemp(join(tmpdir(), 'preau-bench-mirror-'));
    try {
      say('building');
      const builds = [await benchRehearsalBuilds(root), await benchPages(root)];
      say('serving');
      return [...builds, ...(await benchServe(root))];
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  },
};

async function build(source: string, outFolder: string): Promise<BuildReport> {
  const builtAt = epochMs(Date.now());
  return buildMirrorFolder({
    source,
    outFolder,
    platform: platformId('bench'),
    builtAt,
    language: 'fr',
  });
}

async function benchRehearsalBuilds(root: string): Promise<Figure> {
  const start = performance.now();
  for (const [index, set] of SETS.entries())
    await build(join(LESSONS, set), join(root, `m${index}`));
  const seconds = (performance.now() - start) / 1_000;
  return atMost('eight mirrors of the rehearsal built', seconds, 's', 3);
}

async function benchPages(root: string): Promise<Figure> {
  const source = join(root, 'source');
  await mkdir(source);
  const text =
    '<p>Un paragraphe de leçon avec <a href="p1.html">un lien</a> et du texte à lire.</p>\n'.repeat(
      150,
    );
  for (let page = 0; page < PAGES; page += 1) {
    await writeFile(
      join(source, `p${page}.html`),
      `<title>Page ${page}</title><main><h1>Page ${page}</h1>${text}</main>`,
    );
  }
  const start = performance.now();
  await build(source, join(root, 'pages'));
  const rate = PAGES / ((performance.now() - start) / 1_000);
  return measured('pages built (13 kB of HTML each)', rate, 'pages/s');
}

async function benchServe(root: string): Promise<readonly Figure[]> {
  const folder = join(root, 'served');
  const { manifest } = await build(join(LESSONS, 'nsi'), folder);
  const certificates = await openCertificates(join(root, 'tls'));
  const leaf = await certificates.leafFor(['ent.example']);
  const tls = { key: leaf.keyPem, cert: leaf.certPem };
  const ours = await startMirrorServer({
    folder,
    address: '127.0.0.1',
    port: 0,
    tls,
    platform: manifest.platform,
    hostname: 'ent.example',
    ownName: 'miroir.example',
  });
  const release = await currentBuild(folder);
  const plain = await startPlainServer(releaseFolder(folder, release ?? ''), tls);
  const paths = manifest.files.filter(({ sizeBytes }) => sizeBytes < 50_000).map(pathOf);
  try {
    const served = await load(ours.port, paths, certificates.caPem);
    const beside = await load(plain.port, paths, certificates.caPem);
    return [
      atLeast('requests served over HTTPS', served.rate, 'requests/s', REQUESTS_PER_SECOND, {
        name: 'plain node:https server',
        value: beside.rate,
      }),
      measured(`99th percentile of an answer, ${READERS} readers at once`, served.p99Ms, 'ms', {
        name: 'plain node:https server',
        value: beside.p99Ms,
      }),
    ];
  } finally {
    await Promise.all([ours.stop(), plain.stop()]);
  }
}

const pathOf = ({ path }: { readonly path: string }): string => encodePath(path);

/** Read for `SERVE_MS`. */
async function load(port: number, paths: readonly string[], ca: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: READERS, ca, servername: 'ent.example' });
  try {
    const times = await readFor(SERVE_MS, paths, (path) => readOnce(agent, port, path));
    const p99Ms = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN;
    return { rate: times.length / (SERVE_MS / 1_000), p99Ms };
  } finally {
    agent.destroy();
  }
}

/** @returns how long each answer took, in milliseconds */
async function readFor(
  forMs: number,
  paths: readonly string[],
  ask: (path: string) => Promise<void>,
): Promise<readonly number[]> {
  const times: number[] = [];
  const until = performance.now() + forMs;
  const reader = async (first: number): Promise<void> => {
    for (let turn = first; performance.now() < until; turn += 1) {
      const start = performance.now();
      await ask(paths[turn % paths.length] ?? '/');
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: READERS }, (_, first) => reader(first)));
  return times;
}

async function readOnce(agent: Agent, port: number, path: string): Promise<void> {
  const headers = { Host: 'ent.example', Accept: 'text/html,*/*', 'Accept-Encoding': 'gzip' };
  const request = get({ agent, host: '127.0.0.1', port, path, headers });
  const [response] = await once(request, 'response');
  if (response.statusCode !== 200) throw new Error(`${path} answered ${response.statusCode}`);
  response.resume();
  await once(response, 'end');
}
