import { describe, expect, it } from 'vitest';
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

const word = (item: string, decision: RightsDecision['decision']): RightsDecision => ({
  item,
  decision,
  by: 'C. Martin, proviseure',
  on: '2021-04-01',
});

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
  it('takes the last word on an item', () => {
    const sets = set([word('cours/', 'publish'), word('cours/other.html', 'leave-out')]);
    expect(judged(sets).leftOut).toEqual(['cours/other.html rights-declined']);
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
