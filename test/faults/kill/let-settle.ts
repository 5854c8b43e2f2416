import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';

const LOOK_MS = 500;
/** Nothing is owed any more at so many looks in a row: a review, a way back may be about to begin. Chosen. */
const LOOKS = 8;
/** A busy machine finishes what four homes began. Chosen. */
const MOST_MS = 180_000;

/**
 * Wait until a home that nobody harms any more owes nothing: no action, no message, every name at home.
 *
 * A rehearsal ends when nothing is under way; a home that was killed may only be about to see what fell.
 * Returns in any case after three minutes: whoever judges then finds what is left.
 */
export async function letSettle(run: string, isBack: () => boolean): Promise<void> {
  const owed = [
    openCount(join(run, 'journal.sqlite'), 'SELECT count(*) AS n FROM outbox WHERE done = 0'),
    openCount(
      join(run, 'deliveries.sqlite'),
      `SELECT count(*) AS n FROM deliveries WHERE state IN ('planned', 'claimed')`,
    ),
  ];
  const until = performance.now() + MOST_MS;
  for (let looks = 0; looks < LOOKS && performance.now() < until; ) {
    await delay(LOOK_MS);
    looks = isBack() && owed.every(({ count }) => count() === 0) ? looks + 1 : 0;
  }
  for (const one of owed) one.close();
}

function openCount(file: string, sql: string) {
  const database = new DatabaseSync(file, { readOnly: true });
  const statement = database.prepare(sql);
  return {
    count: () => Number(statement.get()?.['n'] ?? 0),
    close: () => database.close(),
  };
}
