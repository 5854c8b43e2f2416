// Goal: a mirror's key is one file, and no other private key lies beside it.
// Method: what a process killed while it made a key leaves behind; neighbours that are nobody's.
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mirrorKey } from '../../../../adapters/local/mirror/key.ts';
import { temporaryFolder } from './fixture.ts';

const folder = temporaryFolder();

it('takes away the keys that killed processes left beside it, and nothing else', async () => {
  const root = await folder();
  const file = join(root, 'mirror-key.pem');
  const { publicPem } = await mirrorKey(file);
  for (const name of [
    'mirror-key.pem.0123456789ab',
    'mirror-key.pem.old',
    'other.pem.0123456789ab',
  ])
    await writeFile(join(root, name), 'key');
  expect((await mirrorKey(file)).publicPem).toBe(publicPem);
  expect((await readdir(root)).toSorted()).toEqual([
    'mirror-key.pem',
    'mirror-key.pem.old',
    'other.pem.0123456789ab',
  ]);
});
