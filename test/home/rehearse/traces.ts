import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openJournal } from '../../../adapters/local/journal.ts';
import { hashOf } from '../../../adapters/local/hash.ts';
import { loadPolicy } from '../../../home/load-policy.ts';
import { loadRehearsal } from '../../../home/rehearse/load-rehearsal.ts';
import { readProgress } from '../../../home/rehearse/progress-file.ts';
import { withPorts } from '../../../home/rehearse/set-ports.ts';
import { checkJournal } from '../../../core/promises/check-journal.ts';
import type { JournalEntry } from '../../../core/journal/entry.ts';
import { inEnglish } from '../../fixtures/in-english.ts';
import type { TinyRehearsal } from './tiny-rehearsal.ts';

/** What a rehearsal left on disk, read by itself and with no word of the home believed. */
export interface Traces {
  readonly entries: readonly JournalEntry[];
  /** Promises that the journal does not keep. */
  readonly broken: readonly string[];
  /** The ledger's deliveries. */
  readonly owed: readonly {
    readonly channel: string;
    readonly address: string;
    readonly state: string;
  }[];
  /** What the sinks' boxes show. */
  readonly boxes: readonly {
    readonly channel: string;
    readonly recipient: string;
    readonly subject: string;
  }[];
  /** Actions that nobody has carried out. */
  readonly undone: readonly string[];
}

export async function tracesOf(rehearsal: TinyRehearsal): Promise<Traces> {
  const progress = readProgress(join(rehearsal.run, 'rehearsal.json'));
  const config = withPorts(loadRehearsal(rehearsal.folder).config, progress?.ports ?? {}, {
    smsGateway: '',
    bounceFolder: '',
  });
  const entries = await journalOf(rehearsal);
  const checks = checkJournal(entries, loadPolicy(config), hashOf);
  const rows = (file: string, sql: string) => {
    const database = new DatabaseSync(join(rehearsal.run, file), { readOnly: true });
    try {
      return database.prepare(sql).all();
    } finally {
      database.close();
    }
  };
  const text = (row: Record<string, unknown>, column: string) => String(row[column]);
  return {
    entries,
    broken: checks
      .filter(({ held }) => !held)
      .map(({ id, said }) => `${id}: ${inEnglish(...said)}`),
    owed: rows('deliveries.sqlite', 'SELECT channel, address, state FROM deliveries').map(
      (row) => ({
        channel: text(row, 'channel'),
        address: text(row, 'address'),
        state: text(row, 'state'),
      }),
    ),
    boxes: rows('sinks/sinks.sqlite', 'SELECT channel, recipient, subject FROM messages').map(
      (row) => ({
        channel: text(row, 'channel'),
        recipient: text(row, 'recipient'),
        subject: text(row, 'subject'),
      }),
    ),
    undone: rows('journal.sqlite', 'SELECT key FROM outbox WHERE done = 0').map((row) =>
      text(row, 'key'),
    ),
  };
}

/** The journal so far; empty while there is none. */
export async function journalOf(rehearsal: TinyRehearsal): Promise<readonly JournalEntry[]> {
  const path = join(rehearsal.run, 'journal.sqlite');
  const journal = openJournal(path);
  try {
    const entries: JournalEntry[] = [];
    for await (const entry of journal.read(1)) entries.push(entry);
    return entries;
  } finally {
    journal.close();
  }
}
