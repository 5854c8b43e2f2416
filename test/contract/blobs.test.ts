// Goal: what both makings of the `Blobs` port must keep. Method: one suite for a folder and for S3
// (fauxqs); conditional writes, which fauxqs lacks, against an endpoint of the test's own.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createS3Blobs } from '../../adapters/aws/s3-blobs.ts';
import { createFolderBlobs } from '../../adapters/local/blobs.ts';
import { hashOf } from '../../adapters/local/hash.ts';
import type { Blobs } from '../../app/ports.ts';
import { sha256 } from '../../core/units.ts';
import { s3At, startStore, startStub, type StoreEndpoint } from './store-endpoint.ts';

let folder = '';
let store: StoreEndpoint;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preau-blobs-'));
  store = await startStore();
  store.server.createBucket('evidence');
});
afterAll(async () => {
  await store.stop();
  rmSync(folder, { recursive: true, force: true });
});
const bytesOf = (text: string) => new TextEncoder().encode(text);

interface Making {
  readonly blobs: Blobs;
  /** Write other bytes under a blob's name, behind its back. */
  readonly damage: (hash: string) => Promise<void>;
}

const inFolder = (): Making => ({
  blobs: createFolderBlobs(folder),
  damage: async (hash) => {
    const [file] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith(hash),
    );
    writeFileSync(join(folder, file ?? ''), 'altered');
  },
});
const inBucket = (): Making => ({
  blobs: createS3Blobs({ client: store.s3, bucket: 'evidence', prefix: 'blobs/' }),
  damage: async (hash) => {
    const Key = `blobs/${hash}`;
    await store.s3.send(new PutObjectCommand({ Bucket: 'evidence', Key, Body: 'altered' }));
  },
});

describe.each([
  ['a folder', inFolder],
  ['a bucket', inBucket],
] as const)('blobs in %s', (_, open) => {
  it('come back as they were put, whatever their bytes, under their own hash', async () => {
    const { blobs } = open();
    const anyBytes = fc.uint8Array({ maxLength: 2_000 });
    const comesBack = fc.asyncProperty(anyBytes, async (bytes) => {
      const hash = await blobs.put(bytes);
      expect(hash).toBe(hashOf(bytes));
      expect(Buffer.compare((await blobs.get(hash)) ?? Buffer.from('?'), bytes)).toBe(0);
    });
    await fc.assert(comesBack, { numRuns: 15 });
  });

  it('are one when put twice, at once as well', async () => {
    const { blobs } = open();
    const hashes = await Promise.all([1, 2, 3].map(() => blobs.put(bytesOf('à tous'))));
    expect(new Set(hashes).size).toBe(1);
  });

  it('that were never put are not there, and no name leads elsewhere', async () => {
    const { blobs } = open();
    expect(await blobs.get(hashOf('never'))).toBeNull();
    expect(await blobs.get(sha256('../secrets'))).toBeNull();
  });

  it('whose bytes were altered are taken for absent', async () => {
    const { blobs, damage } = open();
    const hash = await blobs.put(bytesOf('une preuve'));
    await damage(hash);
    expect(await blobs.get(hash)).toBeNull();
  });
});

describe('blobs in a bucket', () => {
  const status = (codes: readonly number[]) => {
    let asked = 0;
    return startStub((_, response) => {
      response.statusCode = codes[Math.min(asked, codes.length - 1)] ?? 200;
      asked += 1;
      response.end();
    });
  };
  const putAt = async (codes: readonly number[]) => {
    const stub = await status(codes);
    const blobs = createS3Blobs({ client: s3At(stub.url), bucket: 'b', prefix: 'blobs/' });
    const result = await blobs.put(bytesOf('une preuve')).catch((error: unknown) => error);
    await stub.stop();
    return { result, requests: stub.requests };
  };

  it('are written on the condition that none is there; one that is there is as good', async () => {
    const { result, requests } = await putAt([412]);
    expect(result).toBe(hashOf('une preuve'));
    expect(requests[0]?.headers['if-none-match']).toBe('*');
  });

  it('are put again when two who put them were told that they disturb each other', async () => {
    const { result, requests } = await putAt([409, 200]);
    expect(result).toBe(hashOf('une preuve'));
    expect(requests).toHaveLength(2);
  });

  it('a store that is down is told as one to try again; a refusal is not', async () => {
    expect((await putAt([503])).result).toMatchObject({
      code: 'store-unavailable',
      retryable: true,
    });
    expect((await putAt([403])).result).toMatchObject({
      code: 'store-unavailable',
      retryable: false,
    });
  });

  it('beyond the limit are neither put nor read', async () => {
    const small = { client: store.s3, bucket: 'evidence', prefix: 'blobs/', maxBytes: 8 };
    const hash = await inBucket().blobs.put(bytesOf('more than eight bytes'));
    await expect(createS3Blobs(small).get(hash)).rejects.toThrow('at most 8 bytes');
    await expect(createS3Blobs(small).put(bytesOf('nine bytes'))).rejects.toMatchObject({
      code: 'argument-invalid',
    });
  });
});
