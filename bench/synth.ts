import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import type { Bench } from './bench.ts';
import { atMost, type Figure, measured, median } from './figure.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const CDK = join(PROJECT, 'node_modules/.bin/cdk');

const RUNS = 3;
const SIZES = [1, 15, 30, 60] as const;
const SECONDS_MAX = 25;
/**
 * From 30 to 60 platforms a synthesis may take at most twice the time: that is what linear growth
 * means for a cost with a constant part.
 */
const GROWTH_MAX = 2;

/** What `cdk synth` costs, and how it grows. */
export const synth: Bench = {
  name: 'synth',
  method:
    `Median of ${RUNS} runs of \`cdk synth\` on examples/aws.yaml with its two sheltered platforms repeated to ` +
    '1, 15, 30 and 60, each run a new process and a new folder: the configuration is read and checked, the functions ' +
    'are bundled, all stacks are made, held to cdk-nag and written. The peer is `cdk synth` of an application with ' +
    'one empty stack: what the CDK costs by itself.',
  async run(say) {
    const folder = await mkdtemp(join(tmpdir(), 'preau-bench-synth-'));
    try {
      const bare = await medianOf(RUNS, () => synthEmpty(folder));
      const taken = new Map<number, number>();
      for (const size of SIZES) {
        say(`${size} platforms`);
        const file = join(folder, `${size}.yaml`);
        await writeFile(file, await configurationOf(size));
        taken.set(
          size,
          await medianOf(RUNS, () =>
            synthOnce(folder, `node ${join(PROJECT, 'bin/app.ts')}`, `config=${file}`),
          ),
        );
      }
      return figuresOf(bare, taken);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function figuresOf(bare: number, taken: ReadonlyMap<number, number>): readonly Figure[] {
  const peer = { name: 'one empty stack', value: bare };
  const at = (size: number): number => taken.get(size) ?? Number.NaN;
  return [
    measured('synthesis, 1 platform', at(1), 's', peer),
    measured('synthesis, 15 platforms', at(15), 's', peer),
    atMost('synthesis, 30 platforms', at(30), 's', SECONDS_MAX, peer),
    measured('synthesis, 60 platforms', at(60), 's', peer),
    atMost('from 30 to 60 platforms', at(60) / at(30), '×', GROWTH_MAX),
  ];
}

/**
 * The sheltered platforms of the example in turns, under names and addresses of their own: half of
 * the mirrors behind CloudFront, half at another hoster.
 */
async function configurationOf(size: number): Promise<string> {
  const tree = parse(await readFile(join(PROJECT, 'examples/aws.yaml'), 'utf8')) as {
    platforms: Record<string, unknown>[];
    aws: Record<string, unknown>;
  };
  const sheltered = tree.platforms.filter(({ mirror }) => mirror !== undefined);
  const copies = Array.from({ length: size }, (_, index) => {
    const text = stringify(sheltered[index % sheltered.length]);
    const named = text.replaceAll(/(ent|classe)([-.])region/g, `$1${index}$2region`);
    return parse(named) as Record<string, unknown>;
  });
  const controls = tree.platforms.filter(({ mirror }) => mirror === undefined);
  const aws = { ...tree.aws, healthChecks: 1_000 };
  return stringify({ ...tree, platforms: [...copies, ...controls], aws });
}

async function medianOf(runs: number, run: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < runs; index += 1) times.push(await run());
  return median(times);
}

async function synthEmpty(folder: string): Promise<number> {
  const file = join(PROJECT, 'bench/empty-app.ts');
  return synthOnce(folder, `node ${file}`, 'empty=yes');
}

/** @returns seconds */
async function synthOnce(folder: string, app: string, context: string): Promise<number> {
  const output = join(folder, 'out');
  await rm(output, { recursive: true, force: true });
  const startedMs = performance.now();
  const args = [
    'synth',
    '--quiet',
    '--no-notices',
    '--app',
    app,
    '-c',
    context,
    '--output',
    output,
  ];
  await ended(spawn(CDK, args, { cwd: PROJECT, stdio: ['ignore', 'ignore', 'pipe'] }));
  return (performance.now() - startedMs) / 1_000;
}

function ended(child: ReturnType<typeof spawn>): Promise<void> {
  let said = '';
  child.stderr?.on('data', (chunk: unknown) => {
    said = `${said}${String(chunk)}`.slice(-4_000);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`cdk synth ended with ${code}: ${said}`)),
    );
  });
}
