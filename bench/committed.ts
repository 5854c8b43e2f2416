import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BenchResult } from './bench.ts';
import { readResult } from './kept-results.ts';

const cwd = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);

const git = async (...args: readonly string[]): Promise<string> =>
  (await run('git', [...args], { cwd, maxBuffer: 16_777_216 })).stdout;

/** @returns the commit that is measured, with `+` where a file of it is changed; null outside of git */
export async function thisCommit(): Promise<string | null> {
  try {
    const [commit, changed] = await Promise.all([
      git('rev-parse', '--short=12', 'HEAD'),
      git('status', '--porcelain', '--untracked-files=no'),
    ]);
    return `${commit.trim()}${changed.trim() === '' ? '' : '+'}`;
  } catch {
    return null;
  }
}

/** @returns the result of a bench as it was last committed; null where none was, or none that can be read */
export async function committedResult(name: string): Promise<BenchResult | null> {
  try {
    return readResult(await git('show', `HEAD:docs/benchmarks/${name}.json`));
  } catch {
    return null;
  }
}
