import { spawn } from 'node:child_process';
import { PreauError } from '../../../core/errors.ts';

/** As much of what rsync says is kept. Chosen. */
const SAID_MAX_CHARS = 2_000;
/** Longer lines are no file's: a path has 1,000 bytes. Chosen. */
const LINE_MAX_CHARS = 8_000;

/** rsync gives up on a silent line after as long, and ssh does not ask for a password. Chosen. */
const TIMEOUT_SEC = 60;

/**
 * Ends that a later try may change: no connection, streams that broke off, timeouts, ssh's own.
 *
 * @see https://download.samba.org/pub/rsync/rsync.1#EXIT_VALUES
 */
const MAY_PASS: ReadonlySet<number> = new Set([5, 10, 11, 12, 30, 35, 255]);

/** Partial transfer: what was asked for is not there, or may not be read. */
const PARTIAL = 23;

export interface RunRsync {
  /** Variables besides the surroundings' own. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Told of each line of what it prints. */
  readonly onLine?: ((line: string) => void) | undefined;
  /** @default false */
  readonly mayBeAbsent?: boolean | undefined;
}

/**
 * Run rsync, without a shell: what it is given is never read as a command here, nor on the other
 * side (`--secluded-args`, which older ones call `--protect-args`).
 *
 * @param places sources, then the target; never options
 * @returns false when what was asked for is not there, where that is allowed
 * @throws PreauError `store-unavailable`, when there is no rsync too
 */
export async function runRsync(
  options: readonly string[],
  places: readonly string[],
  { env = {}, onLine, mayBeAbsent = false }: RunRsync = {},
): Promise<boolean> {
  const args = ['-s', '-8', `--timeout=${TIMEOUT_SEC}`, ...options, '--', ...places];
  const { code, said } = await run(args, env, onLine);
  if (code === 0) return true;
  if (code === PARTIAL && mayBeAbsent) return false;
  throw new PreauError(
    'store-unavailable',
    `Expected rsync to reach ${places.at(-1) ?? ''}, got exit code ${code}: ${said.trim().slice(0, 500)}. See the address, the key (ssh) or RSYNC_PASSWORD, and the rights there.`,
    {
      retryable: MAY_PASS.has(code),
      said: {
        key: 'release.rsync',
        values: { place: places.at(-1) ?? '', code, why: said.trim().slice(0, 300) },
      },
    },
  );
}

function run(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  onLine: RunRsync['onLine'],
): Promise<{ readonly code: number; readonly said: string }> {
  const rsh = process.env['RSYNC_RSH'] ?? 'ssh -oBatchMode=yes';
  return new Promise((resolve, reject) => {
    const child = spawn('rsync', args, {
      // Its words and numbers in one language, as they are read here.
      env: { ...process.env, RSYNC_RSH: rsh, ...env, LC_ALL: 'C.UTF-8' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let rest = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-SAID_MAX_CHARS);
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = (lines.pop() ?? '').slice(0, LINE_MAX_CHARS);
      for (const line of lines) onLine?.(line);
    });
    child.on('error', (cause) => reject(absent(cause)));
    child.on('close', (code) => resolve({ code: code ?? 255, said }));
  });
}

const absent = (cause: unknown): PreauError =>
  new PreauError(
    'store-unavailable',
    `Expected the command rsync on this machine, got: ${String(cause)}. Install it (apt-get install rsync), or publish to a folder or a store.`,
    { cause, said: { key: 'release.noRsync', values: { why: String(cause) } } },
  );
