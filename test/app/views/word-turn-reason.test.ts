import { describe, expect, test } from 'vitest';
import { wordTurnReason } from '../../../app/views/word-turn-reason.ts';
import type { TurnReason } from '../../../core/shelter/turn-reason.ts';
import { readWords } from '../../../web/words.ts';

// Goal: people read in their own language why DNS turned.
// Method: every reason there is in both languages; a few whole sentences.

/** One of each, and of each variant; a kind that is missing does not type-check. */
const REASONS = {
  fell: [{ kind: 'fell', against: 2, of: 3 }],
  'left-by-health': [{ kind: 'left-by-health' }],
  'fell-again': [{ kind: 'fell-again' }],
  'mirror-fit-again': [{ kind: 'mirror-fit-again' }],
  waited: [{ kind: 'waited' }],
  'way-back': [{ kind: 'way-back', originShare: 0.1 }],
  'mirror-gone': [{ kind: 'mirror-gone' }],
  'bad-on-the-way-back': [{ kind: 'bad-on-the-way-back' }],
  'not-confirmed': [{ kind: 'not-confirmed' }],
  'asked-again': [
    { kind: 'asked-again', after: 'given-up' },
    { kind: 'asked-again', after: 'not-confirmed' },
  ],
  'by-hand': [
    { kind: 'by-hand', what: 'shelter' },
    { kind: 'by-hand', what: 'release' },
  ],
  'share-by-hand': [{ kind: 'share-by-hand', mirrorShare: 0.4 }],
  shed: [{ kind: 'shed', failedShare: 0.25 }],
  suspended: [
    { kind: 'suspended', by: 'person' },
    { kind: 'suspended', by: 'page' },
  ],
  reopened: [
    { kind: 'reopened', by: 'person' },
    { kind: 'reopened', by: 'page' },
  ],
  vetoed: [{ kind: 'vetoed' }],
  'veto-lifted': [{ kind: 'veto-lifted' }],
  drill: [{ kind: 'drill' }],
  'drill-over': [{ kind: 'drill-over' }],
} as const satisfies {
  readonly [Kind in TurnReason['kind']]: readonly (TurnReason & { kind: Kind })[];
};

const ALL: readonly TurnReason[] = Object.values(REASONS).flat();
const french = { language: 'fr', words: readWords('fr') } as const;
const english = { language: 'en', words: readWords('en') } as const;

describe('the reason of a turn', () => {
  test.each([french, english])('has words of its own in $language, and no hole in them', (said) => {
    const told = ALL.map((reason) => wordTurnReason(reason, said));
    expect(new Set(told).size).toBe(ALL.length);
    for (const text of told) expect(text).toMatch(/^[^{}]+[^{}.]$/);
  });

  test('is worded in either language from the same values', () => {
    const [fell, back] = [REASONS.fell[0], REASONS['way-back'][0]];
    expect([fell, back].map((reason) => wordTurnReason(reason, english))).toEqual([
      'vantages that no longer reach the platform: 2 of 3',
      'way back: 10% of visitors to the platform',
    ]);
    expect(wordTurnReason(fell, french)).toBe(
      'points de mesure qui ne joignent plus la plateforme\u00A0: 2 sur 3',
    );
    expect(wordTurnReason(back, french)).toMatch(
      /^retour progressif\u00A0: 10\s% des visiteurs à la plateforme$/,
    );
  });

  test('keeps French signs with their word', () => {
    for (const reason of ALL) expect(wordTurnReason(reason, french)).not.toMatch(/ [:;?!»%]/);
  });

  test('of a journal that holds a sentence is that sentence', () => {
    expect(wordTurnReason('mise à l’abri à la main', english)).toBe('mise à l’abri à la main');
  });
});
