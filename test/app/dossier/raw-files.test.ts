import { describe, expect, test } from 'vitest';
import { hashOf } from '../../../adapters/local/hash.ts';
import { checkDossier } from '../../../app/dossier/check-dossier.ts';
import { rawFiles, rawRoom } from '../../../app/dossier/raw-files.ts';
import type { RawRecord } from '../../../app/ports.ts';
import type { Signal } from '../../../core/cause/signal.ts';
import { DOSSIER_LIMITS } from '../../../core/dossier/manifest.ts';
import { epochMs, incidentId, type Sha256 } from '../../../core/units.ts';
import { aDossier, dossierNeeds } from '../../fixtures/a-dossier.ts';
import { BELL } from '../../fixtures/timeline.ts';

// Goal: what signals were read from lies in the dossier byte for byte, what is gone is named, and no
// store can make a dossier too large.
// Method: a store in memory with forms of every sort.

const feed = Buffer.from('{"status":"ok"}\n');
const log = Buffer.from([0, 255, 10, 13]);
const lost = hashOf('lost');

const recordOf = (bytes: Buffer, minute: number, from: string): RawRecord => ({
  hash: hashOf(bytes),
  sizeBytes: bytes.length,
  from,
  fetchedAt: epochMs(BELL + minute * 60_000),
});

const signal = (feature: string, raw: Sha256): Signal => ({
  feature,
  at: epochMs(BELL),
  provenance: 'declared',
  source: 'hoster-feed',
  statement: feature,
  raw,
});

const store = {
  recordsOf: async () => [
    { ...recordOf(feed, 1, 'https://status.example/'), status: 200, contentType: 'text/json' },
    recordOf(log, 2, 'access-log'),
  ],
  read: async (hash: Sha256) => [feed, log].find((bytes) => hashOf(bytes) === hash) ?? null,
};
const incident = {
  id: incidentId('nord-1'),
  signals: [signal('hoster-silent', hashOf(feed)), signal('traffic-crowd', lost)],
};

describe('raw forms', () => {
  test('are listed with where and when they came from, and which signals were read from them', async () => {
    const { forms, list } = await rawFiles(store, incident, '0.0.0');
    expect(forms.map(({ name, collector }) => [name, collector])).toEqual([
      [`raw/${hashOf(feed)}`, 'https://status.example/'],
      [`raw/${hashOf(log)}`, 'access-log'],
    ]);
    expect(JSON.parse(list)).toMatchObject([
      {
        sha256: hashOf(feed),
        file: `raw/${hashOf(feed)}`,
        from: 'https://status.example/',
        fetchedAt: new Date(BELL + 60_000).toISOString(),
        status: 200,
        contentType: 'text/json',
        signals: [{ feature: 'hoster-silent', source: 'hoster-feed' }],
      },
      { file: `raw/${hashOf(log)}`, signals: [] },
      { sha256: lost, file: null, signals: [{ feature: 'traffic-crowd' }] },
    ]);
  });

  test('beyond the room that a dossier has are listed and left out', async () => {
    const room = { bytes: feed.length, forms: 9 };
    const byBytes = await rawFiles(store, incident, '0.0.0', room);
    expect(byBytes.forms).toHaveLength(1);
    expect(JSON.parse(byBytes.list)).toHaveLength(3);
    const byCount = await rawFiles(store, incident, '0.0.0', { bytes: 1_000, forms: 1 });
    expect(byCount.forms).toHaveLength(1);
  });

  test('leave room for the files of many notices, so that a dossier can be packed at all', () => {
    for (const notices of [0, 20, 400, 500, 980]) {
      const { forms } = rawRoom({ notices, vantages: 9 });
      expect(forms).toBeGreaterThanOrEqual(0);
      // Beside them: those that every dossier has.
      expect(forms + 2 * notices + 9 + 15).toBeLessThan(DOSSIER_LIMITS.files);
    }
    expect(rawRoom({ notices: 20, vantages: 3 }).forms).toBe(1_500);
    expect(rawRoom({ notices: 5_000, vantages: 3 }).forms).toBe(0);
  });

  test('lie in a dossier that is whole, and one changed byte of them is found', async () => {
    const { files, manifest } = await aDossier(dossierNeeds({ evidence: store }));
    const bytes = new Map([...files].map(([name, content]) => [name, Buffer.from(content)]));
    expect(checkDossier(bytes, hashOf)).toEqual({ kind: 'whole', manifest });
    expect(bytes.get(`raw/${hashOf(log)}`)?.equals(log)).toBe(true);
    const listed = manifest.files.find(({ name }) => name === `raw/${hashOf(feed)}`);
    expect(listed).toMatchObject({
      collector: 'https://status.example/',
      collected: { from: new Date(BELL + 60_000).toISOString() },
    });
    bytes.set(`raw/${hashOf(log)}`, Buffer.from([0, 255, 10, 12]));
    expect(checkDossier(bytes, hashOf)).toMatchObject({ file: `raw/${hashOf(log)}` });
  });
});
