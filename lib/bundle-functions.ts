import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { FUNCTIONS, type FunctionShape } from '../config/aws-functions.ts';

const root = join(import.meta.dirname, '..');

/** The file of a bundle that Lambda loads. */
export const BUNDLE_FILE = 'index.js';

/**
 * Bundle every function of `lambdas/`, each into a folder of its own, with the files of its row
 * beside it. Constructs cannot wait, and a bundler with a plugin is waited for: it runs as a process.
 *
 * @param folder to write to; what is in it already is taken for bundles
 * @returns the folder of each function's bundle, by the function's name
 * @throws Error of esbuild, with place and reason on standard error
 */
export function bundleFunctions(folder: string): ReadonlyMap<string, string> {
  const program = join(root, 'lib/write-bundles.ts');
  execFileSync(process.execPath, [program, folder, basename(BUNDLE_FILE, '.js')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const names = readdirSync(folder).toSorted();
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
