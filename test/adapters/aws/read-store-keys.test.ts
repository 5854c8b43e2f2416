// Goal: keys of a store come from a file that only its owner reads, and are never told.
// Method: files of a temporary folder, right and wrong.
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readStoreKeys } from '../../../adapters/aws/read-store-keys.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preau-keys-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(text: string, mode = 0o600): Promise<string> {
  const path = join(folder, 'keys.json');
  await writeFile(path, text);
  await chmod(path, mode);
  return path;
}
const KEYS = { accessKeyId: 'SCW1', secretAccessKey: 'very-secret' };

it('reads them', async () => {
  expect(await readStoreKeys(await file(JSON.stringify(KEYS)))).toEqual(KEYS);
});

it.each([
  ['others may read it', JSON.stringify(KEYS), 0o644, 'config-invalid'],
  ['something else', '{"accessKeyId":"very-secret"}', 0o600, 'config-invalid'],
  ['no JSON', 'very-secret', 0o600, 'config-invalid'],
  ['too large', JSON.stringify({ ...KEYS, more: 'x'.repeat(5_000) }), 0o600, 'file-unreadable'],
])('refuses %s, and tells nothing of it', async (_, text, mode, code) => {
  const refused = await readStoreKeys(await file(text, mode)).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code });
  expect(String(refused)).not.toContain('very-secret');
});

it('refuses a file that is not there', async () => {
  const absent = readStoreKeys(join(folder, 'absent'));
  await expect(absent).rejects.toMatchObject({ code: 'file-unreadable' });
});
