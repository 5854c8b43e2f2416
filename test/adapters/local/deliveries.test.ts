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
