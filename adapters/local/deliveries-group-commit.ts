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
 * Share one commit among all writes of one turn of the event loop: a flush to disk costs
 * milliseconds, and twenty messages in flight are settled by one.
 */
export function groupCommit(database: DatabaseSync): GroupCommit {
  let waiting: Waiting[] = [];

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
  };

  return (write) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ write, resolve, reject });
    });
}
