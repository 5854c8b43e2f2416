// Goal: no page that names the account of a visit is shown, in whatever letters it was sent.
// Method: one page in a charset that only its Content-Type tells, where a guess would read another name.
import { expect, it } from 'vitest';
import { withoutAccount } from '../../../../adapters/local/crawl/without-account.ts';

const page = (name: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from('<p>Bonjour '), name, Buffer.from(' !</p>')]);

it('reads a page in the charset that it was sent as', async () => {
  // "é" is 0x8E in the charset of old Macintoshes, "Ž" in Windows-1252.
  const bytes = page(Uint8Array.from([0x4b, 0x8e, 0x76, 0x69, 0x6e]));
  const file = { name: 'a.html', path: '/a.html', sizeBytes: bytes.length, charset: 'macintosh' };
  const listing = { files: [file], leftOut: [], aliases: {}, contents: new Map(), hosts: [] };
  const { files, leftOut } = await withoutAccount(listing, ['Kévin'], () => bytes);
  expect(files).toEqual([]);
  expect(leftOut).toEqual([{ name: 'a.html', reason: 'names-the-account' }]);
});
