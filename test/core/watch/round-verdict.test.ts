// Goal: votes decide by quorum, and those who cannot see have none (P7). Method: rounds as
// strings, one character a vantage, and every round of up to five vantages.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundVerdict } from '../../../core/watch/round-verdict.ts';
import { BELL, roundOf } from '../../fixtures/timeline.ts';

const verdict = (votes: string, votesToFall = 2) => roundVerdict(votesOf(votes), { votesToFall });

function votesOf(votes: string) {
  const round = roundOf('nord', BELL, votes);
  return round.kind === 'round-observed' ? round.votes : [];
}

describe('a round', () => {
  it.each([
    ['...', 'up'],
    ['x..', 'up'],
    ['xx.', 'down'],
    ['xxx', 'down'],
    ['?xx', 'down'],
    ['?x.', 'undecided'],
    ['??x', 'undecided'],
    ['??.', 'undecided'],
    ['???', 'undecided'],
    ['', 'undecided'],
  ])('of %j is %s', (votes, expected) => {
    expect(verdict(votes)).toBe(expected);
  });

  it('that enough call down is down, though as many call it up', () => {
    expect(verdict('xx..')).toBe('down');
  });

  it('is decided by those who see: the blind change nothing', () => {
    const rounds = fc.array(fc.constantFrom('.', 'x'), { maxLength: 5 });
    fc.assert(
      fc.property(rounds, fc.nat(3), fc.integer({ min: 1, max: 3 }), (seen, blind, needed) => {
        const votes = seen.join('');
        expect(verdict('?'.repeat(blind) + votes, needed)).toBe(verdict(votes, needed));
      }),
    );
  });
});
