import { copyFileSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';
import { FUNCTIONS, type FunctionShape } from '../config/aws-functions.ts';

const root = join(import.meta.dirname, '..');

/** The file of a bundle that Lambda loads. */
export const BUNDLE_FILE = 'index.js';

/**
 * How a function is bundled: CommonJS, since it starts faster than ES modules do
 * (docs/benchmarks.md, cold-start). The default chain of credentials, which looks for profiles, SSO
 * and instance metadata, is left out: Lambda gives a function its keys by environment variables, and
 * the chain is a sixth of a bundle.
 */
export const BUNDLING = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  minify: true,
  mainFields: ['module', 'main'],
  legalComments: 'none',
  logLevel: 'error',
  alias: {
    '@aws-sdk/credential-provider-node': join(root, 'lambdas/credentials-of-environment.ts'),
  },
} as const satisfies BuildOptions;

/**
 * Bundle every function of `lambdas/`, each into a folder of its own, with the files of its row
 * beside it.
 *
 * @param folder to write to
 * @returns the folder of each function's bundle, by the function's name
 * @throws Error of esbuild, with place and reason
 */
export function bundleFunctions(folder: string): ReadonlyMap<string, string> {
  const entries = globSync('lambdas/*/index.ts', { cwd: root }).toSorted();
  const names = entries.map((entry) => entry.split(/[\\/]/)[1] ?? '');
  const out = BUNDLE_FILE.replace(/\.js$/, '');
  buildSync({
    ...BUNDLING,
    entryPoints: names.map((name, index) => ({ in: entries[index] ?? '', out: join(name, out) })),
    outdir: folder,
  });
  for (const name of names) copyFilesOf(name, join(folder, name));
  return new Map(names.map((name) => [name, join(folder, name)]));
}

/** Put beside a function's bundle what it reads as it is. */
export function copyFilesOf(name: string, folder: string): void {
  const shapes: Readonly<Record<string, FunctionShape>> = FUNCTIONS;
  for (const file of shapes[name]?.files ?? [])
    copyFileSync(join(root, file), join(folder, basename(file)));
}

let once: ReadonlyMap<string, string> | null = null;

/** The bundles of this process, made at their first use and gone with it. */
export function bundles(): ReadonlyMap<string, string> {
  if (once !== null) return once;
  const folder = mkdtempSync(join(tmpdir(), 'preau-bundles-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  once = bundleFunctions(folder);
  return once;
}
