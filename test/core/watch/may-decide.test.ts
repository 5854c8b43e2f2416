import { expect, test } from 'vitest';
import { mayDecide } from '../../../core/watch/may-decide.ts';
import { voteOf } from '../../fixtures/timeline.ts';

// Goal: it is known of a round whether one vote more could change what it says. Method: rounds of votes as
// strings, of which two make a verdict; '?' is blind.

test.each([
  ['x.', true],
  ['x?', true],
  ['.?', true],
  ['x..', true],
  ['xx', false],
  ['xx.', false],
  ['..', false],
  ['...', false],
  ['??', false],
  ['', false],
])('one vote more than %j may decide: %s', (votes, may) => {
  expect(mayDecide(Array.from(votes, voteOf), { votesToFall: 2 })).toBe(may);
});
