import { fileURLToPath } from 'node:url';
import { atLeast, atMost, measured } from '../../figure.ts';
import { measureRun } from '../../mirror/measure-run.ts';
import type { PhaseRun } from '../stage.ts';

const PREAU = fileURLToPath(new URL('../../../bin/preau.js', import.meta.url));
const OUTAGES = fileURLToPath(
  new URL('../../../test/fixtures/cause/scenarios.jsonl', import.meta.url),
);
const MAX_MS = 120_000;

/** What `preau cause evaluate --json` tells, as far as it is a figure. */
interface Told {
  readonly scenarios: number;
  readonly spoken: number;
  readonly acceptable: number;
  readonly brier: number;
  readonly logLoss: number;
  readonly falseAccusations: readonly unknown[];
}

/** The verdict's method on the documented outages. */
export const verdictsPhase: PhaseRun = async ({ say, leftovers }) => {
  say('documented outages');
  const args = [PREAU, 'cause', 'evaluate', OUTAGES, '--json'];
  const { output } = await measureRun(
    { program: process.execPath, args },
    { maxMs: MAX_MS },
    leftovers,
  );
  const { scenarios, spoken, acceptable, brier, logLoss, falseAccusations } = JSON.parse(
    output,
  ) as Told;
  return {
    figures: [
      measured('documented outages', scenarios, 'outages'),
      atMost('false accusations among them', falseAccusations.length, 'outages', 0),
      atLeast('outages spoken of', spoken, 'outages', 26),
      atLeast('spoken causes that an expert accepts', acceptable / spoken, 'of 1', 0.95),
      atMost('Brier score', brier, '', 0.26),
      measured('logarithmic loss', logLoss, ''),
    ],
    tables: [],
  };
};
