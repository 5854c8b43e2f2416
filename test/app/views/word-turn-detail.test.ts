import { expect, test } from 'vitest';
import { wordTurnDetail } from '../../../app/views/word-turn-detail.ts';
import type { TurnDetail } from '../../../core/shelter/turn-detail.ts';
import { epochMs } from '../../../core/units.ts';
import { readWords } from '../../../web/words.ts';

// Goal: people read in their own language what was done of a turn, and what was then seen.
// Method: every way to carry a turn out, in both languages.

/** One of each; a kind that is missing does not type-check. */
const DETAILS = {
  'hold-and-weights': { kind: 'hold-and-weights' },
  'hold-alone': { kind: 'hold-alone', said: 'throttled' },
  'stay-owed': { kind: 'stay-owed', said: 'unreachable' },
  'stay-lifted': { kind: 'stay-lifted' },
  'weights-and-release': { kind: 'weights-and-release' },
} as const satisfies { readonly [Kind in TurnDetail['kind']]: TurnDetail & { kind: Kind } };

test.each([
  ['fr', 'poids réglés, retenue levée, lot C42 ; aucune réponse vue'],
  ['en', 'weights set, hold lifted, batch C42; no answer seen'],
] as const)('the batch is named in %s, in sync or not yet', (language, text) => {
  const said = { language, words: readWords(language) };
  for (const insyncAt of [null, epochMs(2)]) {
    const change = { id: 'C42', acceptedAt: epochMs(1), insyncAt };
    const worded = wordTurnDetail({ kind: 'weights-and-release', change }, [], said);
    expect(worded.replaceAll(/\s/g, ' ')).toBe(text);
  }
});

test.each(['fr', 'en'] as const)('each way has words of its own in %s', (language) => {
  const said = { language, words: readWords(language) };
  const seen = [{ server: 'ns1', type: 'AAAA', mirrorShare: 1 }];
  const told = Object.values(DETAILS).flatMap((detail) => [
    wordTurnDetail(detail, [], said),
    wordTurnDetail(detail, seen, said),
  ]);
  expect(new Set(told).size).toBe(told.length);
  for (const text of told) expect(text).not.toMatch(/[{}]| ;/);
  expect(told.filter((text) => text.includes('ns1 AAAA 100'))).toHaveLength(5);
  expect(told.filter((text) => text.includes('throttled'))).toHaveLength(2);
});
