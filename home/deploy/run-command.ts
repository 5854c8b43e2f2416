import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../bin/preau.js', import.meta.url));
/** As much of an answer is kept: a report lists what was left out. Chosen. */
const SAID_MAX_CHARS = 4 * 1024 * 1024;
const WORDS_MAX_CHARS = 1_000;

export interface CommandEnd {
  /** Null for one that was ended. */
  readonly code: number | null;
  /** What it printed: one JSON document, if it is whole. */
  readonly said: string;
  /** The last of what it said beside. */
  readonly words: string;
}

/** How far a command is, in files. */
export type OnStep = (done: number, total: number) => void;

/**
 * Run one of Préau's own commands in a process of its own, of low priority, that says how far it is.
 *
 * @param signal ends it; what it was doing is left as after `kill`
 */
export function runCommand(
  args: readonly string[],
  onStep: OnStep,
  signal: AbortSignal,
): Promise<CommandEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BIN, ...args, '--json'], {
      env: { ...process.env, PREAU_PROGRESS: 'lines' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (child.pid !== undefined) yieldTo(child.pid);
    let said = '';
    let words = '';
    let rest = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(0, SAID_MAX_CHARS);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = (lines.pop() ?? '').slice(0, WORDS_MAX_CHARS);
      for (const line of lines) {
        const step = /^progress (\d{1,9})\/(\d{1,9})$/.exec(line);
        if (step === null) words = `${words}${line}\n`.slice(-WORDS_MAX_CHARS);
        else onStep(Number(step[1]), Number(step[2]));
      }
    });
    const end = () => child.kill();
    signal.addEventListener('abort', end, { once: true });
    child.on('error', reject);
    child.on('close', (code) => {
      signal.removeEventListener('abort', end);
      resolve({ code, said, words: words.trim() });
    });
    if (signal.aborted) end();
  });
}

/** Whatever else runs here goes first: probes have a second. */
function yieldTo(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, or the system has no priorities.
  }
}
