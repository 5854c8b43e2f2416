// Goal: what changed in a lesson, in the order and in the addresses is said as a teacher would.
// Method: two small lessons and lists; properties against a plain way to count.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareLessons } from '../../../../core/mirror/compare/compare-lessons.ts';
import { lostAddresses } from '../../../../core/mirror/compare/lost-addresses.ts';
import { movedInOrder } from '../../../../core/mirror/compare/moved-in-order.ts';
import { sha256 } from '../../../../core/units.ts';

const lesson = (text: string, changes = {}) => ({
  title: 'La dérivée',
  text,
  credit: '',
  pictures: [],
  links: [],
  isOwn: false,
  ...changes,
});
const compare = (before: string, after: string) =>
  compareLessons('/a.html', lesson(before), lesson(after), true);

describe('a lesson', () => {
  it('with the same sentences has not changed, wherever they stand', () => {
    expect(compare('Un. Deux. Trois.', 'Trois. Un.  Deux.')).toBeNull();
  });
  it('has changed by the part that is new, and shows its first new sentence', () => {
    expect(compare('AAAA.\nBBBB.', 'AAAA.\nCCCC.')).toEqual({
      path: '/a.html',
      title: 'La dérivée',
      share: 0.5,
      sentence: { kind: 'new', text: 'CCCC.' },
      pictures: false,
    });
  });
  it('that only lost some shows what is gone', () => {
    expect(compare('AAAA. BBBB.', 'AAAA.')?.sentence).toEqual({ kind: 'gone', text: 'BBBB.' });
  });
  it('counts a sentence as often as it stands there', () => {
    expect(compare('Oui. Oui.', 'Oui.')?.share).toBe(0.5);
  });
  it('changes by its title, its pictures or its licence alone', () => {
    const changed = compareLessons(
      '/a.html',
      lesson('Un.'),
      lesson('Un.', { title: 'Dérivées', credit: 'CC BY' }),
      false,
    );
    expect(changed).toEqual({
      path: '/a.html',
      title: 'Dérivées',
      titleBefore: 'La dérivée',
      share: 0,
      pictures: true,
      credit: { before: '', after: 'CC BY' },
    });
  });
  it('shows no more of a sentence than a line holds', () => {
    expect(compare('', 'x'.repeat(5_000))?.sentence?.text).toHaveLength(160);
  });
  it('never changes by more than all of it, and not from itself', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const share = compare(before, after)?.share ?? 0;
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
        expect(compare(before, before)).toBeNull();
      }),
    );
  });
});

describe('an order', () => {
  it('has changed by the fewest that had to move', () => {
    expect(movedInOrder(['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c'])).toEqual(['d']);
    expect(movedInOrder(['a', 'b', 'c'], ['a', 'x', 'c'])).toEqual([]);
    expect(movedInOrder(['a', 'b', 'c'], ['c', 'a'])).toEqual(['c']);
  });
  it('is the old one again without those that moved', () => {
    const lists = fc
      .uniqueArray(fc.nat(30).map(String))
      .chain((before) => fc.shuffledSubarray(before).map((after) => [before, after] as const));
    fc.assert(
      fc.property(lists, ([before, after]) => {
        const moved = new Set(movedInOrder(before, after));
        const left = after.filter((item) => !moved.has(item));
        const set = new Set(left);
        expect(left).toEqual(before.filter((item) => set.has(item)));
        expect(left.length).toBeGreaterThanOrEqual(Math.min(1, after.length));
      }),
    );
  });
});

describe('addresses', () => {
  const file = (path: string) => ({ path, type: 'text/html', sizeBytes: 1, sha256: sha256('') });
  const files = [file('/a.html'), file('/b.html'), file('/_preau/theme.0.css')];
  const before = { files, aliases: { '/view.php?id=1': '/a.html', '/cours/été': '/b.html' } };
  it('that still open the same are not lost; those of the mirror itself do not count', () => {
    const after = { files: files.slice(0, 2), aliases: before.aliases };
    expect(lostAddresses(before, after, new Map())).toEqual({ gone: [], turned: [] });
  });
  it('that open nothing, and that open something else, are told apart', () => {
    const after = {
      files: [file('/a.html'), file('/c.html')],
      aliases: { '/view.php?id=1': '/c.html' },
    };
    expect(lostAddresses(before, after, new Map())).toEqual({
      gone: ['/b.html', '/cours/été'],
      turned: [{ address: '/view.php?id=1', before: '/a.html', after: '/c.html' }],
    });
  });
  it('may follow a lesson that moved', () => {
    const after = {
      files: [file('/a.html'), file('/c.html')],
      aliases: { ...before.aliases, '/cours/été': '/c.html', '/b.html': '/c.html' },
    };
    expect(lostAddresses(before, after, new Map([['/b.html', '/c.html']]))).toEqual({
      gone: [],
      turned: [],
    });
  });
});
