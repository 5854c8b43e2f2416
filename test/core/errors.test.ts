import { expect, test } from 'vitest';
import { PreauError, saidOf } from '../../core/errors.ts';

// Goal: what a failure is due to is told in people's words where it has some.
// Method: causes of each kind.

test.each([
  [
    new PreauError('not-found', 'expected a, got b', { said: { key: 'got.other' } }),
    { key: 'got.other' },
  ],
  [new PreauError('not-found', 'expected a, got b'), 'expected a, got b'],
  [new TypeError('no such file'), 'no such file'],
  ['EACCES', 'EACCES'],
])('%s', (cause, said) => {
  expect(saidOf(cause)).toEqual(said);
});
