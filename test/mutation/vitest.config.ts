import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import type { MutationJob } from './mutation-job.ts';

// One worker that has every test of a directory loaded, and every mutant in the code, asleep.

const here = fileURLToPath(new URL('.', import.meta.url));
const job = JSON.parse(
  readFileSync(process.env['PREAU_MUTATION_JOB'] ?? '', 'utf8'),
) as MutationJob;
const INSTEAD: Readonly<Record<string, string>> = {
  vitest: join(here, 'worker/test-registry.ts'),
  'fast-check': join(here, 'worker/few-runs.ts'),
};

export default defineConfig({
  root: job.root,
  plugins: [
    {
      name: 'preau-mutants',
      enforce: 'pre',
      resolveId: (source, importer) =>
        importer === undefined || importer.startsWith(here) ? null : (INSTEAD[source] ?? null),
      transform: (_code, id) => job.sources[relative(job.root, id.split('?')[0] ?? id)] ?? null,
    },
  ],
  test: {
    include: ['test/mutation/worker/every-mutant.ts'],
    testTimeout: 0,
    // The same code is another thing in each run, and the same in each worker of a run.
    fsModuleCachePath: join(dirname(job.words), 'modules'),
    isolate: false,
    maxWorkers: 1,
    pool: 'forks',
    reporters: [],
  },
});
