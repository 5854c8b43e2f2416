import { describe, expect, it } from 'vitest';
import { mountSources } from '../../../app/mirror/mount-sources.ts';
import { planSite } from '../../../app/mirror/plan-site.ts';
import type { LessonSet, LessonSource, OutlineEntry } from '../../../app/mirror/ports.ts';

// Goal: packages that lie in a folder of lessons are read as folders of it, with their own words.
// Method: sources made of plain texts, one mounted in the other.

function source(
  files: Readonly<Record<string, string>>,
  set: Partial<LessonSet> = {},
  outline: readonly OutlineEntry[] = [],
) {
  const closed: string[] = [];
  const made: LessonSource = {
    sets: async () => [{ folder: '/', aliases: {}, exclude: [], ...set }],
    list: async () => ({
      files: Object.keys(files).map((name) => ({ name, path: `/${name}`, sizeBytes: 1 })),
      leftOut: [{ name: 'gone', reason: 'unreadable' }],
    }),
    read: async ({ name }) => new TextEncoder().encode(files[name]),
    outline: async () => outline,
    close: async () => void closed.push('closed'),
  };
  return { source: made, closed };
}

const root = source({ 'index.html': 'home', 'notes.pdf': 'n' }, { title: 'Lycée' });
const course = source(
  { 'page/a.html': 'A', 'b.html': 'B' },
  { licence: 'CC BY', aliases: { '/mod/page/view.php?id=4': 'page/a.html' } },
  [{ title: 'A', depth: 0, path: '/page/a.html' }],
);
const both = mountSources(root.source, [
  { folder: 'python', title: 'Cours de Python', source: course.source },
]);

describe('a package in a folder of lessons', () => {
  it('has its lessons, and what it could not keep, under its own folder', async () => {
    const { files, leftOut } = await both.list();
    expect(files.map(({ path }) => path)).toEqual([
      '/index.html',
      '/notes.pdf',
      '/python/page/a.html',
      '/python/b.html',
    ]);
    expect(leftOut.map(({ name }) => name)).toEqual(['gone', 'python/gone']);
    const texts = await Promise.all(
      files.map(async (file) => Buffer.from((await both.read(file)) ?? []).toString()),
    );
    expect(texts).toEqual(['home', 'n', 'A', 'B']);
  });
  it('answers its platform’s own addresses, and keeps its licence to itself', async () => {
    const plan = planSite({ ...(await both.list()), sets: await both.sets() });
    const copy = plan.aliases['/mod/page/view.php?id=4'];
    expect(plan.files.find(({ path }) => path === copy)?.copyOf).toBe('/python/page/a.html');
    const licences = plan.files.map(({ path, set }) => `${path} ${set.licence ?? '-'}`);
    expect(licences).toContain('/python/b.html CC BY');
    expect(licences).toContain('/notes.pdf -');
  });
  it('stands in the table of contents under its title', async () => {
    expect(await both.outline?.()).toEqual([
      { title: 'Cours de Python', depth: 0, path: null },
      { title: 'A', depth: 1, path: '/python/page/a.html' },
    ]);
  });
  it('is given back with the folder', async () => {
    await both.close?.();
    expect([...root.closed, ...course.closed]).toEqual(['closed', 'closed']);
  });
});
