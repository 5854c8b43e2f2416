import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NowView } from '../../../app/views/now-view.ts';
import { ROLES } from '../../../app/views/role.ts';
import type { Words } from '../../../app/views/words.ts';
import { paintPages } from '../../../web/console/answer-page.ts';
import { changedLines } from '../../../web/console/changed-lines.ts';
import { readWords } from '../../../web/words.ts';
import { morningView } from '../fixtures/faces.ts';
import { morningSources } from '../fixtures/ground.ts';

// Goal: a page of which parts are kept is the page that would be painted afresh, after every change, and
// what its viewers are told makes that very page. Method: any figure, mark or text of the morning's view
// is changed, again and again; the same is painted with words that nothing was ever kept of.

interface Reader {
  readonly read: (told: unknown) => string | null;
}
const SCRIPT = new URL('../../../web/console/client/console-told.js', import.meta.url).href;
const { readTold } = (await import(SCRIPT)) as { readonly readTold: () => Reader };

const words = readWords('fr');
const view = morningView();
const sources = morningSources();
const ADDRESSES = [
  '/',
  '/incidents/',
  '/platforms/',
  '/mirrors/',
  '/rules/',
  `/incidents/${view.incidents[0]?.id}/`,
  `/platforms/${view.platforms[0]?.id}/`,
];

type Path = readonly (string | number)[];

/** Where a tree has its figures, marks and texts. */
function leaves(tree: unknown, path: Path = []): readonly Path[] {
  if (typeof tree !== 'object') return [path];
  return Object.entries(tree ?? {}).flatMap(([name, child]) => leaves(child, [...path, name]));
}

/** The same tree, of which one leaf is another; all that it does not hold is the very same. */
function changed(tree: unknown, [name, ...below]: Path, by: number): unknown {
  if (name === undefined) {
    if (typeof tree === 'number') return tree < 1_000 ? tree + by : tree + by * 60_000;
    return typeof tree === 'boolean' ? !tree : `${String(tree)} ${by}`;
  }
  if (Array.isArray(tree)) return tree.with(Number(name), changed(tree[Number(name)], below, by));
  const known = tree as Readonly<Record<string, unknown>>;
  return { ...known, [name]: changed(known[name], below, by) };
}

const change = fc.record({
  path: fc.constantFrom(...leaves(view)),
  by: fc.integer({ min: 1, max: 3 }),
  address: fc.constantFrom(...ADDRESSES),
  role: fc.constantFrom(...ROLES),
});
type Change = typeof change extends fc.Arbitrary<infer One> ? One : never;

/** @returns null where the change gave what no state gives, a kind that has no words say */
async function paint(of: unknown, { address, role }: Change, said: Words): Promise<string | null> {
  const sit = paintPages({ view: () => of as NowView, words: said, sources });
  try {
    const painted = await sit()({ address, role });
    return painted.kind === 'page' ? painted.markup : null;
  } catch {
    return null;
  }
}

test('a page with kept parts is the page painted afresh, and what is told makes it', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
      let shown: unknown = view;
      let number = 0;
      let before = '';
      const told = readTold();
      for (const one of changes) {
        const next = changed(shown, one.path, one.by);
        const afresh = await paint(next, one, (key, values) => words(key, values));
        if (afresh === null) continue;
        shown = next;
        const page = await paint(next, one, words);
        expect(page).toBe(afresh);
        const lines = changedLines(before.split('\n'), afresh.split('\n'));
        const whole = { number: 1, markup: afresh };
        expect(told.read(number === 0 ? whole : { number: number + 1, on: number, lines })).toBe(
          page,
        );
        number += 1;
        before = afresh;
        compared += 1;
      }
    }),
    { numRuns: 60 },
  );
  expect(compared).toBeGreaterThan(60);
});
