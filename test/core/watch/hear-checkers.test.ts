// Goal: a panel of checkers falls by Route 53's own rule, is back by most, and says nothing of what
// it has not looked at lately. Method: panels as strings, and properties over any panel.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DurationMs, epochMs, seconds } from '../../../core/units.ts';
import { type CheckerStatus, hearCheckers } from '../../../core/watch/hear-checkers.ts';
import { BELL } from '../../fixtures/timeline.ts';

const EVERY = seconds(10);

/** A checker a character: '.' passes, 'x' fails, in capitals as long ago as `oldSec`. */
const panelOf = (text: string, oldSec = 31): readonly CheckerStatus[] =>
  Array.from(text, (mark) => ({
    passed: mark === '.' || mark === 'O',
    at: epochMs(BELL - 1_000 * (mark === 'O' || mark === 'X' ? oldSec : 4)),
    says: '',
  }));

const saysOf = (text: string, oldSec?: number) => hearCheckers(panelOf(text, oldSec), BELL, EVERY);

describe('a panel of checkers', () => {
  it.each([
    ['................', 'up', 16],
    ['xxxxxxx.........', 'up', 9],
    ['xxxxxxxx........', 'split', 8],
    // 3 of 16 are 18.75 %: Route 53 takes it for healthy, and nobody would go back to it.
    ['xxxxxxxxxxxxx...', 'split', 3],
    ['xxxxxxxxxxxxxx..', 'down', 2],
    ['xxxxxxxxxxxxxxxx', 'down', 0],
  ])('%s says %s', (panel, says, passing) => {
    expect(saysOf(panel)).toEqual({ says, passing, of: 16, at: BELL - 4_000 });
  });

  it('does not hear who has not looked for three intervals', () => {
    expect(saysOf('xxxxOO', 31)).toMatchObject({ says: 'down', passing: 0, of: 4 });
    expect(saysOf('xxxxOO', 30)).toMatchObject({ says: 'split', passing: 2, of: 6 });
  });

  it('says nothing when less than half have looked, or less than three', () => {
    expect(saysOf('xxxXXXX').says).toBe('stale');
    expect(saysOf('xxxXXX').says).toBe('down');
    expect(saysOf('xx').says).toBe('stale');
    expect(saysOf('XXXXXXXX')).toEqual({ says: 'stale', passing: 0, of: 0, at: null });
    expect(saysOf('').says).toBe('stale');
  });

  it('waits longer for those that look at the slow interval', () => {
    expect(hearCheckers(panelOf('XXX', 80), BELL, seconds(30)).says).toBe('down');
    expect(hearCheckers(panelOf('XXX', 91), BELL, seconds(30)).says).toBe('stale');
  });

  it('is as old as the latest that was heard', () => {
    const looked = [3, 1, 2].map((sec) => ({
      passed: true,
      at: epochMs(BELL - sec * 1_000),
      says: '',
    }));
    expect(hearCheckers(looked, BELL, EVERY).at).toBe(BELL - 1_000);
  });

  it('falls at 18 % themselves: more must pass', () => {
    expect(saysOf('.'.repeat(9).padEnd(50, 'x')).says).toBe('down');
    expect(saysOf('.'.repeat(10).padEnd(50, 'x')).says).toBe('split');
  });

  it('does not hear of a time to come', () => {
    expect(saysOf('XXX', -31).says).toBe('stale');
  });
});

const status = fc.record({
  passed: fc.boolean(),
  at: fc.integer({ min: -120_000, max: 60_000 }).map((ms) => epochMs(BELL + ms)),
  says: fc.constant(''),
});
const panel = fc.array(status, { maxLength: 40 });
const interval = fc.constantFrom<DurationMs>(seconds(10), seconds(30));
const ORDER = { stale: -1, down: 0, split: 1, up: 2 } as const;

describe('whatever a panel says', () => {
  it('a word stands on three looks and half of the panel, none older than three intervals', () => {
    fc.assert(
      fc.property(panel, interval, (statuses, everyMs) => {
        const { says, of } = hearCheckers(statuses, BELL, everyMs);
        const fresh = statuses.filter(({ at }) => Math.abs(BELL - at) <= 3 * everyMs);
        expect(of).toBe(fresh.length);
        expect(says === 'stale').toBe(of < 3 || 2 * of < statuses.length);
      }),
    );
  });

  it('names turn by it exactly when it says down, and who passes never makes it worse', () => {
    fc.assert(
      fc.property(panel, interval, (statuses, everyMs) => {
        const heard = hearCheckers(statuses, BELL, everyMs);
        if (heard.says === 'stale') return;
        expect(heard.says === 'down').toBe(heard.passing / heard.of <= 0.18);
        const place = statuses.findIndex(({ passed }) => !passed);
        const better = statuses.map((one, index) =>
          index === place ? { ...one, passed: true } : one,
        );
        const { says } = hearCheckers(better, BELL, everyMs);
        expect(ORDER[says]).toBeGreaterThanOrEqual(ORDER[heard.says]);
      }),
    );
  });
});
