import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

const REQUIREMENTS = fileURLToPath(new URL('requirements.txt', import.meta.url));
const CACHE = fileURLToPath(
  new URL('../../node_modules/.cache/preau-conformance', import.meta.url),
);

/** The foreign implementations that the suite is held against, or why there are none. */
export type PythonTools =
  | { readonly kind: 'ready'; readonly python: string; readonly cfnLint: string }
  | { readonly kind: 'absent'; readonly why: string };

/** An interpreter of at least this version; moto's own bound. */
const CHECK_VERSION = 'import sys; sys.exit(sys.version_info < (3, 10))';
const VENV_MAX_MS = 60_000;
/** 60 MB, from whatever registry pip is set up for. Chosen. */
const INSTALL_MAX_MS = 240_000;

/**
 * Make a virtual environment with what `requirements.txt` pins, once per version of that file; it
 * is kept in the cache folder of node_modules. Never throws: what is missing is told in one line.
 */
export async function preparePython(): Promise<PythonTools> {
  const pins = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12);
  const folder = join(CACHE, pins);
  const ready = join(folder, 'ready');
  const bin = join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
  const tools = {
    kind: 'ready',
    python: join(bin, 'python'),
    cfnLint: join(bin, 'cfn-lint'),
  } as const;
  if (existsSync(ready)) return tools;
  try {
    await run('python3', ['-c', CHECK_VERSION]);
  } catch {
    return { kind: 'absent', why: 'there is no python3 of version 3.10 or later' };
  }
  try {
    // What an interrupted run left behind is not built upon.
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(CACHE, { recursive: true });
    await run('python3', ['-m', 'venv', folder], { timeout: VENV_MAX_MS });
    await run(tools.python, ['-m', 'pip', ...INSTALL, '--requirement', REQUIREMENTS], {
      timeout: INSTALL_MAX_MS,
    });
    writeFileSync(ready, '');
    return tools;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    return { kind: 'absent', why: `pip could not install moto and cfn-lint: ${lastLine(error)}` };
  }
}

const INSTALL = [
  'install',
  '--quiet',
  '--no-input',
  '--disable-pip-version-check',
  '--retries',
  '1',
  '--timeout',
  '20',
];

function lastLine(error: unknown): string {
  const said = typeof error === 'object' && error !== null && 'stderr' in error ? error.stderr : '';
  const lines = String(said || error)
    .trim()
    .split('\n');
  return (lines.at(-1) ?? '').slice(0, 200);
}
