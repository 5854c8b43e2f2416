import { describe, expect, test } from 'vitest';
import type { MirrorSheet } from '../../../app/mirror/mirror-sheet.ts';
import { mayAll } from '../../../app/views/role.ts';
import { PreauError } from '../../../core/errors.ts';
import { epochMs } from '../../../core/units.ts';
import { countChanges } from '../../../core/mirror/compare/count-changes.ts';
import type { Manifest } from '../../../core/mirror/manifest.ts';
import { mirrorsPage } from '../../../web/console/pages/mirrors-page.ts';
import { readWords } from '../../../web/words.ts';
import { morningView } from '../fixtures/faces.ts';
import { morningSources } from '../fixtures/ground.ts';

// Goal: the page of mirrors says whether each may be sent visitors and what to do, and runs nothing
// that a package states of itself. Method: a sheet of hostile text, rendered in both languages.

const HOSTILE = `<img src=x onerror=alert(1)>'; rm -rf ~`;
const view = morningView();
const [line] = view.platforms.filter(({ control }) => !control);
const at = epochMs(view.at);

const sheet: MirrorSheet = {
  lessons: HOSTILE,
  folder: '/var/lib/préau/mirrors/a b',
  targets: ['s3://bucket/x', 'a b'],
  releases: [true, false].map((isServed) => ({
    buildId: isServed ? '0123456789abcdef' : 'fedcba9876543210',
    builtAt: at,
    isServed,
    files: 12,
    sizeBytes: 3_400_000,
    licence: HOSTILE,
    attribution: HOSTILE,
    isSigned: isServed,
  })),
  changes: { added: 1, changed: 2, removed: 3, same: 4, freshBytes: 5_000 },
  decisions: Array.from({ length: 51 }, (_, day) => ({
    item: `${HOSTILE}${day}`,
    decision: day % 2 === 0 ? ('publish' as const) : ('leave-out' as const),
    by: HOSTILE,
    on: '2026-11-29',
  })),
  work: {
    platform: line?.id ?? '',
    phase: 'waiting',
    startedAt: at,
    endedAt: at,
    outcome: 'failed',
    words: HOSTILE,
    buildId: null,
    done: 0,
    total: 0,
  },
};

const render = async (
  below: readonly string[],
  language: 'fr' | 'en',
  mirror: MirrorSheet | PreauError | null,
) =>
  (
    await mirrorsPage.render({
      view,
      words: readWords(language),
      may: mayAll,
      below,
      query: new URLSearchParams(),
      sources: {
        ...morningSources(language),
        mirrorSheet: () =>
          mirror instanceof PreauError ? Promise.reject(mirror) : Promise.resolve(mirror),
      },
    })
  )?.markup ?? null;

describe.each(['fr', 'en'] as const)('in %s, the page of mirrors', (language) => {
  test('lists each with its fitness', async () => {
    const markup = (await render([], language, sheet)) ?? '';
    const names = view.platforms.filter(({ control }) => !control).map(({ name }) => name);
    for (const name of names) expect(markup).toContain(name.replaceAll("'", '&#39;'));
    expect(markup).not.toMatch(/console\.mirrors|\{[a-z]+[,}]/);
  });

  test('shows one with its releases, its last build, and commands that a shell takes as they stand', async () => {
    const markup = (await render([line?.id ?? ''], language, sheet)) ?? '';
    expect(markup).not.toContain('<img');
    expect(markup).toContain('0123456789abcdef');
    expect(markup).toContain('3,4 Mo');
    expect(markup).toContain('rm -rf ~50</code>');
    expect(markup).not.toContain('rm -rf ~0</code>');
    expect(markup.match(/data-copy="yes"/g)).toHaveLength(6);
    expect(markup).toContain('rollback &#39;/var/lib/préau/mirrors/a b&#39;');
    expect(markup).toContain('s3://bucket/x &#39;a b&#39;');
    expect(markup).toContain('onerror=alert(1)&gt;&#39;\\&#39;&#39;; rm -rf ~&#39;');
    expect(markup).not.toMatch(/console\.mirrors|\{[a-z]+[,}]/);
  });

  test('says where no decision is written down, and where none can be read', async () => {
    const said = async (decisions: MirrorSheet['decisions']) =>
      (await render([line?.id ?? ''], language, { ...sheet, decisions })) ?? '';
    const words = readWords(language);
    const escaped = (text: string) => text.replaceAll("'", '&#39;');
    expect(await said([])).toContain(escaped(words('console.mirrors.noRights')));
    expect(await said(null)).toContain(escaped(words('console.mirrors.rightsElsewhere')));
  });

  test('tells of builds that functions make, and of a store that does not answer', async () => {
    const words = readWords(language);
    const escaped = (key: string) => words(key).replaceAll("'", '&#39;');
    const nightly = { ...sheet, work: 'nightly' as const, folder: null, lessons: null };
    const markup = (await render([line?.id ?? ''], language, nightly)) ?? '';
    expect(markup).toContain(escaped('console.mirrors.nightly'));
    expect(markup).toContain('preau mirror rollback');
    const byMachine = { ...nightly, work: 'elsewhere' as const };
    const published = (await render([line?.id ?? ''], language, byMachine)) ?? '';
    expect(published).toContain(escaped('console.mirrors.byMachine'));
    expect(published).not.toContain(escaped('console.mirrors.nightly'));
    const busy = new PreauError('store-unavailable', 'busy', { retryable: true });
    const later = (await render([line?.id ?? ''], language, busy)) ?? '';
    expect(later).toContain(escaped('console.mirrors.later'));
    expect(later).toContain('id="fitness"');
    expect(markup + published + later).not.toMatch(/console\.mirrors|\{[a-z]+[,}]/);
  });

  test('says where nothing is held here', async () => {
    const markup = (await render([line?.id ?? ''], language, null)) ?? '';
    expect(markup).toContain('preau mirror verify');
    expect(markup).not.toMatch(/console\.mirrors|\{[a-z]+[,}]/);
  });
});

test.each([['nobody'], [line?.id ?? '', 'more']])('there is no mirror at %j', async (...below) => {
  expect(await render(below, 'fr', sheet)).toBe(null);
});

test('a build is compared with the one before by address and content', () => {
  const manifest = (files: Readonly<Record<string, string>>) =>
    ({
      files: Object.entries(files).map(([path, sha256]) => ({ path, sha256, sizeBytes: 10 })),
    }) as unknown as Manifest;
  const before = manifest({ '/a': '1', '/b': '2', '/c': '3' });
  const after = manifest({ '/a': '1', '/b': '9', '/d': '4', '/e': '5' });
  expect(countChanges(before, after)).toEqual({
    added: 2,
    removed: 1,
    changed: 1,
    same: 1,
    freshBytes: 30,
  });
});
