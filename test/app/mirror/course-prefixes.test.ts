// Goal: an address that is not in a copy leads to the course that it stood in, where it is one course's.
// Method: small lists of lessons, and the page that answers unknown addresses.
import { expect, it } from 'vitest';
import { coursePrefixes } from '../../../app/mirror/course-prefixes.ts';
import { listTree } from '../../../app/mirror/list-tree.ts';

const lesson = (path: string, group: string) => ({
  path,
  title: path,
  text: '',
  headings: [],
  group,
  type: 'text/html',
  sizeBytes: 1,
});

const prefixes = (lessons: readonly (readonly [string, string])[]) =>
  coursePrefixes(
    listTree({ lessons: lessons.map(([path, group]) => lesson(path, group)), contents: [] }),
  );

it('are the folders that hold one course each', () => {
  const found = prefixes([
    ['/index.html', ''],
    ['/maths/a/1.html', 'Maths'],
    ['/maths/b/2.html', 'Maths'],
    ['/été/é.html', 'Été'],
  ]);
  expect(found).toEqual([
    ['/maths/', 'Maths', '/maths/a/1.html'],
    ['/été/', 'Été', '/été/é.html'],
  ]);
});

it('are none for courses that share a folder, or lie at the root', () => {
  const found = prefixes([
    ['/cours/1.html', 'Un'],
    ['/cours/2.html', 'Deux'],
    ['/3.html', 'Trois'],
    ['/x/4.html', 'Quatre'],
    ['/y/5.html', 'Quatre'],
  ]);
  expect(found).toEqual([]);
});
