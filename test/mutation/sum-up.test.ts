import { describe, expect, test } from 'vitest';
import { judgesOf } from './judges-of.ts';
import type { Tried } from './mutate-files.ts';
import type { Outcome } from './outcome.ts';
import { scoreOf } from './score.ts';
import { newSurvivors, sumUp } from './sum-up.ts';
import { testsThatReach } from './tests-that-reach.ts';
import { writePage } from './write-page.ts';

// Goal: what is kept of a run counts every mutant, keeps explanations with what they explain, and names
// what is new. Method: a few mutants by hand; the page of them; the tests of this project.

let ids = 0;
const tried = (outcome: Outcome, original: string, changes: Partial<Tried> = {}): Tried => ({
  id: String((ids += 1)),
  file: 'core/a/b.ts',
  line: 3,
  mutator: 'ConditionalExpression',
  original,
  replacement: 'true',
  outcome,
  ...changes,
});
const RUN = { day: '2026-01-02', seconds: 4.2 };
const ALL = [
  tried('killed', 'a'),
  tried('timeout', 'b'),
  tried('survived', 'c'),
  tried('survived', 'c', { line: 9 }),
  tried('uncovered', '`d`', { file: 'core/a/e.ts' }),
];
const first = sumUp('a', { tried: ALL }, RUN, null);
const WHY = 'Nobody can see it';
const explained = {
  ...first,
  survivors: first.survivors.map((one) => (one.line === 9 ? { ...one, why: WHY } : one)),
};

describe('a run', () => {
  test('is counted whole and by file, and its survivors are named', () => {
    expect(first.counts).toEqual({ killed: 1, timeout: 1, survived: 2, uncovered: 1 });
    expect(first.files['core/a/e.ts']).toEqual({
      killed: 0,
      timeout: 0,
      survived: 0,
      uncovered: 1,
    });
    expect(first.survivors.map(({ original, line }) => `${original} ${line}`)).toEqual([
      'c 3',
      'c 9',
      '`d` 3',
    ]);
    expect(scoreOf(first.counts)).toBeCloseTo(0.4);
    expect(scoreOf({ killed: 0, timeout: 0, survived: 0, uncovered: 0 })).toBe(1);
  });

  test('keeps explanations with the same change of the same words, wherever they are by now', () => {
    const moved = ALL.map((one) => ({ ...one, line: one.line + 20 }));
    const again = sumUp('a', { tried: moved }, RUN, explained);
    expect(again.survivors.map(({ line, why }) => [line, why])).toEqual([
      [23, undefined],
      [29, WHY],
      [23, undefined],
    ]);
    const other = moved.map((one) => ({ ...one, replacement: 'false' }));
    expect(
      sumUp('a', { tried: other }, RUN, explained).survivors.every(({ why }) => why === undefined),
    ).toBe(true);
  });

  test('tells those that no run before had', () => {
    expect(newSurvivors(first, explained)).toEqual([]);
    expect(newSurvivors(first, null)).toHaveLength(3);
    const more = sumUp(
      'a',
      { tried: [...ALL, tried('survived', 'c', { line: 30 })] },
      RUN,
      explained,
    );
    expect(newSurvivors(more, explained).map(({ line }) => line)).toEqual([30]);
  });
});

describe('the page', () => {
  const page = writePage([explained], ['a', 'b']);

  test('has a row for each directory, and names those that were not run', () => {
    expect(page).toContain('| a | 5 | 1 | 1 | 2 | 1 | 40.0 % | 1 of 3 | 2026-01-02, 4 s |');
    expect(page).toContain('**Missed by a (40.0 %).**');
    expect(page).toContain('Not run: b.');
    expect(writePage([], [])).not.toContain('Not run');
  });

  test('names the files that time was too short for', () => {
    const late = sumUp('a', { tried: ALL, notRun: ['core/a/f.ts'] }, RUN, null);
    expect(writePage([late], ['a'])).toContain('Not run: core/a/f.ts.');
    expect(page).not.toContain('core/a/f.ts');
  });

  test('lists every survivor with its explanation, code as code', () => {
    expect(page).toContain(`- 9, ConditionalExpression: \`c\` → \`true\`: ${WHY}`);
    expect(page).toContain('- 3, ConditionalExpression (no test): `` `d` `` → `true`');
  });
});

describe('the tests of a file', () => {
  const root = new URL('../..', import.meta.url).pathname;
  const reach = (file: string) => testsThatReach(root, judgesOf(root, file), file);

  test('begin with the one that is named for it', () => {
    expect(reach('core/units.ts')[0]).toBe('test/core/units.test.ts');
    expect(reach('core/shelter/turn.ts')[0]).toBe('test/core/shelter/turn.test.ts');
  });

  test('are those that import it, through others too', () => {
    const tests = reach('core/shelter/turn.ts');
    expect(tests).toContain('test/core/incident/way-back.test.ts');
    expect(tests).not.toContain('test/core/school/uai.test.ts');
    expect(tests).not.toContain('test/core/journal/replay-entry.test.ts');
    expect(reach('core/journal/replay-entry.ts')).toContain(
      'test/core/journal/replay-entry.test.ts',
    );
  });
});
