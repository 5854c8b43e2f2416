import { expect, test } from 'vitest';
import type { SpokenCause } from '../../../core/cause/cause.ts';
import type { Notice, NoticeStage, Phase } from '../../../core/notice/notice.ts';
import { wordsToCorrect } from '../../../core/notice/words-to-correct.ts';
import { epochMs, incidentId } from '../../../core/units.ts';
import { longest } from './contents.ts';

// Goal: a correction knows every word that told the cause it takes back, and no word that was
// corrected before (P5). Method: short lives of one incident, its notices written by hand.

interface Word {
  readonly phase?: Phase;
  readonly cause: SpokenCause;
  readonly stage?: NoticeStage;
  readonly corrects?: SpokenCause;
  readonly incident?: string;
}

const { corrects: _, ...plain } = longest;

const notices = (words: readonly Word[]): readonly Notice[] =>
  words.map(({ phase = 'cause', cause, stage = 'sent', corrects, incident = 'p-1' }, index) => ({
    id: `n${index}`,
    stage,
    plannedAt: epochMs(index),
    sendAt: epochMs(index),
    content: {
      ...plain,
      phase,
      cause,
      incident: incidentId(incident),
      ...(corrects && {
        corrects: { cause: corrects, saidAt: epochMs(0), notice: `n${index - 1}` },
      }),
    },
  }));

const toCorrect = (...words: readonly Word[]): readonly string[] => {
  const all = notices(words);
  const own = all.at(-1);
  if (own === undefined) throw new Error('no words');
  return wordsToCorrect(own, all);
};

const HOSTING = { cause: 'hosting' } as const;
const NOW = { phase: 'correction', cause: 'undetermined', corrects: 'hosting' } as const;

test('each word that told it is corrected, the latest first', () => {
  expect(toCorrect({ cause: 'undetermined' }, HOSTING, HOSTING, NOW)).toEqual(['n2', 'n1']);
});

test('one that another correction took back already is not, and one that a correction told is', () => {
  const earlier = { phase: 'correction', cause: 'overload', corrects: 'hosting' } as const;
  const again = { phase: 'correction', cause: 'hosting', corrects: 'overload' } as const;
  expect(toCorrect(HOSTING, earlier, { cause: 'overload' }, again, HOSTING, NOW)).toEqual([
    'n4',
    'n3',
  ]);
});

test('neither one that never left, nor another incident’s; the one it names always is', () => {
  const cancelled = { ...HOSTING, stage: 'cancelled' } as const;
  expect(toCorrect({ ...HOSTING, incident: 'p-2' }, cancelled, NOW)).toEqual(['n1']);
  expect(toCorrect(HOSTING, { ...NOW, stage: 'cancelled' }, HOSTING, NOW)).toEqual(['n2', 'n0']);
});

test('what corrects nothing has no such words', () => {
  expect(toCorrect(HOSTING)).toEqual([]);
});
