import { closeSync, openSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Fault } from './world/fault.ts';
import { scheduleOf } from './world/play-world.ts';
import { shrink } from './simulate/shrink.ts';
import { simulate, type Simulated } from './simulate/simulate.ts';

const HELP = `Plays simulated mornings against the real core and the real app, and judges each promise at every step.

usage: npm run simulate -- [--seed N] [--incidents K | --minutes M] [--json] [--log FILE]

  --seed N        of the first world; each next one has the next number (default 1)
  --incidents K   worlds are played until they had so many incidents (default 300)
  --minutes M     worlds are played for so long instead
  --json          { seed, worlds, incidents, faults, broken: [{ promise, seed, step, why }] } on standard
                  output, with the shortest list of faults that breaks the first broken promise
  --log FILE      all that happened, line by line: the same for the same seed, byte for byte

A broken promise is played again by its own seed: --seed THAT --incidents 1 --log FILE
Exit status: 0 all kept, 1 one was broken, 2 wrong usage
`;

const PROGRESS_EVERY_MS = 5_000;

async function main(): Promise<number> {
  const asked = readArguments();
  if (asked === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  if ('wrong' in asked) {
    process.stderr.write(`simulate: ${asked.wrong}\n${HELP}`);
    return 2;
  }
  const { seed, incidents, minutes, json, log } = asked;
  const startedAt = performance.now();
  const seconds = (): number => (performance.now() - startedAt) / 1_000;
  const file = log === undefined ? null : openSync(log, 'w');
  let toldAt = 0;
  const isEnough = (so: Simulated): boolean => {
    if (performance.now() - toldAt > PROGRESS_EVERY_MS) {
      toldAt = performance.now();
      process.stderr.write(
        `${so.incidents} incidents in ${so.worlds} worlds, ${seconds().toFixed(0)} s, ${so.broken.length} broken\n`,
      );
    }
    return minutes === undefined ? so.incidents >= incidents : seconds() >= minutes * 60;
  };
  const found = await simulate({
    seed,
    isEnough,
    withLog: file !== null,
    onWorld: (played, world) => {
      for (const { promise, step, why } of played.broken)
        process.stderr.write(`broken: ${promise} in world ${world}, step ${step}: ${why}\n`);
      if (file !== null) writeSync(file, `world ${world}\n${played.log.join('\n')}\n`);
    },
  });
  if (file !== null) closeSync(file);
  const perSecond = Math.round((10 * found.incidents) / seconds()) / 10;
  const shortest = await shortestOf(found);
  if (json) process.stdout.write(`${JSON.stringify({ ...found, perSecond, ...shortest })}\n`);
  else tell(found, perSecond, shortest.shortest);
  return found.broken.length === 0 ? 0 : 1;
}

/** Of the first broken promise. */
async function shortestOf({
  broken,
}: Simulated): Promise<{ readonly shortest?: readonly Fault[] }> {
  const [first] = broken;
  if (first === undefined) return {};
  process.stderr.write(`shortening the faults of world ${first.seed}…\n`);
  return { shortest: await shrink(first.seed, first.promise, scheduleOf(first.seed)) };
}

function tell(found: Simulated, perSecond: number, shortest: readonly Fault[] = []): void {
  const { incidents, worlds, seed, faults, broken } = found;
  const lines = [
    `${incidents} incidents in ${worlds} worlds from seed ${seed}, ${perSecond} per second`,
    ...Object.entries(faults).map(([kind, count]) => `  ${String(count).padStart(7)}  ${kind}`),
    broken.length === 0 ? 'every promise was kept' : `${broken.length} broken:`,
    ...broken.map((one) => `  ${one.promise} in world ${one.seed}, step ${one.step}: ${one.why}`),
    ...(shortest.length === 0 ? [] : ['the shortest list of faults that breaks the first:']),
    ...shortest.map((one) => `  ${JSON.stringify(one)}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

interface Asked {
  readonly seed: number;
  readonly incidents: number;
  readonly minutes?: number;
  readonly json: boolean;
  readonly log?: string;
}

interface Refused {
  readonly wrong: string;
}

function readArguments(): Asked | 'help' | Refused {
  try {
    const { values } = parseArgs({
      options: {
        seed: { type: 'string', default: '1' },
        incidents: { type: 'string', default: '300' },
        minutes: { type: 'string' },
        json: { type: 'boolean', default: false },
        log: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return 'help';
    const [seed, incidents] = [Number(values.seed), Number(values.incidents)];
    const minutes = values.minutes === undefined ? undefined : Number(values.minutes);
    const problems = [
      !(Number.isSafeInteger(seed) && seed >= 0) &&
        `expected --seed to be a whole number from 0 on, got ${values.seed}`,
      !(Number.isSafeInteger(incidents) && incidents >= 1) &&
        `expected --incidents to be a whole number from 1 on, got ${values.incidents}`,
      minutes !== undefined &&
        !(minutes > 0) &&
        `expected --minutes to be a number above 0, got ${values.minutes}`,
    ].filter((problem) => problem !== false);
    if (problems.length > 0) return { wrong: problems.join('; ') };
    return {
      seed,
      incidents,
      json: values.json,
      ...(minutes !== undefined && { minutes }),
      ...(values.log !== undefined && { log: values.log }),
    };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}

process.exitCode = await main();
