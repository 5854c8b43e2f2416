import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexItems } from '../../../app/mirror/match-item.ts';
import { planSite } from '../../../app/mirror/plan-site.ts';
import type { LessonSet, RightsDecision, StatedRights } from '../../../app/mirror/ports.ts';

// Goal: nothing whose rights are reserved is shown before its owner said so, by name and day.
// Method: a few files with what they state, and the owner's words.

const RESERVED: StatedRights = { kind: 'reserved', said: 'All rights reserved' };
const OPEN: StatedRights = { kind: 'open', said: 'CC BY-SA 4.0' };

const file = (name: string, rights?: StatedRights) => ({
  name,
  path: `/${name}`,
  sizeBytes: 1,
  ...(rights && { rights }),
});

const word = (
  item: string,
  decision: RightsDecision['decision'],
  on = '2021-04-01',
): RightsDecision => ({ item, decision, by: 'C. Martin, proviseure', on });

const set = (rights: readonly RightsDecision[], folder = '/'): LessonSet => ({
  folder,
  aliases: {},
  exclude: [],
  rights,
});

const files = [
  file('a.html'),
  file('open.pdf', OPEN),
  file('cours/closed.pdf', RESERVED),
  file('cours/other.html', RESERVED),
];

function judged(...sets: readonly LessonSet[]) {
  const { files: shown, leftOut, rights } = planSite({ files, sets });
  return {
    shown: shown.map(({ file: { name } }) => name).toSorted(),
    leftOut: leftOut.map(({ name, reason }) => `${name} ${reason}`),
    decisions: rights.map(({ name, decision }) => `${name} ${decision}`),
  };
}

/** The three forms, one by one. */
function means(path: string, folder: string, item: string): boolean {
  const wanted = item.replace(/^\.?\//, '');
  if (item === '' || !path.startsWith(folder)) return false;
  if (wanted.startsWith('*')) return path.endsWith(wanted.slice(1));
  return wanted === '' || wanted.endsWith('/')
    ? path.startsWith(folder + wanted)
    : path === folder + wanted;
}

describe('the rights gate', () => {
  it('lets wait what is reserved, and shows what is open or not stated', () => {
    expect(judged(set([]))).toEqual({
      shown: ['a.html', 'open.pdf'],
      leftOut: ['cours/closed.pdf rights-wait', 'cours/other.html rights-wait'],
      decisions: ['cours/closed.pdf waiting', 'cours/other.html waiting'],
    });
  });
  it('shows what its owner decided to publish, item by item', () => {
    expect(judged(set([word('cours/closed.pdf', 'publish')]))).toMatchObject({
      shown: ['a.html', 'cours/closed.pdf', 'open.pdf'],
      decisions: ['cours/closed.pdf publish', 'cours/other.html waiting'],
    });
  });
  it('takes the latest word, whichever set says it and in whatever order', () => {
    const older = set([word('*.pdf', 'publish', '2025-01-01')], '/cours/');
    const later = set([word('cours/closed.pdf', 'leave-out', '2026-05-01')]);
    for (const sets of [
      [later, older],
      [older, later],
    ])
      expect(judged(...sets).leftOut).toContain('cours/closed.pdf rights-declined');
    const again = set([...(later.rights ?? []), word('cours/', 'publish', '2026-05-02')]);
    expect(judged(again, older).shown).toContain('cours/closed.pdf');
  });
  it('leaves out what one word of the day leaves out, however exactly the other means it', () => {
    const words = [word('cours/other.html', 'publish'), word('cours/', 'leave-out')];
    for (const order of [words, words.toReversed()])
      expect(judged(set(order)).leftOut).toContain('cours/other.html rights-declined');
  });
  it('means everything only where it is said on purpose', () => {
    for (const item of ['', '.', ' '])
      expect(judged(set([word(item, 'publish')])).shown).not.toContain('cours/closed.pdf');
    for (const item of ['/', './', '*'])
      expect(judged(set([word(item, 'publish')])).shown).toContain('cours/closed.pdf');
  });
  it('leaves out what its owner leaves out though nothing reserves it, and tells', () => {
    const { shown, decisions } = judged(set([word('a.html', 'leave-out')]));
    expect(shown).toEqual(['open.pdf']);
    expect(decisions).toContain('a.html leave-out');
  });
  it('finds a word among many as it would by itself', () => {
    const part = fc.constantFrom('a', 'b', 'é', '.pdf');
    const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((all) => `/${all.join('/')}`);
    const item = fc.oneof(
      path.map((one) => one.slice(1)),
      path.map((one) => `${one}/`),
      part.map((one) => `*${one}`),
      fc.constantFrom('/', '*', '', './', '.'),
    );
    const folder = path.map((one) => `${one}/`);
    const said = fc.record({ folder: fc.oneof(fc.constant('/'), folder), item });
    fc.assert(
      fc.property(path, fc.array(said), (asked, words) => {
        const numbered = words.map((one, at) => ({ ...one, word: at }));
        const alone = numbered.filter((one) => means(asked, one.folder, one.item));
        const found = indexItems(numbered)(asked).toSorted((a, b) => a - b);
        expect(found).toEqual(alone.map(({ word: at }) => at));
      }),
    );
  });
  it('hears no word of a set about another’s lessons', () => {
    expect(judged(set([]), set([word('*.pdf', 'publish')], '/autre/')).shown).not.toContain(
      'cours/closed.pdf',
    );
    expect(judged(set([]), set([word('*.pdf', 'publish')], '/cours/')).shown).toContain(
      'cours/closed.pdf',
    );
  });
  it('says who decided, and when', () => {
    const { rights } = planSite({ files, sets: [set([word('/', 'publish')])] });
    expect(rights[0]).toEqual({
      name: 'cours/closed.pdf',
      said: 'All rights reserved',
      decision: 'publish',
      by: 'C. Martin, proviseure',
      on: '2021-04-01',
    });
  });
});
