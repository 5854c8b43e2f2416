// Goal: what both makings of the `Evidence` port must keep. Method: one suite for a folder and for S3
// (fauxqs).
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createS3Evidence } from '../../adapters/aws/s3-evidence.ts';
import { createFolderEvidence } from '../../adapters/local/evidence/folder-evidence.ts';
import { hashOf } from '../../adapters/local/hash.ts';
import type { EvidenceLimits } from '../../app/cause/evidence-limits.ts';
import type { Evidence, RawForm } from '../../app/ports.ts';
import { epochMs, incidentId, type IncidentId, sha256 } from '../../core/units.ts';
import { startStore, type StoreEndpoint } from './store-endpoint.ts';

let folder = '';
let store: StoreEndpoint;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preau-evidence-'));
  store = await startStore();
  store.server.createBucket('evidence');
});
afterAll(async () => {
  await store.stop();
  rmSync(folder, { recursive: true, force: true });
});

const FEW: EvidenceLimits = { formBytes: 100, incidentBytes: 150, forms: 3 };
const bytesOf = (text: string) => new TextEncoder().encode(text);
const form = (text: string, over: Partial<RawForm> = {}): RawForm => ({
  bytes: bytesOf(text),
  from: 'https://status.example/summary.json',
  fetchedAt: epochMs(1_615_337_220_000),
  ...over,
});

describe('evidence in a folder', () => {
  it('that cannot be written is told as one to try again', async () => {
    const blocked = join(folder, 'a-file');
    writeFileSync(blocked, '');
    const keeping = createFolderEvidence(blocked).keep(anIncident(), form('a'));
    await expect(keeping).rejects.toMatchObject({ code: 'store-unavailable', retryable: true });
  });
});

let count = 0;
const anIncident = (): IncidentId =>
  incidentId(`ent-20210406T0605${String((count += 1)).padStart(2, '0')}Z`);

interface Making {
  readonly open: (limits?: EvidenceLimits) => Evidence;
  /** Write other bytes under a hash, behind its back. */
  readonly damage: (hash: string) => Promise<void>;
  /** Put something that is no record among an incident's. */
  readonly litter: (incident: string) => Promise<void>;
}

const inFolder: Making = {
  open: (limits) => createFolderEvidence(folder, limits),
  damage: async (hash) => {
    const found = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    writeFileSync(join(folder, found.find((path) => path.endsWith(hash)) ?? ''), 'altered');
  },
  litter: async (incident) => {
    writeFileSync(join(folder, 'incidents', incident, 'notes.txt'), 'mine');
    writeFileSync(join(folder, 'incidents', incident, `${'0'.repeat(64)}-3.json`), '{"from":1');
  },
};
const inBucket: Making = {
  open: (limits) =>
    createS3Evidence({
      client: store.s3,
      bucket: 'evidence',
      blobs: 'blobs/',
      records: 'evidence/',
      ...(limits && { limits }),
    }),
  damage: async (hash) => {
    const Key = `blobs/${hash}`;
    await store.s3.send(new PutObjectCommand({ Bucket: 'evidence', Key, Body: 'altered' }));
  },
  litter: async (incident) => {
    for (const name of ['notes.txt', `${'0'.repeat(64)}-3.json`]) {
      const Key = `evidence/${incident}/${name}`;
      await store.s3.send(new PutObjectCommand({ Bucket: 'evidence', Key, Body: '{"from":1' }));
    }
  },
};

describe.each([
  ['a folder', inFolder],
  ['a bucket', inBucket],
] as const)('evidence in %s', (_, { open, damage, litter }) => {
  it('comes back as it was kept, whatever its bytes, under their hash', async () => {
    const [evidence, incident] = [open(), anIncident()];
    const comesBack = fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => {
      const hash = await evidence.keep(incident, form('', { bytes }));
      expect(hash).toBe(hashOf(bytes));
      const read = await evidence.read(sha256(hash ?? ''));
      expect(Buffer.compare(read ?? Buffer.from('?'), bytes)).toBe(0);
    });
    await fc.assert(comesBack, { numRuns: 15 });
  });

  it('tells where, when and how each came, by time, and outlives who kept it', async () => {
    const incident = anIncident();
    const later = form('b', { fetchedAt: epochMs(2), status: 503, contentType: 'text/html' });
    await open().keep(incident, later);
    await open().keep(incident, form('a', { from: 'probes', fetchedAt: epochMs(1) }));
    expect(await open().recordsOf(incident)).toEqual([
      { hash: hashOf('a'), sizeBytes: 1, from: 'probes', fetchedAt: 1 },
      {
        hash: hashOf('b'),
        sizeBytes: 1,
        from: later.from,
        fetchedAt: 2,
        status: 503,
        contentType: 'text/html',
      },
    ]);
  });

  it('is one when it comes again, with its first record; another incident has its own', async () => {
    const [evidence, incident, other] = [open(), anIncident(), anIncident()];
    await evidence.keep(incident, form('same', { fetchedAt: epochMs(1) }));
    await evidence.keep(incident, form('same', { fetchedAt: epochMs(2) }));
    await evidence.keep(other, form('same', { fetchedAt: epochMs(3) }));
    expect((await evidence.recordsOf(incident)).map(({ fetchedAt }) => fetchedAt)).toEqual([1]);
    expect((await evidence.recordsOf(other)).map(({ fetchedAt }) => fetchedAt)).toEqual([3]);
  });

  it('has limits, each incident its own, and says when it keeps no more', async () => {
    const [evidence, incident] = [open(FEW), anIncident()];
    expect(await evidence.keep(incident, form('x'.repeat(101)))).toBeNull();
    expect(await evidence.keep(incident, form('y'.repeat(100)))).not.toBeNull();
    expect(await evidence.keep(incident, form('z'.repeat(60)))).toBeNull();
    expect(await evidence.keep(incident, form('1'))).not.toBeNull();
    expect(await evidence.keep(incident, form('2'))).not.toBeNull();
    expect(await evidence.keep(incident, form('3'))).toBeNull();
    // What is there already takes no room.
    expect(await evidence.keep(incident, form('1'))).toBe(hashOf('1'));
    expect(await evidence.keep(anIncident(), form('3'))).toBe(hashOf('3'));
  });

  it('that was altered, or never kept, is not there', async () => {
    const [evidence, incident] = [open(), anIncident()];
    const hash = await evidence.keep(incident, form('une preuve'));
    await damage(hash ?? '');
    expect(await evidence.read(sha256(hash ?? ''))).toBeNull();
    expect(await evidence.read(hashOf('never'))).toBeNull();
    expect(await evidence.recordsOf(anIncident())).toEqual([]);
  });

  it('passes over what is no record among its records', async () => {
    const [evidence, incident] = [open(), anIncident()];
    await evidence.keep(incident, form('a'));
    await litter(incident);
    expect((await evidence.recordsOf(incident)).map(({ hash }) => hash)).toEqual([hashOf('a')]);
  });

  it('keeps nothing under a name that leads elsewhere', async () => {
    const evidence = open();
    for (const name of ['../x', '', 'a/b', '.'])
      await expect(evidence.keep(incidentId(name), form('a'))).rejects.toMatchObject({
        code: 'argument-invalid',
      });
  });
});
