import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCheckersTurns } from '../../../app/watch/checkers-turns.ts';
import { epochMs, type PlatformId, platformId } from '../../../core/units.ts';

// Goal: where only a few may be asked about in a round, each has its turn, whatever the interval and
// however many they are. Method: rounds of any number and length, in a process that lives on and in one that
// remembers nothing.

const BEGIN = 1_617_688_800_000;
const names = (count: number): readonly PlatformId[] =>
  Array.from({ length: count }, (_, place) => platformId(`p-${place}`));
const nobody: ReadonlySet<PlatformId> = new Set();

const stories = fc.record({
  count: fc.integer({ min: 1, max: 70 }),
  atOnce: fc.integer({ min: 1, max: 6 }),
  intervalMs: fc.integer({ min: 1_000, max: 90_000 }),
  firstRound: fc.nat({ max: 5_000 }),
  fallenEvery: fc.integer({ min: 2, max: 9 }),
});
type Story = typeof stories extends fc.Arbitrary<infer One> ? One : never;

/** Those asked about in each of the rounds in which everyone should have been, by a new memory or by one. */
function asked(story: Story, rounds: number, remembers: boolean, fallen = nobody) {
  const { count, atOnce, intervalMs, firstRound } = story;
  const heard = new Set<PlatformId>();
  let turns = createCheckersTurns(atOnce);
  for (let place = 0; place < rounds; place += 1) {
    if (!remembers) turns = createCheckersTurns(atOnce);
    const at = epochMs(BEGIN + (firstRound + place) * intervalMs);
    const round = Math.floor(at / intervalMs);
    for (const platform of turns.order(names(count), fallen, round).slice(0, atOnce)) {
      turns.asked(platform, at);
      heard.add(platform);
    }
  }
  return heard;
}

describe('each of n is asked about within n / asked rounds', () => {
  it('in a process that lives on, the fallen too', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const all = names(story.count);
        const fallen = new Set(all.filter((_, place) => place % story.fallenEvery === 0));
        const rounds = Math.ceil(story.count / story.atOnce);
        expect(asked(story, rounds, true, fallen).size).toBe(story.count);
      }),
    );
  });

  it('in one that remembers nothing', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const rounds = Math.ceil(story.count / story.atOnce);
        expect(asked(story, rounds, false).size).toBe(story.count);
      }),
    );
  });

  it('in one that remembers nothing, of those that have not fallen at the latest one round later', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const all = names(story.count);
        const fallen = new Set(all.filter((_, place) => place % story.fallenEvery === 0));
        const heard = asked(story, Math.ceil(story.count / story.atOnce) + 1, false, fallen);
        expect(all.filter((id) => !fallen.has(id) && !heard.has(id))).toEqual([]);
      }),
    );
  });
});

it('of those that were not asked about for equally long, the fallen come last', () => {
  const turns = createCheckersTurns(3);
  const all = names(6);
  const fallen = new Set(all.slice(0, 3));
  expect(new Set(turns.order(all, fallen, 0).slice(0, 3))).toEqual(new Set(all.slice(3)));
  for (const platform of all.slice(3)) turns.asked(platform, epochMs(BEGIN));
  expect(new Set(turns.order(all, fallen, 1).slice(0, 3))).toEqual(fallen);
});

it('leaves nobody out and names nobody twice', () => {
  const turns = createCheckersTurns(3);
  expect(turns.order([], nobody, 7)).toEqual([]);
  expect(turns.order(names(10), nobody, 7).toSorted()).toEqual(names(10).toSorted());
});
