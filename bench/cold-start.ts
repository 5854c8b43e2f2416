import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { deploymentOf } from '../cli/deployment.ts';
import { FUNCTIONS, type FunctionName, shapeOf } from '../config/aws-functions.ts';
import { VARIABLES } from '../config/aws-names.ts';
import { readConfig } from '../config/read-config.ts';
import { copyFilesOf } from '../lib/bundle-functions.ts';
import { BUNDLING } from '../lib/bundling.ts';
import { writeDeployment } from '../lib/write-deployment.ts';
import type { Bench } from './bench.ts';
import { atMost, type Figure, measured, median } from './figure.ts';
import { bundleSdkPeer, clientsOf, sdkImportsOf } from './sdk-peer.ts';

const root = BUNDLING.absWorkingDir;
const run = promisify(execFile);

const RUNS = 20;
/** Against the bare clients that the function uses. */
const RATIO_MAX = 1.15;
/** A bundle with one or two clients, and with more. */
const KB_MAX = { few: 450, many: 650 } as const;

/** By a profile of plan-notice and act (`node --cpu-prof`), at 605 and 869 kB. */
const GOES_WITH_BYTES =
  'A third of a start is V8 that reads the code, and goes with its bytes; the rest is the SDK’s own modules, and schemas of zod, a logger, the deployment and its words, 2 to 4 ms each.';
const AT_NIGHT =
  'The readers and cleaners of its bundle. It runs at night, and nobody waits for it.';

const TRIED: Bench['tried'] = {
  'act, bundle':
    'Six clients and what they share are half of it, a reader of feeds and a library of DNS a tenth. Tried: schemas of commands that it does not use left out, then the classes of errors that are a name and a message, and event streams, which took it from 869 to 743 and to 663 kB. Left: signals gathered by a function of their own, so that what turns DNS is small; it would be one more to deploy and to watch.',
  'console, bundle':
    'All pages of the console are written with it, and it reads two tables of DynamoDB beside three buckets of S3. Tried: what reads buckets loaded only when a page asks for it; the bundle grew by 90 kB, since less of it can be left out, and its start by some milliseconds. Schemas, errors and event streams left out: 90 kB less.',
  'unpack-lessons, bundle':
    'Readers of packages: formulas 213 kB, YAML 115, Markdown, HTML and XML 130. It is what the function is for.',
  'build-mirror, bundle':
    'Readers and cleaners of HTML, Markdown and style sheets are most of it, and what it is for. Signing and publishing are another function, so that what parses hostile lessons can reach neither key nor mirror.',
  'publish-mirror, bundle':
    'It looks at the rights of what it publishes, by the same readers of settings and pages, 170 kB. Tried: the YAML library’s other build, 18 kB less, at the price of another file than Node takes.',
  'console, init': `${GOES_WITH_BYTES} A first list of Intl, 10 ms, is made when one is said.`,
  'unpack-lessons, init': AT_NIGHT,
  'build-mirror, init': AT_NIGHT,
  'publish-mirror, init': AT_NIGHT,
};

/** What a function costs before its first invocation. */
export const coldStart: Bench = {
  name: 'cold-start',
  method:
    'Each function is bundled as it is deployed, and loaded by `require` in a new process with its ' +
    'environment and its deployment.json, 20 times; the time is that of `require` alone, inside the ' +
    'process. Its peer, in turns with it: the bare AWS clients and commands that it uses, one of each ' +
    'client made, minified by the same bundler in the same format, with the SDK’s own chain of ' +
    'credentials. The functions are bundled with those of the environment alone, without event streams, plain ' +
    'errors and the schemas of other commands, which is most of what they gain: the line “beside trimmed clients” has a peer that ' +
    'is trimmed in the same way. A function without a client has an empty file as its peer, and no ' +
    'target. One function is bundled as an ES module too. This machine is not Lambda: the ratio is what counts.',
  tried: TRIED,
  async run(say) {
    const folder = await mkdtemp(join(tmpdir(), 'preau-bench-cold-'));
    try {
      const deployment = await exampleDeployment();
      const figures: Figure[] = [];
      for (const name of Object.keys(FUNCTIONS) as FunctionName[]) {
        say(name);
        figures.push(...(await measureFunction(join(folder, name), name, deployment)));
      }
      say('ES module');
      figures.push(await moduleAgainstCommonJs(join(folder, 'observe-esm'), deployment));
      return figures;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function exampleDeployment(): Promise<string> {
  const read = readConfig(await readFile(join(root, 'examples/aws.yaml'), 'utf8'));
  if (read.kind === 'refused') throw new Error('expected examples/aws.yaml to be right, it is not');
  return JSON.stringify(deploymentOf(read.config));
}

async function measureFunction(
  folder: string,
  name: FunctionName,
  deployment: string,
): Promise<readonly Figure[]> {
  const inputs = await bundle(folder, name, 'cjs', deployment);
  const imports = sdkImportsOf(inputs);
  const index = join(folder, 'index.js');
  const peers = { bare: join(folder, 'bare.js'), trimmed: join(folder, 'trimmed.js') };
  await bundleSdkPeer(imports, peers.bare, { trimmed: false });
  await bundleSdkPeer(imports, peers.trimmed, { trimmed: true });
  const [own, bare, trimmed] = await inTurns([index, peers.bare, peers.trimmed], name, folder);
  const clients = clientsOf(imports);
  const { size } = await stat(index);
  const most = clients > 2 ? KB_MAX.many : KB_MAX.few;
  const limit = { name: `limit of the project with ${clients} clients`, value: most };
  const init = { name: clients === 0 ? 'an empty file' : 'its bare clients', value: bare };
  const inKb = atMost(`${name}, bundle`, size / 1_000, 'kB', most, limit);
  if (clients === 0) return [inKb, measured(`${name}, init`, own, 'ms', init)];
  const beside = { name: 'its clients, trimmed too', value: trimmed };
  return [
    inKb,
    atMost(`${name}, init`, own, 'ms', bare * RATIO_MAX, init),
    measured(`${name}, init beside trimmed clients`, own, 'ms', beside),
  ];
}

async function moduleAgainstCommonJs(folder: string, deployment: string): Promise<Figure> {
  await bundle(folder, 'observe', 'cjs', deployment);
  await bundle(folder, 'observe', 'esm', deployment);
  const files = [join(folder, 'index.mjs'), join(folder, 'index.js')];
  const [esm, cjs] = await inTurns(files, 'observe', folder);
  return measured('observe as an ES module, init', esm, 'ms', { name: 'CommonJS', value: cjs });
}

/** @returns the files that went into it */
async function bundle(
  folder: string,
  name: FunctionName,
  format: 'cjs' | 'esm',
  deployment: string,
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const result = await build({
    ...BUNDLING,
    format,
    metafile: true,
    entryPoints: [join(root, 'lambdas', name, 'index.ts')],
    outfile: join(folder, format === 'cjs' ? 'index.js' : 'index.mjs'),
  });
  copyFilesOf(name, folder);
  writeDeployment(folder, deployment);
  return Object.keys(result.metafile.inputs);
}

/** @returns the median of each file, in milliseconds */
async function inTurns(
  files: readonly string[],
  name: FunctionName,
  folder: string,
): Promise<readonly [number, number, number]> {
  const taken = files.map((file) => ({ file, times: [] as number[] }));
  for (let round = 0; round < RUNS; round += 1)
    for (const { file, times } of taken) times.push(await loadOnce(file, name, folder));
  const [first = Number.NaN, second = Number.NaN, third = Number.NaN] = taken.map(({ times }) =>
    median(times),
  );
  return [first, second, third];
}

const LOAD = `const t = performance.now();
const file = process.argv[1];
const done = () => process.stdout.write(String(performance.now() - t), () => process.exit(0));
if (file.endsWith('.mjs')) import(file).then(done); else { require(file); done(); }`;

async function loadOnce(file: string, name: FunctionName, folder: string): Promise<number> {
  const { stdout } = await run(process.execPath, ['-e', LOAD, file], {
    env: { ...environmentOf(name), LAMBDA_TASK_ROOT: folder },
  });
  const ms = Number(stdout);
  if (Number.isNaN(ms)) throw new Error(`expected a time from ${file}, got ${stdout}`);
  return ms;
}

/** Values of the right form: nothing is called before the first invocation. */
function environmentOf(name: FunctionName): Record<string, string> {
  const { variables, optionalVariables = [] } = shapeOf(name);
  const all = [...variables, ...optionalVariables].filter((one) => one !== 'authorities');
  const given = all.map((one) => [VARIABLES[one], valueOf(one)]);
  return {
    AWS_REGION: 'eu-west-3',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_LAMBDA_FUNCTION_NAME: name,
    ...Object.fromEntries(given),
  };
}

function valueOf(name: string): string {
  if (name === 'zoneIds') return '{"region.example":"Z0123456789EXAMPLE"}';
  if (name === 'deadLetterQueues') return '["https://sqs.eu-west-3.amazonaws.com/0/dead"]';
  if (name.endsWith('Queue')) return `https://sqs.eu-west-3.amazonaws.com/0/${name}`;
  if (name.endsWith('Region')) return 'eu-west-1';
  return name;
}
