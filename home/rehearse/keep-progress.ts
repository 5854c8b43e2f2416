import type { Clock } from '../../app/ports.ts';
import { type Progress, writeProgress } from './progress-file.ts';

/** A kill loses at most this much of the rehearsal's clock. */
const EVERY_MS = 500;

/**
 * Write down, twice a second, how far the rehearsal has come.
 *
 * @returns how to write its end, and how to stop writing
 */
export function keepProgress(
  path: string,
  clock: Clock,
  rest: () => Pick<Progress, 'scenario' | 'resumed' | 'ports' | 'away'>,
): { finish(): void; stop(): void } {
  let state: Progress['state'] = 'running';
  const write = (): void =>
    writeProgress(path, { ...rest(), state, rehearsedAt: clock.now(), realAt: Date.now() });
  write();
  const timer = setInterval(write, EVERY_MS);
  return {
    finish: () => {
      state = 'finished';
      write();
    },
    stop: () => clearInterval(timer),
  };
}
