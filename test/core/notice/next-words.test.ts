import { describe, expect, test } from 'vitest';
import type { NoticeContent } from '../../../core/notice/notice.ts';
import type { Policy } from '../../../core/policy.ts';
import { type EpochMs, epochMs, minutes } from '../../../core/units.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, roundOf, startRun } from '../../fixtures/timeline.ts';

// Goal: the time that a message gives for the next word is kept, news or none, whatever happens in
// between. Method: a fall of a whole school day, a beat every 20 s, no cause ever found; each word
// that leaves is held against what the one before promised.

const BEAT_MS = 20_000;

interface Word {
  readonly at: EpochMs;
  readonly content: NoticeContent;
}

function wordsOf(policy: Policy, hours: number, silentFrom = Infinity, silentTo = Infinity) {
  const run = startRun(policy);
  run.take(fitMirror('nord', BELL));
  for (let beat = 1; beat <= (hours * 3_600_000) / BEAT_MS; beat += 1) {
    const at = epochMs(BELL + beat * BEAT_MS);
    const minute = (at - BELL) / 60_000;
    run.take({ kind: 'tick', at });
    // Vantages that fall silent for a while must not take the promise with them.
    if (minute < silentFrom || minute > silentTo) run.take(roundOf('nord', at, 'xxx'));
  }
  return run.actions.flatMap(({ at, action }): readonly Word[] =>
    action.kind === 'send-notice' ? [{ at, content: action.content }] : [],
  );
}

function withNotices(notices: Partial<Policy['notices']>): Policy {
  const policy = testPolicy();
  return { ...policy, notices: { ...policy.notices, ...notices } };
}

describe('the promised next word', () => {
  test.each([
    ['every half hour', withNotices({}), 10],
    ['ever further apart without news', withNotices({ longestWordMs: minutes(120) }), 4],
    ['with a long veto time', withNotices({ vetoMs: minutes(9) }), 10],
  ])('leaves when it was promised, %s', (_, policy, atLeast) => {
    const words = wordsOf(policy, 6);
    expect(words.length).toBeGreaterThanOrEqual(atLeast);
    for (const [index, { at, content }] of words.slice(1).entries()) {
      const promised = words[index]?.content.nextWordAt ?? 0;
      expect(content.cause).toBe('undetermined');
      expect(at).toBeLessThanOrEqual(promised + BEAT_MS);
      expect(at).toBeGreaterThanOrEqual(promised - BEAT_MS);
      expect(content.nextWordAt).toBeGreaterThan(at);
    }
  });

  test('leaves although every vantage has fallen silent meanwhile', () => {
    const words = wordsOf(withNotices({}), 2, 20, 60);
    const promised = words[0]?.content.nextWordAt ?? 0;
    expect(promised - BELL).toBeGreaterThan(minutes(20));
    expect(Math.abs((words[1]?.at ?? 0) - promised)).toBeLessThanOrEqual(BEAT_MS);
  });
});
