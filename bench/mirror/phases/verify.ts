import { atMost } from '../../figure.ts';
import { measureRun } from '../measure-run.ts';
import type { PhaseResult } from '../phase-result.ts';
import type { Stage } from '../stage.ts';
import { preau, preauCommand } from '../tools/preau.ts';

/** The goal of the mirrors' issue, for 2,000 pages. */
const MAX_SEC = 10;
const MAX_MS = 120_000;

/** `preau mirror verify` of the whole mirror. */
export async function verifyPhase(stage: Stage): Promise<PhaseResult> {
  const crawl = await stage.crawled(preau);
  if (crawl === null) return { figures: [], tables: [] };
  stage.say('verify');
  const command = preauCommand('mirror', 'verify', crawl.out, '--json');
  const run = await measureRun(command, { maxMs: MAX_MS }, stage.leftovers);
  if (run.exitCode !== 0)
    throw new Error(
      `verify ended with ${run.exitCode}: ${run.output.slice(0, 2_000)}${run.errors}`,
    );
  const name = `a mirror of ${stage.plan.lessons} lessons verified, first byte to last`;
  return { figures: [atMost(name, run.wallSec, 's', MAX_SEC)], tables: [] };
}
