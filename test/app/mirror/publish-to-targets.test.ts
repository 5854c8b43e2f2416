// Goal: whatever one target throws, the others are published and told of.
// Method: targets that throw an expected failure, a system's error and no error at all, beside one that is well.
import { expect, it } from 'vitest';
import { publishToTargets } from '../../../app/mirror/publish-to-targets.ts';
import type { PublishTarget } from '../../../app/mirror/publish-target.ts';
import { PreauError } from '../../../core/errors.ts';

const travel = { files: 1, bytes: 2, removed: 0 };
const good: PublishTarget = {
  plan: () => Promise.resolve(travel),
  publish: () => Promise.resolve(travel),
  kept: () => Promise.resolve([]),
  turnBack: () => Promise.reject(new PreauError('not-found', 'none')),
};
const failing = (error: unknown) => () =>
  Promise.resolve({ ...good, publish: () => Promise.reject(error) });

it('a target that throws anything is one that failed, in its place among the others', async () => {
  const expected = new PreauError('mirror-unverified', 'changed');
  const bug = new TypeError('x is not a function');
  const outcomes = await publishToTargets({
    release: {} as never,
    targets: [
      { name: 'expected', open: failing(expected) },
      { name: 'bug', open: failing(bug) },
      { name: 'closed', open: () => Promise.reject(bug) },
      { name: 'good', open: () => Promise.resolve(good) },
    ],
  });
  expect(outcomes).toMatchObject([
    { kind: 'failed', name: 'expected', error: expected },
    { kind: 'failed', name: 'bug', error: { code: 'action-unfinished', cause: bug } },
    { kind: 'failed', name: 'closed', error: { code: 'action-unfinished', cause: bug } },
    { kind: 'published', name: 'good', travel },
  ]);
});
