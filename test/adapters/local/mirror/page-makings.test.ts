// Goal: a phone fetches one making of a picture that a page shows twice, and never a worse one.
// Method: pages with `srcset`, cleaned with pictures whose sizes are known.
import { expect, test } from 'vitest';
import type { DescribeFile, JudgeLink } from '../../../../app/mirror/ports.ts';
import { lessonMarkup } from '../../../../adapters/local/mirror/markup.ts';
import { mirrorWords } from '../../../../adapters/local/mirror/words.ts';

const judge: JudgeLink = (raw) => ({ kind: 'internal', href: `..${raw}`, path: raw });

/** Wide or narrow by their names; a drawing of nobody knows what size. */
const describeFile: DescribeFile = (path) => {
  const width = Number(/\d+/.exec(path)?.[0]);
  if (Number.isNaN(width)) return { type: 'image/jpeg' };
  const picture = { width, height: width / 2, sources: [], isStill: false };
  return { type: 'image/jpeg', picture };
};

const shownIn = (html: string, describe: DescribeFile = describeFile): readonly string[] => {
  const page = lessonMarkup(mirrorWords('fr')).page(`<main>${html}</main>`, judge, describe);
  return [...(page?.body ?? '').matchAll(/<img src="([^"]+)".*?( width="\d+")?[^>]*>/g)].map(
    ([whole, src]) => `${src} ${/ width="(\d+)"/.exec(whole)?.[1]}`,
  );
};

const PICTURE =
  '<picture><source srcset="/a-320.jpg 320w, /a-640.jpg 640w"><img src="/a-640.jpg" alt="a"></picture>';

test('a smaller making of what is shown already is that one, at its own size', () => {
  expect(shownIn(`${PICTURE}<img data-src="/a-320.jpg" alt="">`)).toEqual([
    '../a-640.jpg 640',
    '../a-640.jpg 320',
  ]);
});

test('a srcset of the picture itself says it too', () => {
  const first = '<img src="/b-640.jpg" srcset="/b-320.jpg 320w" alt="b">';
  expect(shownIn(`${first}<img src="/b-320.jpg" alt="b">`)).toEqual([
    '../b-640.jpg 640',
    '../b-640.jpg 320',
  ]);
});

test.each([
  ['a larger making', `<img src="/a-320.jpg" srcset="/a-640.jpg 2x"><img src="/a-640.jpg">`, 640],
  ['another picture', `${PICTURE}<img src="/c-320.jpg" alt="">`, 320],
])('%s stays what it is', (_, html, width) => {
  expect(shownIn(html)[1]).toMatch(new RegExp(`-${width}\\.jpg ${width}$`));
});

test('each stays where nobody has looked how large they are', () => {
  const shown = shownIn(`${PICTURE}<img data-src="/a-320.jpg" alt="">`, () => null);
  expect(shown).toEqual(['../a-640.jpg undefined', '../a-320.jpg undefined']);
});

test('a thousand sizes of a thousand pictures are read in no time', () => {
  const many = Array.from({ length: 1_000 }, (_, one) => `/p${one}.jpg ${one}w`).join(', ');
  expect(shownIn(`<img src="/d-640.jpg" srcset="${many}">`.repeat(200))).toHaveLength(200);
});
