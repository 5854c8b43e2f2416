// Goal: P10: a sanitizer that others keep has the last word over pages and drawings, by our policy.
// Method: it alone against the hostile corpus; after the builder it must find nothing to change;
// everything put together in Chromium, where nothing may run, ask or be fetched.
import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanDrawing } from '../../../../adapters/local/mirror/drawing.ts';
import { lastWordOnDrawing, lastWordOnPage } from '../../../../adapters/local/mirror/last-word.ts';
import { lessonMarkup } from '../../../../adapters/local/mirror/markup.ts';
import { scanPage } from '../../../../adapters/local/mirror/scan.ts';
import { mirrorWords } from '../../../../adapters/local/mirror/words.ts';
import { DRAWING_ATTRIBUTES, DRAWING_ELEMENTS } from '../../../../core/mirror/drawing-policy.ts';
import { siteLink } from '../../../../core/mirror/site-link.ts';
import { findChromium, openBrowser } from '../../../web/fixtures/browser.ts';
import { DISGUISES, HOSTILE_PARTS } from './hostile.ts';

const markup = lessonMarkup(mirrorWords('fr'));
const book = { find: (path: string) => (path.endsWith('.png') ? file(path) : null) };
const file = (path: string) => ({ path, sha256: '' as never, sizeBytes: 1, type: 'image/png' });
const judge = (raw: string) =>
  siteLink(raw, { page: '/p.html', book: book as never, ownHosts: ['lycee.example'] });
const clean = (html: string): string => markup.page(html, judge)?.body ?? '';
const svg = (parts: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${parts}</svg>`;

const soup = (parts: readonly string[]) =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom('<', '>', '</', '"', "'", '=', '&#', ';', '<math>', '<table>', '<svg '),
        fc.constantFrom(
          '<p>',
          '<ul><li>',
          '<a href=',
          'style="',
          'url(',
          ' \u0000',
          '\r',
          'é’&amp;',
        ),
        fc.constantFrom(...parts),
        fc.string({ maxLength: 6 }),
      ),
      { maxLength: 25 },
    )
    .map((found) => found.join(''));

describe('the last word over a page', () => {
  it.each(DISGUISES)('is enough alone against what runs or asks: %j', (html) => {
    const left = scanPage('/p.html', lastWordOnPage(`<p>du texte</p>${html}<p>encore</p>`));
    expect(left).toEqual([]);
  });
  it('finds nothing to change in what the builder wrote, whatever it was made of', () => {
    for (const html of DISGUISES) expect(lastWordOnPage(clean(html))).toBe(clean(html));
    fc.assert(
      fc.property(soup(DISGUISES), (html) => {
        const page = clean(html);
        expect(lastWordOnPage(page)).toBe(page);
        expect(scanPage('/p.html', lastWordOnPage(html))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
  it('leaves formulas, styles and pictures as they are', () => {
    const page =
      '<p style="text-align:center"><img src="./i.png" alt="" width="80%" loading="lazy" /><br />L\'eau &amp; « x &lt; y » : <math display="block"><mspace width="0.1667em"></mspace><mtable><mtr><mtd style="padding-left:0em"><mo stretchy="false">(</mo></mtd></mtr></mtable></math></p><details open><summary>x</summary></details>';
    expect(lastWordOnPage(page)).toBe(page);
  });
  it('takes out what the policy does not keep, should the builder ever write it', () => {
    expect(
      lastWordOnPage(
        '<p style="position:fixed;color:red" onclick="x()"><a href="javascript:x()">a</a><img src="https://x.example/i.png" alt="i"></p><mspace width="-500em"></mspace>',
      ),
    ).toBe('<p style="color:red"><a>a</a><img alt="i" /></p><mspace></mspace>');
  });
  it('leaves the lessons that ship as they were written', () => {
    const root = new URL('../../../../examples/april-6-2021/lessons/', import.meta.url);
    const names = globSync('**/*.{html,md}', { cwd: root });
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) {
      const text = readFileSync(new URL(name, root), 'utf8');
      const page = clean(name.endsWith('.md') ? markup.markdown(text).html : text);
      expect(lastWordOnPage(page)).toBe(page);
    }
  });
});

describe('the last word over a drawing', () => {
  it.each(HOSTILE_PARTS)('is enough alone against what runs or fetches: %j', (parts) => {
    expect(scanPage('/d.svg', lastWordOnDrawing(svg(parts)))).toEqual([]);
  });
  it('keeps every element and attribute of the policy in its own case', () => {
    for (const element of DRAWING_ELEMENTS) {
      for (const attribute of DRAWING_ATTRIBUTES.map((name) => name.replace('*', 'x'))) {
        const part = svg(`<${element} ${attribute}="1">x</${element}>`);
        expect(lastWordOnDrawing(part)).toBe(part);
      }
    }
  });
  it('finds nothing to change in what the builder wrote, whatever it was made of', () => {
    fc.assert(
      fc.property(soup(HOSTILE_PARTS), (parts) => {
        const drawing = cleanDrawing(svg(parts)) ?? '';
        expect(lastWordOnDrawing(drawing)).toBe(drawing);
        expect(scanPage('/d.svg', lastWordOnDrawing(svg(parts)))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

const chromium = findChromium();
describe.skipIf(chromium === null)('in a browser', { timeout: 60_000 }, () => {
  it('no disguise runs, asks or fetches, by itself or after the builder', async () => {
    const browser = await openBrowser(chromium ?? '');
    const page = await browser.newPage();
    const seen: string[] = [];
    page.on('dialog', (dialog) => {
      seen.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.route('**/*', (route) => {
      seen.push(`asked: ${route.request().url()}`);
      return route.abort();
    });
    const parts = DISGUISES.flatMap((html) => [lastWordOnPage(html), clean(html)]).map((html) =>
      // A picture of the mirror itself may be asked for.
      html.replaceAll(/ src="[^"]*"/g, ''),
    );
    const drawings = HOSTILE_PARTS.flatMap((html) => [
      lastWordOnDrawing(svg(html)),
      cleanDrawing(svg(html)) ?? '',
    ]);
    const found: unknown = await page.evaluate(
      `${JSON.stringify([...parts, ...drawings])}.flatMap((html) => {
        const place = document.createElement('div');
        place.innerHTML = html;
        document.body.append(place);
        const elements = [...place.querySelectorAll('*')];
        return [
          ...elements.filter((one) => one.matches('script,iframe,object,embed,form,input,button,base,meta,link,foreignObject,animate,set')),
          ...elements.filter((one) => one.getAttributeNames().some((name) => name.startsWith('on'))),
        ].map((one) => one.outerHTML);
      })`,
    );
    expect(found).toEqual([]);
    expect(seen).toEqual([]);
    await browser.close();
  });
});
