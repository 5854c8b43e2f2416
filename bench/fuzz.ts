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
      'One fault, mended since, and one of the fuzzer itself, their inputs kept in the corpus: a rule of a robots.txt was kept, and matched, once for each name before it; and a loop that let no timer run, until half a million of them were the memory’s end. Both readers were clean for 70 s each afterwards, 1.15 million inputs; the hour was not run a third time. The hour before had ten, all mended; a start of this one that was broken off found one more, a YAML text of nothing but signs out of place.',
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
