import { atMost } from '../../figure.ts';
import { median } from '../../figure.ts';
import { type PhaseRun, startHelper } from '../stage.ts';

/** What bench/notices/plan-process.ts says at its end. */
export interface Planned {
  readonly planSec: number;
  readonly insertSec: number;
  readonly peakMB: number;
  readonly emptyMB: number;
}

/** The young heap that bin/preau.js gives a home. */
const AS_A_HOME = ['--max-semi-space-size=4'];

/** Planned in a process of its own, so that its memory is that of planning and nothing else. */
export const planPhase: PhaseRun = async ({ plan, folder, say }) => {
  const runs: Planned[] = [];
  for (let run = 1; run <= plan.runs; run += 1) {
    say(`plan ${run} of ${plan.runs}`);
    const args = [folder, String(run), String(plan.schools)];
    const helper = await startHelper<Planned>('plan-process.ts', args, AS_A_HOME);
    await helper.stop();
    runs.push(helper.said);
  }
  const mid = (of: (run: Planned) => number): number => median(runs.map(of));
  return [
    atMost(
      'notice planned',
      mid(({ planSec }) => planSec),
      's',
      1.5,
      {
        name: 'its rows inserted, nothing else',
        value: mid(({ insertSec }) => insertSec),
      },
    ),
    atMost(
      'memory of planning, largest',
      mid(({ peakMB }) => peakMB),
      'MB',
      200,
      {
        name: 'the same process before it plans',
        value: mid(({ emptyMB }) => emptyMB),
      },
    ),
  ];
};
