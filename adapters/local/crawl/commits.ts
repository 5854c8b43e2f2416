import type { DatabaseSync } from 'node:sqlite';

/** Writes down results as they come, those of one moment in one commit. */
export interface Commits {
  /** Done at once; on the disk before the next moment of the process begins. */
  write(work: () => void): void;
  /** Commit what is written. */
  flush(): void;
}

/**
 * Answers that come in one turn of the event loop share a commit: it costs more than what is in it.
 * A process killed in that turn asks for these few again.
 *
 * @param onError told when a commit fails that nobody waits for: the disk is full
 */
export function commits(database: DatabaseSync, onError: (error: unknown) => void): Commits {
  const flush = (): void => {
    if (database.isOpen && database.isTransaction) database.exec('COMMIT');
  };
  const undo = (): void => {
    // On a full disk SQLite has undone all by itself.
    if (database.isOpen && database.isTransaction) database.exec('ROLLBACK');
  };
  const flushLater = (): void => {
    try {
      flush();
    } catch (error) {
      undo();
      onError(error);
    }
  };
  return {
    write: (work) => {
      if (!database.isTransaction) {
        database.exec('BEGIN IMMEDIATE');
        setImmediate(flushLater);
      }
      try {
        work();
      } catch (error) {
        undo();
        throw error;
      }
    },
    flush,
  };
}
