// Goal: every address under which a platform's lesson was ever linked finds it, and no other one.
// Method: examples in Moodle's shape, then properties over paths and queries.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressBook } from '../../../core/mirror/address-book.ts';
import { canonicalAddress } from '../../../core/mirror/alias.ts';
import { encodePath } from '../../../core/mirror/site-link.ts';
import { sha256 } from '../../../core/units.ts';

const file = (path: string) => ({ path, sha256: sha256('0'), sizeBytes: 1, type: 'text/html' });

describe('an original address', () => {
  it.each([
    ['/cours', '/cours'],
    ['/a//b', '/a/b'],
    ['/Bases_de_donn%C3%A9es/', '/Bases_de_données/'],
    ['/Bases_de_donne\u0301es/', '/Bases_de_données/'],
    ['/mod/page/view.php?id=4&sesskey=abc&lang=fr', '/mod/page/view.php?id=4'],
    ['/x?b=2&a=1&utm_source=sms&PHPSESSID=1&ticket=ST-1', '/x?a=1&b=2'],
    ['/x;jsessionid=ABC?id=1#part', '/x?id=1'],
    ['/x?', '/x'],
    ['/x?q=d%27abord+ensuite', "/x?q=d'abord%20ensuite"],
  ])('%s is looked up as %s', (target, address) => {
    expect(canonicalAddress(target)).toBe(address);
  });

  it.each(['', 'x', '/a/../b', '/%2e%2e/etc', '/a%00', '/%', '/a\\b', `/${'x'.repeat(9_000)}`])(
    '%j is no lesson’s',
    (target) => {
      expect(canonicalAddress(target)).toBeNull();
    },
  );

  it('does not depend on the order of its parameters, nor on who asks', () => {
    const name = fc.stringMatching(/^[a-c]{1,3}$/);
    const pairs = fc.uniqueArray(fc.tuple(name, fc.string({ maxLength: 5 })), {
      selector: ([key]) => key,
      maxLength: 5,
    });
    const noise = fc.constantFrom(
      'sesskey=1',
      'utm_medium=x',
      'lang=fr',
      'ticket=ST',
      'PHPSESSID=2',
    );
    fc.assert(
      fc.property(pairs, fc.array(noise, { maxLength: 3 }), (parameters, noises) => {
        const written = parameters.map(
          ([key, value]) => `${key}=${encodeURIComponent(value.toWellFormed())}`,
        );
        const plain = canonicalAddress(`/v.php?${written.join('&')}`);
        const other = canonicalAddress(`/v.php?${[...noises, ...written.toReversed()].join('&')}`);
        expect(other).toBe(plain);
      }),
    );
  });

  it('never throws, whatever is asked', () => {
    fc.assert(fc.property(fc.string(), (text) => void canonicalAddress(`/${text}`)));
  });
});

describe('the address book', () => {
  const book = addressBook({
    files: [file('/index.html'), file('/a.html'), file('/b.html'), file('/style.css')],
    aliases: {
      '/view.php?id=1': '/a.html',
      '/view.php?id=2': '/b.html',
      '/': '/index.html',
      '/gone': '/gone.html',
    },
  });
  const path = (target: string) => book.find(target)?.path ?? null;

  it('tells lessons apart by their significant parameter', () => {
    expect(path('/view.php?id=1')).toBe('/a.html');
    expect(path('/view.php?sesskey=x&id=2')).toBe('/b.html');
  });
  it('answers no other lesson for an unknown one', () => {
    expect(path('/view.php?id=3')).toBeNull();
    expect(path('/view.php')).toBeNull();
  });
  it('does not mind a parameter where none matters', () => {
    expect(path('/style.css?v=3')).toBe('/style.css');
    expect(path('/?redirect=0')).toBe('/index.html');
  });
  it('has no address that leads to no file', () => {
    expect(path('/gone')).toBeNull();
  });
  it('finds every file by the address that links write', () => {
    const name = fc
      .string({ minLength: 1, maxLength: 12 })
      .filter(
        (text) =>
          !/[/\\]/.test(text) && canonicalAddress(encodePath(`/${text.toWellFormed()}`)) !== null,
      );
    fc.assert(
      fc.property(name, (text) => {
        const own = `/${text.toWellFormed().normalize('NFC')}`;
        const one = addressBook({ files: [file(own)], aliases: {} });
        expect(one.find(encodePath(own))?.path).toBe(own);
      }),
    );
  });
});
