import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What this project uses of `@stryker-mutator/instrumenter`. */
export interface Instrumenter {
  instrument(
    files: readonly { name: string; mutate: true; content: string }[],
    options: { plugins: null; excludedMutations: string[]; ignorers: never[] },
  ): Promise<{
    files: { name: string; content: string }[];
    mutants: MadeMutant[];
  }>;
}

interface MadeMutant {
  readonly id: string;
  readonly fileName: string;
  readonly mutatorName: string;
  readonly replacement: string;
  /** Lines and columns from 0. */
  readonly location: { readonly start: Place; readonly end: Place };
}

interface Place {
  readonly line: number;
  readonly column: number;
}

const MANIFESTS = ['package.json', 'package-lock.json'];

/**
 * The maker of mutants of StrykerJS, fetched when it is first asked for: 78 packages, 23 MB, that
 * nothing else needs. Its versions are locked in `test/mutation/tool/`; no script of theirs is run.
 *
 * @param root of the project, below whose `node_modules` it is kept
 * @returns null where it is not there and cannot be fetched
 */
export async function loadInstrumenter(root: string): Promise<Instrumenter | null> {
  const folder = join(root, 'node_modules/.cache/preau-mutation');
  const name = '@stryker-mutator/instrumenter';
  if (!existsSync(join(folder, 'node_modules', name)) && !fetchInto(folder, root)) return null;
  const found = createRequire(join(folder, 'package.json')).resolve(`${name}/package.json`);
  const { Instrumenter: Made } = (await import(
    pathToFileURL(join(found, '../dist/src/index.js')).href
  )) as { Instrumenter: new (logger: object) => Instrumenter };
  const silent = { debug() {}, info() {}, warn() {}, isDebugEnabled: () => false };
  return new Made(silent);
}

function fetchInto(folder: string, root: string): boolean {
  mkdirSync(folder, { recursive: true });
  for (const name of MANIFESTS) cpSync(join(root, 'test/mutation/tool', name), join(folder, name));
  try {
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: folder,
      stdio: 'pipe',
    });
    return true;
  } catch {
    return false;
  }
}
