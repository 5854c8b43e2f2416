import type { DatabaseSync } from 'node:sqlite';
import { transaction } from './sqlite.ts';

/** Run a write in the next shared commit; resolves when it is on disk. */
export type GroupCommit = (write: () => unknown) => Promise<void>;

interface Waiting {
  readonly write: () => unknown;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A flush to disk costs about a millisecond, in which nothing else is done: no more than one in so
 * many, which are lost to nobody, since whoever waits for one has others on their way. Chosen.
 */
const GATHER_MS = 3;

/**
 * Share one commit among the writes of some milliseconds: twenty messages in flight are settled by
 * one. Where none was made just now, the writes of this turn of the event loop do not wait.
 */
export function groupCommit(database: DatabaseSync): GroupCommit {
  let waiting: Waiting[] = [];
  let lastMs = Number.NEGATIVE_INFINITY;

  const flush = (): void => {
    const group = waiting;
    waiting = [];
    try {
      transaction(database, () => {
        for (const { write } of group) write();
      });
      for (const { resolve } of group) resolve();
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    lastMs = performance.now();
  };
  const plan = (): void => {
    const waitMs = lastMs + GATHER_MS - performance.now();
    if (waitMs > 0) setTimeout(flush, waitMs);
    else setImmediate(flush);
  };

  return (write) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) plan();
      waiting.push({ write, resolve, reject });
    });
}
