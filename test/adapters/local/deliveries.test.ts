// Goal: a ledger written by the version before receipts opens, keeps what it holds, and takes
// receipts. Method: a file made with that version's own tables.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openDeliveries } from '../../../adapters/local/deliveries.ts';
import { epochMs } from '../../../core/units.ts';

const TABLES_BEFORE_RECEIPTS = `
  CREATE TABLE deliveries (
    seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, notice TEXT NOT NULL,
    channel TEXT NOT NULL, address TEXT NOT NULL, recipients TEXT NOT NULL,
    language TEXT NOT NULL, priority INTEGER NOT NULL, not_before INTEGER,
    due_at INTEGER NOT NULL, state TEXT NOT NULL DEFAULT 'planned',
    tries INTEGER NOT NULL DEFAULT 0, detail TEXT NOT NULL DEFAULT '', settled_at INTEGER
  ) STRICT;
  INSERT INTO deliveries
    (key, notice, channel, address, recipients, language, priority, due_at, state, settled_at)
  VALUES ('n/mail/a', 'n', 'mail', 'a@x.example', '["R"]', 'fr', 10, 0, 'accepted', 5)`;

/** The version after it had receipts, which moved no state, and other words. */
const ROWS_OF_VERSION_0 = `
  ALTER TABLE deliveries ADD COLUMN receipt TEXT;
  ALTER TABLE deliveries ADD COLUMN receipt_detail TEXT;
  ALTER TABLE deliveries ADD COLUMN receipt_at INTEGER;
  INSERT INTO deliveries
    (key, notice, channel, address, recipients, language, priority, due_at, state, receipt)
  SELECT 'n/sms/' || column1, 'n', 'sms', column1, '["R"]', 'fr', 10, 0, column2, column3
  FROM (VALUES
    ('busy', 'sending', NULL), ('no', 'rejected', NULL), ('lost', 'unknown', NULL),
    ('came', 'accepted', 'delivered'), ('gone', 'accepted', 'bounced'),
    ('late', 'accepted', 'expired'), ('kept', 'unknown', 'blocked'),
    ('told', 'planned', 'delivered'))`;

test('a ledger of the version before receipts opens, and learns of a bounce', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'preau-old-ledger-'));
  try {
    const path = join(folder, 'deliveries.sqlite');
    const old = new DatabaseSync(path);
    old.exec(TABLES_BEFORE_RECEIPTS);
    old.close();
    openDeliveries(path).close();
    const ledger = openDeliveries(path);
    expect(await ledger.counts('n')).toMatchObject({ accepted: 1 });
    expect(await ledger.readers('n')).toHaveLength(1);
    const bounce = { key: 'n/mail/a', kind: 'bounced', detail: 'gone', at: epochMs(9) } as const;
    expect(await ledger.note(bounce)).toBe(true);
    expect(await ledger.unreached('n', 9)).toMatchObject([{ detail: 'bounced: gone' }]);
    ledger.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a ledger of five words opens with eight, once, and nobody is lost', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'preau-old-ledger-'));
  try {
    const path = join(folder, 'deliveries.sqlite');
    const old = new DatabaseSync(path);
    old.exec(TABLES_BEFORE_RECEIPTS);
    old.exec(ROWS_OF_VERSION_0);
    old.close();
    for (const _ of ['first', 'again']) {
      const ledger = openDeliveries(path);
      expect(await ledger.counts('n')).toEqual({
        planned: 0,
        claimed: 1,
        unknown: 1,
        accepted: 1,
        delivered: 2,
        'failed-temporary': 1,
        suppressed: 1,
        'failed-permanent': 2,
      });
      expect(await ledger.firstAcceptedAt('n')).toBe(5);
      expect(await ledger.unreached('n', 9)).toHaveLength(5);
      ledger.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
