// Goal: whatever the files, each is in one share and each address in one batch, in order and bounded.
// Method: properties over any list.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copyBatches } from '../../../app/mirror/copy-batches.ts';
import { releaseAddresses } from '../../../app/mirror/release-addresses.ts';
import { shareOut } from '../../../app/mirror/share-out.ts';
import { addressBook } from '../../../core/mirror/address-book.ts';
import { epochMs, platformId, sha256 } from '../../../core/units.ts';

test('shares follow each other without a gap, within their bounds but for a single large file', () => {
  const sizes = fc.array(fc.nat({ max: 120 }), { maxLength: 40 });
  fc.assert(
    fc.property(sizes, (all) => {
      const shares = shareOut(
        all.map((sizeBytes) => ({ file: { sizeBytes } })),
        5,
        100,
      );
      const at = shares.flatMap(({ from, to }) => all.slice(from, to).map((_, i) => from + i));
      expect(at).toEqual([...all.keys()]);
      for (const { from, to } of shares) {
        const bytes = all.slice(from, to).reduce((sum, one) => sum + one, 0);
        expect(to > from && to - from <= 5 && (bytes <= 100 || to - from === 1)).toBe(true);
      }
    }),
  );
});

const names = fc.constantFrom('/a.html', '/b?.html', '/api/c.html', '/d.pdf', '/login');
const aliases = fc.dictionary(
  fc.constantFrom('/', '/x', '/x?id=1', '/x?id=2&lang=fr', '/a.html', '/%zz', '/api/y'),
  names,
);
const manifestOf = (paths: readonly string[], of: Readonly<Record<string, string>>) => ({
  version: 1 as const,
  platform: platformId('ent'),
  buildId: '0123456789abcdef',
  builtAt: epochMs(0),
  title: '',
  licence: '',
  attribution: '',
  files: paths.map((path) => ({ path, sha256: sha256(path), sizeBytes: 1, type: 'text/html' })),
  aliases: of,
});

test('the addresses of a release are those that its address book finds, to the file', () => {
  fc.assert(
    fc.property(fc.uniqueArray(names), aliases, (paths, of) => {
      const manifest = manifestOf(paths, of);
      const book = addressBook(manifest);
      const { files } = releaseAddresses(manifest);
      for (const original of [...Object.keys(of), '/', '/d.pdf', '/b%3F.html']) {
        const found = book.find(original);
        const listed = [...files].some(([, file]) => file === found);
        expect(found === null || listed).toBe(true);
      }
      for (const [address, file] of files) {
        const target = address.split('%3F').map(encodeURI).join('%3F');
        expect(book.find(target)).toBe(file);
      }
    }),
  );
});

test('every address is in one batch, and from the release before only where it is the same', () => {
  fc.assert(
    fc.property(fc.uniqueArray(names), aliases, (paths, of) => {
      const manifest = manifestOf(paths, of);
      const hashes = { '/a.html': sha256('/a.html'), '/d.pdf': sha256('other') };
      const batches = copyBatches(manifest, { buildId: 'before', hashes }, 2);
      const addresses = batches.flatMap(({ objects }) => objects.map(({ address }) => address));
      expect(addresses).toEqual([...releaseAddresses(manifest).files.keys()]);
      for (const { objects, previous } of batches) {
        expect(objects.length).toBeLessThanOrEqual(2);
        const same = objects.map(({ path }) => path).filter((path) => path === '/a.html');
        expect(previous?.same).toEqual([...new Set(same)]);
      }
    }),
  );
});
