import type { SQLOutputValue } from 'node:sqlite';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { openSqlite } from '../../adapters/local/sqlite.ts';
import { type EpochMs, epochMs } from '../../core/units.ts';

/** One message as a sink took it in. */
interface TakenIn {
  readonly channel: 'mail' | 'sms';
  readonly at: EpochMs;
  readonly from: string;
  readonly to: string;
  /** A mail's Message-ID; for an SMS, the sender's own key when it gave one. */
  readonly messageId: string;
  /** A mail's subject, an SMS's whole text. */
  readonly subject: string;
  readonly raw: Buffer;
}

/** One line of the inbox. */
export interface ListedMessage {
  readonly id: number;
  readonly channel: 'mail' | 'sms';
  readonly at: EpochMs;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  /** How often the same mail arrived again, and was shown once. */
  readonly repeats: number;
}

export interface MessageQuery {
  readonly channel?: 'mail' | 'sms';
  /** Older than the message with this id. */
  readonly before?: number;
  /** At most 500. */
  readonly limit: number;
  /** In the recipient, the subject or the SMS, without regard to ASCII case. */
  readonly search?: string;
}

export interface SinkCounts {
  readonly mails: number;
  readonly sms: number;
  /** Mails that arrived again with the same Message-ID for the same recipient. */
  readonly repeats: number;
  /** SMS whose recipient already had the same text: phones show both. */
  readonly smsRepeats: number;
}

export interface MessageStore {
  add(message: TakenIn): void;
  list(query: MessageQuery): readonly ListedMessage[];
  get(id: number): { readonly listed: ListedMessage; readonly raw: Buffer } | null;
  counts(): SinkCounts;
  close(): void;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY,
    channel TEXT NOT NULL,
    at INTEGER NOT NULL,
    sender TEXT NOT NULL,
    recipient TEXT NOT NULL,
    message_id TEXT,
    subject TEXT NOT NULL,
    raw BLOB NOT NULL,
    repeats INTEGER NOT NULL DEFAULT 0,
    UNIQUE (recipient, message_id)
  ) STRICT;
`;

/**
 * What the sinks took in, in one SQLite file. A message is in the file before its sender is
 * answered, so a killed process loses none that it accepted.
 *
 * As a mailbox does, the same Message-ID for the same recipient is kept once and counted. Two SMS
 * are always two.
 */
export function openMessageStore(path: string): MessageStore {
  const database = openSqlite(path);
  // Enough for a killed process; only a power cut could take the last moments of a rehearsal.
  database.exec('PRAGMA synchronous = NORMAL');
  database.exec(SCHEMA);
  const insert = database.prepare(
    `INSERT INTO messages (channel, at, sender, recipient, message_id, subject, raw)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (recipient, message_id) DO UPDATE SET repeats = repeats + 1`,
  );
  const list = database.prepare(
    `SELECT id, channel, at, sender, recipient, subject, repeats FROM messages
     WHERE id < ? AND channel LIKE ? AND (recipient LIKE ? ESCAPE '\\' OR subject LIKE ? ESCAPE '\\')
     ORDER BY id DESC LIMIT ?`,
  );
  const get = database.prepare('SELECT * FROM messages WHERE id = ?');
  const counts = database.prepare(
    `SELECT count(*) FILTER (WHERE channel = 'mail') AS mails,
            count(*) FILTER (WHERE channel = 'sms') AS sms,
            coalesce(sum(repeats), 0) AS repeats,
            (SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM messages
               WHERE channel = 'sms' GROUP BY recipient, subject)) AS smsRepeats
     FROM messages`,
  );

  return {
    add: ({ channel, at, from, to, messageId, subject, raw }) => {
      const id = channel === 'mail' && messageId !== '' ? messageId : null;
      insert.run(channel, at, from, to, id, subject, deflateRawSync(raw, { level: 1 }));
    },
    list: ({ channel, before, limit, search }) => {
      const like = `%${(search ?? '').slice(0, 200).replace(/[\\%_]/gu, '\\$&')}%`;
      const most = Math.max(1, Math.min(500, limit));
      return list
        .all(before ?? Number.MAX_SAFE_INTEGER, channel ?? '%', like, like, most)
        .map(listed);
    },
    get: (id) => {
      const row = get.get(id);
      if (row === undefined || !(row['raw'] instanceof Uint8Array)) return null;
      return { listed: listed(row), raw: inflateRawSync(row['raw']) };
    },
    counts: () => {
      const row = counts.get() ?? {};
      const number = (name: string) => Number(row[name] ?? 0);
      return {
        mails: number('mails'),
        sms: number('sms'),
        repeats: number('repeats'),
        smsRepeats: number('smsRepeats'),
      };
    },
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

const listed = (row: Record<string, SQLOutputValue>): ListedMessage => ({
  id: Number(row['id']),
  channel: row['channel'] === 'sms' ? 'sms' : 'mail',
  at: epochMs(Number(row['at'])),
  from: String(row['sender']),
  to: String(row['recipient']),
  subject: String(row['subject']),
  repeats: Number(row['repeats']),
});
