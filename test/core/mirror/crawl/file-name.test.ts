// Goal: a lesson's name is legible, allowed on every file system, its own, and the same tomorrow.
// Method: examples as platforms write addresses, then properties over addresses.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalAddress } from '../../../../core/mirror/alias.ts';
import { lessonFileName } from '../../../../core/mirror/crawl/file-name.ts';
import { answersItself, nameFiles } from '../../../../core/mirror/crawl/name-files.ts';

const HTML = 'text/html';
const MARK = 'a1b2c3d4';

describe('the name of a page', () => {
  it.each([
    ['/', HTML, 'index.html'],
    ['/cours/', HTML, 'cours/index.html'],
    ['/cours/leçon-0001.html', HTML, 'cours/leçon-0001.html'],
    ['/cours/page 3.html', HTML, 'cours/page 3.html'],
    ['/mod/page/view.php?id=4', HTML, 'mod/page/view-id=4.html'],
    ['/cours/?page=2', HTML, 'cours/index-page=2.html'],
    ['/wiki/Théorème', HTML, 'wiki/Théorème.html'],
    ['/notes-2.0', HTML, 'notes-2.0.html'],
    ['/pluginfile.php/12/fiche.pdf', 'application/pdf', 'pluginfile.php/12/fiche.pdf'],
    ['/download.php?f=3', 'application/pdf', 'download-f=3.pdf'],
    ['/image/12', 'image/png', 'image/12.png'],
    ['/photo.JPG', 'image/jpeg', 'photo.JPG'],
    ['/code/tri.py', 'text/plain', 'code/tri.py'],
    ['/fiche.pdf', HTML, 'fiche.pdf.html'],
    ['/a?b=1/2&c=é', HTML, 'a-b=1_2,c=é.html'],
    ['/a:b/c', HTML, `a_b/c~${MARK}.html`],
    ['/con', HTML, `con_~${MARK}.html`],
    ['/fichier.bin', '', 'fichier.bin'],
  ])('%s of type %s is %s', (address, type, name) => {
    expect(lessonFileName(address, type, MARK)).toBe(name);
  });

  const address = fc
    .webUrl({ withQueryParameters: true })
    .map((url) => {
      const { pathname, search } = new URL(url);
      return canonicalAddress(pathname + search);
    })
    .filter((found) => found !== null);

  it('has nothing that a file system, an address or S3 refuses, and is in its own folder', () => {
    fc.assert(
      fc.property(address, (one) => {
        const name = lessonFileName(one, HTML, MARK);
        expect(name).not.toMatch(/[<>:"|?*\\%#&]|\p{Cc}/u);
        expect(name.split('/').every((part) => part !== '' || name.includes('//'))).toBe(true);
        const [path = ''] = one.split('?', 1);
        expect(name.split('/')).toHaveLength(path.split('/').length - 1);
      }),
    );
  });

  it('is nobody else’s, on file systems that know no case either', () => {
    const twins = fc.constantFrom(
      '/a.html',
      '/A.html',
      '/a',
      '/a.php',
      '/a?b=1&c=2',
      '/a?b=1,c=2',
      '/a:',
      '/a|',
    );
    fc.assert(
      fc.property(fc.uniqueArray(fc.oneof(address, twins), { maxLength: 30 }), (addresses) => {
        const names = nameFiles(
          addresses.map((one, index) => ({
            address: one,
            folder: '',
            type: HTML,
            mark: `m${index}`,
          })),
        ).map((name) => name.toLowerCase());
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });

  it('does not change when another of the same name comes', () => {
    const of = (addresses: readonly string[]) =>
      nameFiles(
        addresses.map((one) => ({ address: one, folder: '', type: HTML, mark: one.slice(-1) })),
      );
    expect(of(['/a.html'])).toEqual(['a.html']);
    expect(of(['/a', '/a.html'])).toEqual(['a~a.html', 'a.html']);
  });

  it('needs no alias where it is the address itself', () => {
    expect(answersItself('/le%C3%A7on.html', 'leçon.html')).toBe(true);
    expect(answersItself('/view.php?id=4', 'view-id=4.html')).toBe(false);
  });
});
