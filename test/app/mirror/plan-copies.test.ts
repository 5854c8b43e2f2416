// Goal: whoever asks for a page by any of its addresses has a whole page, on one machine as on AWS.
// Method: properties over random sites and aliases, built both ways in memory and read as a browser does.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { hashOf } from '../../../adapters/local/hash.ts';
import { checkedReferences } from './checked-references.ts';
import { buildInMemory, type MemorySite, shareInMemory } from './memory-site.ts';
import { planSite } from '../../../app/mirror/plan-site.ts';
import { treatmentOf } from '../../../app/mirror/file-types.ts';
import { aliasesApart } from '../../../core/mirror/aliases-apart.ts';
import { addressBook } from '../../../core/mirror/address-book.ts';
import { aliasTarget } from '../../../core/mirror/fit/alias-target.ts';

const FILES = [
  'a.md',
  'a.html',
  'index.html',
  'b/index.html',
  'b/c.md',
  'b/README.md',
  'b/é à.html',
  'b/c/d.html',
  'mod/page/view-id=1.html',
  'r/12.html',
  'view.md',
];
const ALIASES = [
  '/',
  '/b',
  '/b/',
  '/a/',
  '/mod/page/view.php?id=1',
  '/mod/page/view.php?id=2&lang=fr',
  '/mod/page/',
  '/mod/page',
  '/r/12',
  '/r/13',
  '/r/12/',
  '/old/page.html',
  '/a.html',
  '/a.html/x',
  '/%C3%A9t%C3%A9/%3F/x',
  '/_preau/x',
  '/.caché/x',
  '/%zz',
  `/${'long'.repeat(30)}/x?${'y'.repeat(100)}`,
];
const pages = FILES.filter((name) => treatmentOf(`/${name}`).kind !== 'leave-out');

/** Each page shows the picture and leads to all the others, by relative links. */
const site: fc.Arbitrary<MemorySite> = fc.record({
  files: fc.subarray(FILES, { minLength: 1 }).map((names) => {
    const linked = (from: string): string =>
      names
        .map((to) => `<a href="${'../'.repeat(from.split('/').length - 1)}${encodeURI(to)}">x</a>`)
        .join('\n\n');
    const picture = (from: string): string =>
      `<img src="${'../'.repeat(from.split('/').length - 1)}p.svg" alt="p">`;
    return {
      ...Object.fromEntries(names.map((name) => [name, `${picture(name)}\n\n${linked(name)}`])),
      'p.svg': '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1"/></svg>',
    };
  }),
  aliases: fc.dictionary(fc.constantFrom(...ALIASES), fc.constantFrom(...pages)),
});

test('each reference of each page leads to the same from every address', { timeout: 60_000 }, () =>
  fc.assert(
    fc.asyncProperty(site, async (lessons) => {
      const { report, written } = await buildInMemory(lessons);
      expect(checkedReferences(report.manifest, written, report.apart)).toEqual([]);
      const apart = aliasesApart(report.manifest);
      expect(apart.filter(({ isUnavoidable }) => !isUnavoidable)).toEqual([]);
      expect(apart.map(({ original }) => original).toSorted()).toEqual(
        report.apart.filter((one) => one in report.manifest.aliases),
      );
    }),
    { numRuns: 40 },
  ),
);

test('the shares of a build and one machine come to the same release', { timeout: 60_000 }, () =>
  fc.assert(
    fc.asyncProperty(site, async (lessons) => {
      const { report } = await buildInMemory(lessons);
      const again = await buildInMemory(lessons);
      expect(again.report.manifest.buildId).toBe(report.manifest.buildId);
      expect(await shareInMemory(lessons)).toEqual(report.manifest);
    }),
    { numRuns: 20 },
  ),
);

test('addresses find the page that was asked for, or its copy, and no two files share a place', () => {
  fc.assert(
    fc.property(site, ({ files, aliases }) => {
      const plan = planOf(files, aliases);
      const paths = plan.files.map(({ path }) => path);
      expect(new Set(paths).size).toBe(paths.length);
      for (const path of paths)
        expect(paths.filter((other) => other.startsWith(`${path}/`))).toEqual([]);
      const book = addressBook({
        files: plan.files.map(({ path, type, copyOf }) => ({
          path,
          type,
          sha256: hashOf(''),
          sizeBytes: 0,
          ...(copyOf !== undefined && { copyOf }),
        })),
        aliases: plan.aliases,
      });
      for (const [original, name] of Object.entries(aliases)) {
        const wanted = plan.files.find(
          ({ file, copyOf }) => file.path === `/${name}` && copyOf === undefined,
        );
        const target = aliasTarget(original);
        const found = target === null ? null : book.find(target);
        const isAsked = wanted !== undefined && target !== null;
        expect(isAsked ? (found?.copyOf ?? found?.path) : wanted?.path).toBe(wanted?.path);
        expect(plan.book.find(original)?.copyOf).toBeUndefined();
      }
      const copies = plan.files.filter(({ copyOf }) => copyOf !== undefined).length;
      expect(copies).toBeLessThanOrEqual(2 * (plan.files.length - copies));
    }),
  );
});

const planOf = (files: object, aliases: { readonly [original: string]: string }) =>
  planSite({
    sets: [{ folder: '/', aliases, exclude: [] }],
    files: Object.keys(files).map((name) => ({ name, path: `/${name}`, sizeBytes: 1 })),
  });

describe('a copy', () => {
  const copiesOf = (names: readonly string[], aliases: { readonly [original: string]: string }) => {
    const plan = planOf(Object.fromEntries(names.map((name) => [name, ''])), aliases);
    const copies = plan.files.flatMap(({ path, copyOf }) => (copyOf ? [`${path} ${copyOf}`] : []));
    return { plan, copies };
  };

  it.each([
    ['/mod/page/view.php?id=12', '/mod/page/view-id=12.html'],
    ['/cours/', '/cours/index.html'],
    ['/r/12', '/r/12.html'],
    ['/old/page.html', '/old/page.html'],
  ])('for %s is %s', (original, path) => {
    expect(copiesOf(['nsi/x.html'], { [original]: 'nsi/x.html' }).copies).toEqual([
      `${path} /nsi/x.html`,
    ]);
  });

  it('is shared by the addresses of one page in one folder, and needed by none in its own', () => {
    const { plan, copies } = copiesOf(['n/x.html', 'n/y.html', 'n/z.html'], {
      '/r/1': 'n/x.html',
      '/r/2': 'n/x.html',
      '/r/3': 'n/y.html',
      '/n/view.php?id=1': 'n/x.html',
    });
    expect(copies).toEqual(['/r/1.html /n/x.html', '/r/3.html /n/y.html']);
    expect(plan.aliases).toMatchObject({ '/r/2': '/r/1.html', '/n/view.php?id=1': '/n/x.html' });
  });

  it('stands beside a folder whose home page it is, and under a name of its own where that is taken', () => {
    expect(copiesOf(['a/index.html'], {}).copies).toEqual(['/a.html /a/index.html']);
    const { plan, copies } = copiesOf(['a/index.html', 'a.html'], {});
    expect(copies).toEqual(['/a~2.html /a/index.html']);
    expect(plan.aliases['/a']).toBe('/a~2.html');
  });

  it('is made for a guess only where MkDocs has such an address', () => {
    expect(copiesOf(['a/b.html'], {}).plan.aliases).not.toHaveProperty('/a/b/');
    expect(copiesOf(['a/b.md'], {}).copies).toEqual(['/a/b/index.html /a/b.html']);
  });

  it('is made twice for each page at most: addresses beyond are left as they are, and named', () => {
    const { plan, copies } = copiesOf(['n/x.html'], {
      '/a/1': 'n/x.html',
      '/b/1': 'n/x.html',
      '/c/1': 'n/x.html',
    });
    expect(copies).toHaveLength(2);
    expect(plan.apart).toEqual(['/c/1']);
    expect(plan.aliases['/c/1']).toBe('/n/x.html');
  });

  it('is counted nowhere: it is no page, in no list, and its dead links are its page’s', async () => {
    const { report, written } = await buildInMemory({
      files: { 'n/x.html': '<a href="gone.html">x</a>', 'n/y.html': '<p>y</p>' },
      aliases: { '/r/1': 'n/x.html' },
    });
    expect(report).toMatchObject({ pages: 2, links: { internal: 0, dead: 1 }, apart: [] });
    expect(written.get('/_preau/lecons.html')).not.toContain('r/1.html');
    expect(written.get('/r/1.html')).toContain('href="../_preau/theme.');
  });
});
