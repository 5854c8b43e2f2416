import { DatabaseSync } from 'node:sqlite';

/** What one address got of one notice. */
export interface Arrived {
  /** Messages that its owner would see: a mailbox shows one Message-ID once, a phone shows all. */
  readonly shown: number;
  /** Mails beyond the first that bore the same Message-ID. */
  readonly again: number;
}

/** By address, what a sink took in. @param file its store, home/sinks/message-store.ts */
export function countArrived(file: string): ReadonlyMap<string, Arrived> {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database
    .prepare('SELECT recipient, count(*) AS shown, sum(repeats) AS again FROM messages GROUP BY 1')
    .all();
  database.close();
  return new Map(
    rows.map(({ recipient, shown, again }) => [
      String(recipient),
      { shown: Number(shown), again: Number(again) },
    ]),
  );
}
