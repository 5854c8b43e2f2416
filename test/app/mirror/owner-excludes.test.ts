// Goal: what an owner excludes stays out, whoever else says something of the same folder, packages too.
// Method: sets and sources of a few lines; any nesting of sets as a property.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mountPackages } from '../../../app/mirror/mount-packages.ts';
import { planSite } from '../../../app/mirror/plan-site.ts';
import type { LessonFile, LessonSet, LessonSource } from '../../../app/mirror/ports.ts';

const fileOf = (name: string): LessonFile => ({ name, path: `/${name}`, sizeBytes: 1 });
const setOf = (folder: string, said: Partial<LessonSet> = {}): LessonSet => ({
  folder,
  aliases: {},
  exclude: [],
  ...said,
});
const sourceOf = (names: readonly string[], sets: readonly LessonSet[]): LessonSource => ({
  sets: async () => sets,
  list: async () => ({ files: names.map(fileOf), leftOut: [] }),
  read: async ({ name }) => new TextEncoder().encode(name),
});

describe('an owner’s exclude', () => {
  it('holds in folders that have words of their own', () => {
    const sets = [setOf('/', { exclude: ['maths/corriges/', '*.csv'] }), setOf('/maths/')];
    const names = ['maths/l.html', 'maths/x.csv', 'maths/corriges/c1.html'];
    const { files, leftOut } = planSite({ files: names.map(fileOf), sets });
    expect(files.map(({ path }) => path)).toEqual(['/maths/l.html']);
    expect(leftOut.map(({ reason }) => reason)).toEqual(['excluded', 'excluded']);
  });

  it('holds whatever sets stand between it and the lesson', () => {
    const segment = fc.constantFrom('a', 'b', 'c');
    const folders = fc.array(segment, { maxLength: 4 });
    fc.assert(
      fc.property(folders, fc.array(fc.nat(4)), fc.nat(4), (parts, said, from) => {
        const at = (depth: number): string =>
          `/${parts
            .slice(0, depth)
            .map((p) => `${p}/`)
            .join('')}`;
        const speaker = at(from);
        const path = `${at(parts.length)}secret.pdf`;
        const sets = [
          setOf('/'),
          ...said.map((depth) => setOf(at(depth))),
          setOf(speaker, { exclude: [path.slice(speaker.length)] }),
        ];
        const file = { name: path.slice(1), path, sizeBytes: 1 };
        expect(planSite({ files: [file], sets }).files).toEqual([]);
      }),
    );
  });

  it('is not something that waits for a decision any more', () => {
    const rights = { kind: 'reserved', said: 'All rights reserved' } as const;
    const sets = [setOf('/', { exclude: ['a.pdf'] })];
    const { rights: items } = planSite({ files: [{ ...fileOf('a.pdf'), rights }], sets });
    expect(items).toEqual([]);
  });
});

describe('a package', () => {
  const packages = ['cours.zip', 'examen.zip', 'prives/p.mbz', 'suite.epub'];
  async function mounted(root: LessonSet) {
    const opened: string[] = [];
    const folder = sourceOf(['a.md', ...packages], [root]);
    const source = await mountPackages(folder, async ({ name }) => {
      opened.push(name);
      return sourceOf(['l.html'], [setOf('/')]);
    });
    const { files, leftOut } = await source.list();
    const sets = await source.sets();
    return { opened, leftOut, plan: planSite({ files, sets }) };
  }

  it('that its owner excludes is not even opened: by name, ending, folder or the folder it becomes', async () => {
    const { opened, leftOut } = await mounted(
      setOf('/', { exclude: ['examen.zip', 'prives/', '*.epub', 'cours/'] }),
    );
    expect(opened).toEqual([]);
    expect(leftOut).toEqual(packages.map((name) => ({ name, reason: 'excluded' })));
  });

  it('that its owner leaves out by a decision stays closed', async () => {
    const word = {
      item: 'examen.zip',
      decision: 'leave-out',
      by: 'C. M.',
      on: '2026-01-01',
    } as const;
    const { opened, leftOut } = await mounted(setOf('/', { rights: [word] }));
    expect(opened).not.toContain('examen.zip');
    expect(leftOut).toEqual([{ name: 'examen.zip', reason: 'rights-declined' }]);
  });

  it('does not take the place of another by being excluded', async () => {
    const names = Array.from({ length: 101 }, (_, at) => `${String(at).padStart(3, '0')}.zip`);
    const folder = sourceOf(names, [setOf('/', { exclude: ['000.zip'] })]);
    const source = await mountPackages(folder, async () => sourceOf(['l.html'], [setOf('/')]));
    expect((await source.list()).leftOut).toEqual([{ name: '000.zip', reason: 'excluded' }]);
  });
});
