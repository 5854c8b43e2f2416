import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readManifest } from '../../../adapters/local/mirror/manifest-file.ts';
import { currentBuild, releaseFolder } from '../../../adapters/local/mirror/pointer.ts';
import { encodePath } from '../../../core/mirror/site-link.ts';
import { atLeast, type Figure, measured } from '../../figure.ts';
import { freePort } from '../../shelter/free-port.ts';
import { pin } from '../../shelter/pin.ts';
import { HOSTNAME, startEmbeddedServer } from '../embedded-server.ts';
import { startNginx } from '../origin/nginx.ts';
import type { PhaseResult } from '../phase-result.ts';
import { type ServedFolder, tlsConf } from '../site/tls-conf.ts';
import type { Stage } from '../stage.ts';
import { apt } from '../tools/apt.ts';
import { readWrk, type WrkRate } from '../wrk-output.ts';
import { buildHere, LESSONS } from './lessons.ts';

const run = promisify(execFile);

/** The goal of the mirrors' issue: a third of nginx. */
const PART_OF_NGINX = 1 / 3;

/** A class of 30, and its teacher: kept connections. */
const READERS = 32;

/** Films are for no figure of requests a second. */
const MAX_FILE_BYTES = 50_000;

/** The embedded server and nginx on the same files, each asked by wrk over HTTPS. */
export async function servePhase(stage: Stage): Promise<PhaseResult> {
  const { folder, say } = stage;
  if (!(await stage.hasNginx()) || !(await apt('wrk', 'wrk', say)))
    return { figures: [], tables: [] };
  const out = join(folder, 'served');
  await buildHere(join(LESSONS, 'nsi'), out);
  const release = releaseFolder(out, (await currentBuild(out)) ?? '');
  const { files } = await readManifest(release);
  const paths = files
    .filter(({ sizeBytes }) => sizeBytes < MAX_FILE_BYTES)
    .map(({ path }) => encodePath(path));
  const ours = await startEmbeddedServer(out, folder, stage.leftovers);
  try {
    const place = { folder: join(folder, 'nginx-tls'), port: await freePort() };
    const served: ServedFolder = { root: release, hostname: HOSTNAME, tls: ours.tls };
    const conf = await tlsConf(served, place.folder);
    const nginx = await startNginx(conf, place, stage.leftovers);
    try {
      return await compare(stage, paths, ours, nginx);
    } finally {
      await nginx.stop();
    }
  } finally {
    await ours.stop();
  }
}

interface Server {
  readonly port: number;
  readonly pid: number;
}

async function compare(
  stage: Stage,
  paths: readonly string[],
  ours: Server,
  nginx: Server,
): Promise<PhaseResult> {
  const figures: Figure[] = [];
  const rates = async (encoding: string) => {
    stage.say(`serve: ${encoding}`);
    return {
      own: await ask(stage, paths, ours, encoding),
      beside: await ask(stage, paths, nginx, encoding),
    };
  };
  const plain = await rates('identity');
  const peer = { name: 'nginx, one worker', value: plain.beside.perSecond };
  figures.push(
    atLeast(
      'answers over HTTPS of one process, nothing compressed',
      plain.own.perSecond,
      'answers/s',
      PART_OF_NGINX * peer.value,
      peer,
    ),
  );
  const packed = await rates('gzip');
  figures.push(
    measured('the same, compressed', packed.own.perSecond, 'answers/s', {
      name: 'nginx, one worker, `gzip on`',
      value: packed.beside.perSecond,
    }),
    measured(`99th percentile of an answer, ${READERS} readers at once`, packed.own.p99Ms, 'ms', {
      name: 'nginx',
      value: packed.beside.p99Ms,
    }),
  );
  return { figures, tables: [] };
}

/** The server on one core and wrk on the other, where there are two. */
async function ask(
  { folder, plan }: Stage,
  paths: readonly string[],
  { port, pid }: Server,
  encoding: string,
): Promise<WrkRate> {
  const script = join(folder, `wrk-${encoding}.lua`);
  await mkdir(folder, { recursive: true });
  await writeFile(script, wrkScript(paths, encoding));
  const hasTwo = availableParallelism() > 1;
  if (hasTwo) await pin(pid, 0);
  const wrk = ['wrk', '-t1', `-c${READERS}`, `-d${plan.serveSec}s`, '--latency', '-s', script];
  const command = [...(hasTwo ? ['taskset', '-c', '1'] : []), ...wrk, `https://127.0.0.1:${port}`];
  const [program = '', ...args] = command;
  const { stdout } = await run(program, args, { timeout: (plan.serveSec + 20) * 1_000 });
  return readWrk(stdout);
}

const wrkScript = (paths: readonly string[], encoding: string): string => `
local paths = { ${paths.map((path) => JSON.stringify(path)).join(', ')} }
local turn = 0
local headers = { ["Host"] = "${HOSTNAME}", ["Accept"] = "text/html,*/*", ["Accept-Encoding"] = "${encoding}" }
request = function()
  turn = turn % #paths + 1
  return wrk.format("GET", paths[turn], headers)
end
`;
