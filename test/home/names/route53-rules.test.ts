import { describe, expect, test } from 'vitest';
import { CALCULATING } from './rules/calculating.ts';
import { CHECKING } from './rules/checking.ts';
import { CHOOSING } from './rules/choosing.ts';
import type { Rule } from './rules/kit.ts';
import { RECORDING } from './rules/recording.ts';
import { REQUESTING } from './rules/requesting.ts';
import { THROTTLED } from './rules/throttling.ts';

// Goal: the embedded Route 53 is what Route 53's documentation says, sentence by sentence.
// Method: a table with one row a sentence, its page, and a check against the model that can fail.

const areas: Readonly<Record<string, readonly Rule[]>> = {
  'which record answers': CHOOSING,
  'checks of endpoints': CHECKING,
  'checks that are new, switched or calculated': CALCULATING,
  requests: REQUESTING,
  'how many requests': THROTTLED,
  records: RECORDING,
};

/** Where a row's sentence can be read. */
const urlOf = ({ page }: Rule): string =>
  `https://docs.aws.amazon.com/Route53/latest/${page.startsWith('API_') ? 'APIReference' : 'DeveloperGuide'}/${page}.html`;

describe.each(Object.entries(areas))('%s:', (_, rules) => {
  test.each(rules.map((rule) => [rule.sentence, urlOf(rule), rule] as const))(
    '%s (%s)',
    async (_sentence, _url, rule) => {
      expect.hasAssertions();
      await rule.holds();
    },
  );
});

test('no sentence is there twice', () => {
  const sentences = Object.values(areas).flatMap((rules) => rules.map(({ sentence }) => sentence));
  expect(new Set(sentences).size).toBe(sentences.length);
  expect(sentences.length).toBeGreaterThanOrEqual(80);
});
