import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PREAU = fileURLToPath(new URL('../../../bin/preau.ts', import.meta.url));

export interface StartedPreau {
  /** Also the number of its process group. */
  readonly pid: number;
  /** Standard output so far. */
  said(): string;
  readonly ended: Promise<{
    readonly code: number | null;
    readonly stdout: string;
    readonly stderr: string;
  }>;
  /** With its group; harmless once it has ended. */
  kill(): void;
}

/** The real CLI as a shell starts it: on pipes, in a process group of its own. */
export function startPreau(argv: readonly string[]): StartedPreau {
  const child = spawn(process.execPath, [PREAU, ...argv], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LANG: 'fr_FR.UTF-8', LC_ALL: 'fr_FR.UTF-8' },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  const ended = new Promise<Awaited<StartedPreau['ended']>>((resolve) => {
    child.once('close', (code) => resolve({ code, ...said }));
  });
  const pid = child.pid ?? 0;
  return {
    pid,
    said: () => said.stdout,
    ended,
    kill: () => {
      try {
        process.kill(-pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    },
  };
}
