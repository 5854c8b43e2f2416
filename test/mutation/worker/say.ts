import { appendFileSync } from 'node:fs';
import type { WorkerWord } from '../worker-word.ts';

/** Chosen: often enough for whoever watches, rare enough to cost nothing. */
const ALIVE_EVERY_MS = 300;

export interface Say {
  (word: WorkerWord): void;
  /** Between two tests: says so when nothing was said for a while. */
  readonly alive: () => void;
}

/** Writes words at once, so that they are there when this process is ended in the midst of work. */
export function sayInto(path: string): Say {
  let last = 0;
  const say = (word: WorkerWord): void => {
    last = performance.now();
    appendFileSync(path, `${JSON.stringify(word)}\n`);
  };
  const alive = (): void => {
    if (performance.now() - last > ALIVE_EVERY_MS) say({ kind: 'alive' });
  };
  return Object.assign(say, { alive });
}
