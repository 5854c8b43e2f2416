import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { atLeast, atMost, type Figure, measured } from '../../figure.ts';
import { type Command, type MeasuredRun, measureRun } from '../../mirror/measure-run.ts';
import { apt } from '../../mirror/tools/apt.ts';
import { planOf } from '../log-plan.ts';
import type { PhaseRun, Stage } from '../stage.ts';
import { writeLog, type WrittenLog } from '../write-log.ts';

/** Crowds, a botnet, a slow flood whose every address is new, both at once: what fills tables. */
const HOSTILE = planOf(
  'calm:1200:60,flash:1800:700,calm:600:60,botnet:600:900,calm:300:60,lowslow:600:600,mixed:600:900',
);
const SEED = 7;
const MAX_MS = 1_200_000;
const PREAU = fileURLToPath(new URL('../../../bin/preau.js', import.meta.url));
/** Address, path without its query, status: three of the features, in one pass. */
const MAWK =
  '{ split($7, target, "?"); address[$1]++; path[target[1]]++; status[$9]++ } ' +
  'END { for (one in address) a++; for (one in path) p++; for (one in status) print one, status[one]; print a, p }';

/** Lines by second and by processor second, memory, and the same log through two peers. */
export const throughputPhase: PhaseRun = async (stage) => {
  const { plan, folder, say } = stage;
  const path = join(folder, 'access.log');
  say(`making a log of ${Math.round(plan.logBytes / 1_048_576)} MB`);
  const log = await writeLog(path, { seed: SEED, phases: HOSTILE, bytes: plan.logBytes });
  const ours = await best(stage, 'preau', {
    program: process.execPath,
    args: [PREAU, 'logs', 'summarise', path, '--json'],
  });
  checkCounted(ours, log);
  const mawk = await mawkRun(stage, path);
  const goaccess = await goaccessRun(stage);
  return { figures: figuresOf(log, ours, mawk, goaccess), tables: [] };
};

/** The run with the least processor time: another's work on the machine only ever adds to it. */
async function best(stage: Stage, name: string, command: Command, runs = stage.plan.runs) {
  const all: MeasuredRun[] = [];
  for (let run = 1; run <= runs; run += 1) {
    stage.say(`${name}, ${run} of ${runs}`);
    const done = await measureRun(command, { maxMs: MAX_MS }, stage.leftovers);
    if (done.exitCode !== 0) throw new Error(`${name} ended with ${done.exitCode}: ${done.errors}`);
    all.push(done);
  }
  return all.toSorted((one, other) => one.cpuSec - other.cpuSec)[0] as MeasuredRun;
}

/** A quick reader that lost lines would be no reader. */
function checkCounted({ output }: MeasuredRun, { lines }: WrittenLog): void {
  const counted: unknown = JSON.parse(output);
  const requests =
    typeof counted === 'object' && counted !== null && 'requests' in counted ? counted.requests : 0;
  if (requests !== lines) throw new Error(`counted ${String(requests)} of ${lines} lines`);
}

async function mawkRun(stage: Stage, path: string): Promise<MeasuredRun | null> {
  if (!(await apt('mawk', 'mawk', stage.say))) return null;
  return best(stage, 'mawk', { program: 'mawk', args: [MAWK, path] });
}

/** goaccess takes minutes for a gigabyte: the same kind of log, shorter, and its time by line. */
async function goaccessRun(stage: Stage): Promise<{ log: WrittenLog; run: MeasuredRun } | null> {
  if (!(await apt('goaccess', 'goaccess', stage.say))) return null;
  const { plan, folder } = stage;
  const path = join(folder, 'slice.log');
  // All of the plan in a tenth of the log: its mix, not its first minutes.
  const phases = HOSTILE.map((phase) => ({ ...phase, seconds: Math.ceil(phase.seconds / 10) }));
  const log = await writeLog(path, { seed: SEED, phases, bytes: plan.sliceBytes });
  const args = [
    path,
    '--log-format=COMBINED',
    '--no-global-config',
    '--no-progress',
    '-o',
    join(folder, 'goaccess.json'),
  ];
  return { log, run: await best(stage, 'goaccess', { program: 'goaccess', args }, 1) };
}

function figuresOf(
  log: WrittenLog,
  ours: MeasuredRun,
  mawk: MeasuredRun | null,
  goaccess: Awaited<ReturnType<typeof goaccessRun>>,
): readonly Figure[] {
  const perCpuSec = log.lines / ours.cpuSec;
  const figures = [
    atLeast('access log: lines a second, two cores', log.lines / ours.wallSec, 'lines/s', 400_000),
    atLeast('access log: lines a processor second', perCpuSec, 'lines/s', 200_000),
    atMost('access log: peak memory', ours.peakMiB, 'MiB', 256),
    measured('access log: lines', log.lines, 'lines'),
  ];
  if (mawk !== null) {
    const peer = { name: 'mawk, three of the features', value: 1 };
    figures.push(
      atMost('access log: processor time against mawk', ours.cpuSec / mawk.cpuSec, '×', 2.5, peer),
      measured('mawk: lines a processor second', log.lines / mawk.cpuSec, 'lines/s'),
    );
  }
  if (goaccess !== null) {
    const theirs = goaccess.log.lines / goaccess.run.cpuSec;
    const peer = { name: 'goaccess, on a tenth of the log', value: 1 };
    figures.push(
      atLeast(
        'access log: lines a processor second against goaccess',
        perCpuSec / theirs,
        '×',
        10,
        peer,
      ),
      measured('goaccess: lines a processor second', theirs, 'lines/s'),
    );
  }
  return figures;
}
