// Goal: the list of a large course can be used on a phone, and counts its lessons as the search does.
// Method: trees of contents and folders; a course of 2,000 lessons, weighed.
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lessonList } from '../../../app/mirror/lesson-list.ts';
import { lessonsInOrder, listTree } from '../../../app/mirror/list-tree.ts';
import type { ListedLesson } from '../../../app/mirror/write-own-pages.ts';

const listed = (path: string, more: Partial<ListedLesson> = {}): ListedLesson => ({
  path,
  title: path.slice(1),
  text: '',
  headings: [],
  group: '',
  type: 'text/html; charset=utf-8',
  sizeBytes: 1_000,
  ...more,
});
const draw = (
  lessons: readonly ListedLesson[],
  contents: Parameters<typeof listTree>[0]['contents'] = [],
) => {
  const chapters = listTree({ lessons, contents });
  return { chapters, html: lessonList({ language: 'fr' }, chapters, '/_preau/lecons.html') };
};

describe('the list of lessons', () => {
  it('has the teacher’s chapters, with their numbers, then folders, and sizes of documents', () => {
    const { html } = draw(
      [
        listed('/a.html'),
        listed('/b.html'),
        listed('/x/c.pdf', { group: 'x', type: 'application/pdf', sizeBytes: 1_234_567 }),
      ],
      [
        { title: 'Chapitre 1', depth: 0, path: null },
        { title: 'Leçon A', depth: 1, path: '/a.html' },
        { title: 'Partie', depth: 1, path: null },
        { title: 'Leçon B', depth: 2, path: '/b.html' },
        { title: 'Vide', depth: 0, path: null },
      ],
    );
    expect(html.replaceAll('\n', '')).toBe(
      '<details data-chapitre="chapitre-1" data-octets="2000" open><summary><span class="preau-titre">Chapitre 1</span> <span class="preau-nombre">2</span></summary>' +
        '<ul class="preau-lecons"><li><a href="../a.html">Leçon A</a></li></ul>' +
        '<details data-chapitre="partie" data-octets="1000" open><summary><span class="preau-titre">Partie</span> <span class="preau-nombre">1</span></summary>' +
        '<ul class="preau-lecons"><li><a href="../b.html">Leçon B</a></li></ul></details></details>' +
        '<details data-chapitre="x" data-octets="1234567" open><summary><span class="preau-titre">x</span> <span class="preau-nombre">1</span></summary>' +
        '<ul class="preau-lecons"><li><a href="../x/c.pdf">x/c.pdf</a> (PDF, 1,2\u00A0Mo)</li></ul></details>'.replace(
          '\u00A0',
          ' ',
        ),
    );
  });

  it('names each lesson in the order in which the search counts them, whatever the contents', () => {
    const line = fc.record({
      title: fc.constantFrom('A', 'B', 'É', ''),
      depth: fc.nat({ max: 5 }),
      path: fc.option(fc.constantFrom('/1.html', '/2.html', '/3.html', '/4.html', '/gone.html')),
    });
    const lessons = ['/1.html', '/2.html', '/3.html', '/4.html', '/5.html'].map((path, at) =>
      listed(path, { group: at % 2 === 0 ? '' : 'dossier' }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (contents) => {
        const { chapters, html } = draw(lessons, contents);
        const drawn = [...html.matchAll(/href="\.\.([^"]+)"/g)].map(([, path]) => path);
        expect([...new Set(drawn)]).toEqual(lessonsInOrder(chapters).map(({ path }) => path));
        expect(new Set(drawn).size).toBe(5);
        const ids = [...html.matchAll(/data-chapitre="([^"]+)"/g)].map(([, id]) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(html.split('<details').length).toBe(html.split('</details>').length);
        expect(html.split('<ul').length).toBe(html.split('</ul>').length);
      }),
    );
  });

  it('of 2,000 lessons in 100 chapters is closed, and stays light', () => {
    const lessons = Array.from({ length: 2_000 }, (_, n) => {
      const chapter = Math.floor(n / 20);
      const group = `Chapitre ${chapter} de la classe de terminale`;
      return listed(`/chapitre-${chapter}/lecon-${n}-fonctions-et-variations.html`, {
        title: `Leçon ${n} : fonctions et variations`,
        group,
      });
    });
    const { html } = draw(lessons);
    expect(html.split('<details').length - 1).toBe(100);
    expect(html).not.toContain(' open');
    expect(gzipSync(html).length).toBeLessThan(60_000);
  });
});
