import { globSync } from 'node:fs';
import { build } from 'esbuild';
import { BUNDLING } from './bundling.ts';

/** Bundle every function into the folder that is given: `<folder>/<name>/<file>.js`. */
const [folder = '', file = ''] = process.argv.slice(2);
const entries = globSync('lambdas/*/index.ts', { cwd: BUNDLING.absWorkingDir }).toSorted();
await build({
  ...BUNDLING,
  entryPoints: entries.map((entry) => ({ in: entry, out: `${entry.split(/[\\/]/)[1]}/${file}` })),
  outdir: folder,
});
