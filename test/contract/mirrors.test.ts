// Goal: what both makings of the `Mirrors` port must keep. Method: one suite; a manifest is laid
// where each looks for it, sound, hostile, or not at all.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createS3Mirrors } from '../../adapters/aws/s3-mirrors.ts';
import { pointTo, releaseFolder } from '../../adapters/local/mirror/pointer.ts';
import type { Mirrors } from '../../app/ports.ts';
import { OBJECTS } from '../../config/aws-names.ts';
import { platformId } from '../../core/units.ts';
import { folderMirrors } from '../../home/open-ports.ts';
import { startStore, type StoreEndpoint } from './store-endpoint.ts';

let folder = '';
let store: StoreEndpoint;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preau-mirrors-'));
  store = await startStore();
  store.server.createBucket('evidence');
});
afterAll(async () => {
  await store.stop();
  rmSync(folder, { recursive: true, force: true });
});

const BUILD = '0123456789abcdef';
const manifest = (platform: string) => ({
  version: 1,
  platform,
  buildId: BUILD,
  builtAt: 1_617_600_000_000,
  title: 'Leçons',
  licence: 'CC0',
  attribution: 'nous',
  files: [{ path: '/été.html', sha256: 'a'.repeat(64), sizeBytes: 9, type: 'text/html' }],
  aliases: { '/course?id=1': '/été.html' },
  signature: { algorithm: 'ed25519', keyId: BUILD, value: 's' },
});

interface Making {
  readonly mirrors: Mirrors;
  readonly lay: (platform: string, text: string) => Promise<void>;
}

const inFolder = (): Making => ({
  mirrors: folderMirrors(folder),
  lay: async (platform, text) => {
    const mirror = join(folder, platform);
    const release = releaseFolder(mirror, BUILD);
    mkdirSync(join(release, '_preau'), { recursive: true });
    writeFileSync(join(release, '_preau/manifest.json'), text);
    await pointTo(mirror, BUILD);
  },
});
const inBucket = (): Making => ({
  mirrors: createS3Mirrors({ client: store.s3, bucket: 'evidence' }),
  lay: async (platform, Body) => {
    const Key = OBJECTS.manifest(platform);
    await store.s3.send(new PutObjectCommand({ Bucket: 'evidence', Key, Body }));
  },
});

describe.each([
  ['a folder', inFolder],
  ['a bucket', inBucket],
] as const)('what was published, in %s', (_, open) => {
  it('is nothing before the first build', async () => {
    expect(await open().mirrors.manifest(platformId('nobody'))).toBeNull();
  });

  it('is told as its builder wrote it down', async () => {
    const { mirrors, lay } = open();
    await lay('nord', JSON.stringify(manifest('nord')));
    expect(await mirrors.manifest(platformId('nord'))).toEqual(manifest('nord'));
  });

  it.each([
    ['no JSON', '{'],
    ['another version', JSON.stringify({ ...manifest('sud'), version: 2 })],
    [
      'a file that climbs out',
      JSON.stringify({
        ...manifest('sud'),
        files: [{ path: '/../x', sha256: 'a'.repeat(64), sizeBytes: 1, type: 'text/html' }],
      }),
    ],
    ['a build id that is a path', JSON.stringify({ ...manifest('sud'), buildId: '../../x' })],
    ['an endless title', JSON.stringify({ ...manifest('sud'), title: 'x'.repeat(2_000) })],
  ])('that is %s is refused', async (__, text) => {
    const { mirrors, lay } = open();
    await lay('sud', text);
    await expect(mirrors.manifest(platformId('sud'))).rejects.toMatchObject({
      code: 'mirror-unverified',
    });
  });
});

it("another platform's manifest is refused in a bucket", async () => {
  const { mirrors, lay } = inBucket();
  await lay('est', JSON.stringify(manifest('ouest')));
  await expect(mirrors.manifest(platformId('est'))).rejects.toThrow('the manifest of ouest');
});
