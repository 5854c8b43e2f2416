import { parseArgs } from 'node:util';
import type { KilledMorning } from './kill-morning.ts';
import { killRun } from './kill-run.ts';

// `npm run kill -- --times 300 --seed 7 --keep FOLDER`: the home of a rehearsal gets SIGKILL so many times, at
// moments of that seed; what a morning that was broken left on disk is kept in the folder. Progress goes to standard error, the result as JSON to standard output; exit code 1 when
// anything was lost, doubled, misled or left behind.

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'string' },
  },
});
const [times, seed] = [wholeNumber('times', values.times, 1), wholeNumber('seed', values.seed, 0)];
const from = performance.now();
const tell = (morning: number, { broken, evidence, awayMs }: KilledMorning): void => {
  const killed = evidence.strikes.kills.length;
  const worst = Math.round(Math.max(0, ...awayMs));
  const said = broken.length === 0 ? 'nothing broken' : `BROKEN: ${broken.join('; ')}`;
  console.error(
    `morning ${morning}: killed ${killed} times, ${worst} ms without a home at worst, ${said.slice(0, 2_000)}`,
  );
};
const result = await killRun(seed, times, tell, values.keep);
const tookSec = Math.round((performance.now() - from) / 1_000);
console.log(JSON.stringify({ ...result, tookSec }, null, 2));
process.exit(result.broken.length === 0 ? 0 : 1);

function wholeNumber(name: string, text: string, least: number): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= least) return number;
  console.error(`--${name}: expected a whole number from ${least}, got "${text}"`);
  process.exit(2);
}
