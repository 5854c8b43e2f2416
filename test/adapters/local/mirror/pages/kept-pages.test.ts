// Goal: a page is cleaned once, and is at every moment what the cleaner itself would give.
// Method: a cleaner that writes down what it is asked, on a folder of its own; then any page with any site around it.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { keptPages } from '../../../../../adapters/local/mirror/pages/kept-pages.ts';
import { lessonMarkup } from '../../../../../adapters/local/mirror/markup.ts';
import { mirrorWords } from '../../../../../adapters/local/mirror/words.ts';
import type { JudgeLink } from '../../../../../app/mirror/ports.ts';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((one) => rmSync(one, { recursive: true, force: true })));

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'preau-pages-'));
  folders.push(folder);
  return folder;
}

const real = lessonMarkup(mirrorWords('fr'));

/** One build: its cleaner, and how many pages it cleaned itself. */
function build(folder: string, about: { secret?: string; edition?: string } = {}) {
  const { secret = 'secret', edition = 'one' } = about;
  let cleaned = 0;
  const counting: typeof real = {
    ...real,
    page: (...asked) => {
      cleaned += 1;
      return real.page(...asked);
    },
  };
  const pages = keptPages(counting, { folder, secret: Buffer.from(secret), edition });
  return { pages, cleaned: () => cleaned };
}

const internal: JudgeLink = (raw) => ({ kind: 'internal', href: raw });
const HTML =
  '<h1>Les boucles</h1><p><a href="./suite.html">suite</a> <a href="./fin.html">fin</a></p>';

/** Build it twice, and see whether the second one cleans. */
function again(
  change: (folder: string) => Parameters<typeof build>[1],
  judge = internal,
  html = HTML,
) {
  const folder = freshFolder();
  build(folder).pages.page(HTML, internal);
  const second = build(folder, change(folder));
  return { page: second.pages.page(html, judge), cleaned: second.cleaned() };
}

describe('a page that was cleaned before', () => {
  it('is taken as it was', () => {
    expect(again(() => ({}))).toEqual({ page: real.page(HTML, internal), cleaned: 0 });
  });

  it('is cleaned again when one of its links leads elsewhere', () => {
    const judge: JudgeLink = (raw) =>
      raw === './fin.html' ? { kind: 'dead', target: '/fin.html' } : internal(raw);
    expect(again(() => ({}), judge)).toEqual({ page: real.page(HTML, judge), cleaned: 1 });
  });

  it('is cleaned again when a picture has another size', () => {
    const folder = freshFolder();
    const html = '<p>Une image <img src="a.png" alt="a"></p>';
    const judge: JudgeLink = () => ({ kind: 'internal', href: './a.png', path: '/a.png' });
    const sized = (width: number) => () => ({
      type: 'image/png',
      picture: { width, height: 1, sources: [], isStill: false },
    });
    build(folder).pages.page(html, judge, sized(10));
    expect(build(folder).pages.page(html, judge, sized(20))?.body).toContain('width="20"');
  });

  it.each([
    ['its text changed', () => ({}), `${HTML}<p>Révision</p>`],
    ['the cleaner changed', () => ({ edition: 'two' }), HTML],
    ['another key signs', () => ({ secret: 'other' }), HTML],
    ['what was kept was written over', (folder: string) => (spoil(folder), {}), HTML],
    ['what was kept was cut short', (folder: string) => (spoil(folder, 20), {}), HTML],
  ])('is cleaned again when %s', (_, change, html) => {
    const { page, cleaned } = again(change, internal, html);
    expect(page).toEqual(real.page(html, internal));
    expect(cleaned).toBe(1);
  });

  it('has each link judged as often as it stands in the page, kept or not: who judges counts', () => {
    const folder = freshFolder();
    const html = '<p><a href="a">a</a> <a href="b">b</a> <a href="a">a</a> <a href="c">c</a></p>';
    const asks = (answer: JudgeLink): readonly string[] => {
      const asked: string[] = [];
      build(folder).pages.page(html, (raw) => (asked.push(raw), answer(raw)));
      return asked;
    };
    const isGone: JudgeLink = (raw) =>
      raw === 'c' ? { kind: 'dead', target: 'c' } : internal(raw);
    expect([asks(internal), asks(internal), asks(isGone)]).toEqual(
      Array.from({ length: 3 }, () => ['a', 'b', 'a', 'c']),
    );
  });

  it('is kept for each of the addresses at which one source stands', () => {
    const folder = freshFolder();
    const elsewhere: JudgeLink = (raw) => ({ kind: 'internal', href: `../${raw}` });
    const bodies = () => {
      const { pages, cleaned } = build(folder);
      return [pages.page(HTML, internal), pages.page(HTML, elsewhere), cleaned()];
    };
    const both = [real.page(HTML, internal), real.page(HTML, elsewhere)];
    expect([bodies(), bodies()]).toEqual([
      [...both, 2],
      [...both, 0],
    ]);
  });

  it('is cleaned all the same where nothing can be kept', () => {
    const file = join(freshFolder(), 'file');
    writeFileSync(file, '');
    expect(build(join(file, 'pages')).pages.page(HTML, internal)).toEqual(
      real.page(HTML, internal),
    );
  });

  it('is dropped when a whole build did not ask for it', () => {
    const folder = freshFolder();
    build(folder).pages.page(HTML, internal);
    const { pages } = build(folder);
    pages.page('<p>Autre</p>', internal);
    pages.prune();
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('is what the cleaner gives, whatever the page and the site around it', () => {
    const link = fc.constantFrom('a', 'b', 'c', '');
    const piece = fc.oneof(
      link.map((to) => `<a href="${to}">lien</a>`),
      link.map((to) => `<img src="${to}" alt="">`),
      fc.string({ maxLength: 8 }),
    );
    const gone = fc.uniqueArray(link, { maxLength: 2 });
    const visits = fc.array(fc.tuple(fc.array(piece, { maxLength: 6 }), gone), { maxLength: 6 });
    const folder = freshFolder();
    fc.assert(
      fc.property(visits, (all) => {
        for (const [pieces, dead] of all) {
          const html = pieces.join('');
          const judge: JudgeLink = (raw) =>
            dead.some((one) => one === raw) ? { kind: 'dead', target: raw } : internal(raw);
          expect(build(folder).pages.page(html, judge)).toEqual(real.page(html, judge));
        }
      }),
      { numRuns: 50 },
    );
  });
});

function spoil(folder: string, length?: number): void {
  for (const name of readdirSync(folder)) {
    const kept = readFileSync(join(folder, name));
    const text = kept.toString('latin1').replace('boucles', 'bouclez');
    writeFileSync(join(folder, name), Buffer.from(text, 'latin1').subarray(0, length));
  }
}
