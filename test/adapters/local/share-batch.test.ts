import { expect, test } from 'vitest';
import { shareBatch } from '../../../adapters/local/share-batch.ts';
import { PreauError } from '../../../core/errors.ts';
import { platformId } from '../../../core/units.ts';

// Goal: shares that are asked for together are one request, and each caller gets its own answer.
// Method: a post that writes down its bodies and answers as the name server does.

const [x, y, nobody] = ['x', 'y', 'nobody'].map(platformId) as [
  ReturnType<typeof platformId>,
  ReturnType<typeof platformId>,
  ReturnType<typeof platformId>,
];

function server() {
  const bodies: unknown[] = [];
  const setShare = shareBatch(async (body) => {
    bodies.push(body);
    await Promise.resolve();
    return { changes: { x: `C${bodies.length}`, y: `C${bodies.length}` }, unknown: ['nobody'] };
  });
  return { bodies, setShare };
}

test('what is asked in one go goes in one request, and what comes later in the next', async () => {
  const { bodies, setShare } = server();
  const both = Promise.all([setShare(x, 1), setShare(y, 0.5)]);
  expect(await both).toEqual(['C1', 'C1']);
  expect(await setShare(x, 0)).toBe('C2');
  expect(bodies).toEqual([{ shares: { x: 1, y: 0.5 } }, { shares: { x: 0 } }]);
});

test('a platform that is asked for twice has its last share', async () => {
  const { bodies, setShare } = server();
  await Promise.all([setShare(x, 1), setShare(x, 0)]);
  expect(bodies).toEqual([{ shares: { x: 0 } }]);
});

test('an unknown platform is told so, and the others go', async () => {
  const { setShare } = server();
  const [known, unknown] = await Promise.allSettled([setShare(x, 1), setShare(nobody, 1)]);
  expect(known).toEqual({ status: 'fulfilled', value: 'C1' });
  expect(unknown).toMatchObject({ status: 'rejected', reason: { code: 'not-found' } });
});

test.each(['', 'C'.repeat(65)])('an id that no name server gives is not kept: “%s”', async (id) => {
  const setShare = shareBatch(async () => ({ changes: { x: id } }));
  await expect(setShare(x, 1)).rejects.toThrow('changes');
});

test('a request that fails fails for all of its platforms, and not for later ones', async () => {
  let calls = 0;
  const setShare = shareBatch(async () => {
    calls += 1;
    if (calls === 1) throw new PreauError('dns-unreachable', 'nobody', { retryable: true });
    return { changes: { x: 'C2' } };
  });
  const failed = await Promise.allSettled([setShare(x, 1), setShare(y, 1)]);
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await setShare(x, 1)).toBe('C2');
});
