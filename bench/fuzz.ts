import { z } from 'zod';
import type { Bench } from './bench.ts';
import { atMost, measured } from './figure.ts';
import { readLongSize } from './long-size.ts';
import { runForJson } from './run-for-json.ts';

/** Of all readers together. Chosen: what a person leaves running over a meal. */
const MINUTES = 60;
const SEED = 20210406;

const printed = z.object({
  inputs: z.int(),
  runs: z.array(
    z.object({
      name: z.string(),
      inputs: z.int(),
      seconds: z.number(),
      outcomes: z.int(),
      findings: z.array(z.object({ why: z.string(), kept: z.string() })),
    }),
  ),
});

/** Random inputs to every reader of what comes from outside: `npm run fuzz`, once, at its long size. */
export const fuzz: Bench = {
  name: 'fuzz',
  isLong: true,
  tried: {
    'inputs that broke a reader':
      'Six faults, all mended since, their inputs kept in the corpus: a length that zod compares and that has a member `toString` (three readers), a line of YAML that opens thousands of maps (two), words in a style (two) and an address after a sign in a drawing that nothing would have run; and two of the fuzzer itself, of which one ended the packages after ten seconds. The hour was not run again.',
  },
  method:
    'Every reader of what comes from outside is given inputs made of its corpus, an hour for all of them ' +
    '(docs/threat-model.md). Broken is what throws anything but its own error, takes over a second, or more ' +
    'memory than its bound. Outcomes are how many different things a reader said: few mean that its inputs ' +
    'are shallow.',
  async run(say) {
    const { scale, isTrial } = readLongSize(process.env);
    const args = ['--minutes', String(MINUTES * scale), '--seed', String(SEED), '--json'];
    const { inputs, runs } = printed.parse(await runForJson('test/fuzz/run.ts', args, say));
    const found = runs.flatMap(({ name, findings }) =>
      findings.map(({ why, kept }) => [name, why, kept]),
    );
    return {
      isTrial,
      figures: [
        measured('readers', runs.length, 'readers'),
        measured('inputs', inputs, 'inputs'),
        measured(
          'fewest inputs of one reader',
          Math.min(...runs.map((run) => run.inputs)),
          'inputs',
        ),
        atMost('inputs that broke a reader', found.length, 'inputs', 0),
      ],
      tables: [
        {
          title: `Readers, of seed ${SEED}`,
          headings: ['reader', 'inputs', 'seconds', 'outcomes'],
          rows: runs.map(({ name, inputs: own, seconds, outcomes }) => [
            name,
            String(own),
            String(seconds),
            String(outcomes),
          ]),
        },
        ...(found.length === 0
          ? []
          : [{ title: 'Broken', headings: ['reader', 'why', 'kept in the corpus'], rows: found }]),
      ],
    };
  },
};
