import { expect, test } from 'vitest';
import { PreauError } from '../../../core/errors.ts';
import { readRefusal, refusalLine } from '../../../home/names/refusal-line.ts';

// Goal: why a name server does not start comes whole from its log to whoever started it, and nothing else does.
// Method: lines there and back, and logs without one or with a damaged one.

const said = {
  key: 'port.dns',
  values: { port: 53, why: { key: 'got.bytes', values: { bytes: 7 } } },
};

test('a refusal comes back whole, among what else a log has', () => {
  const line = refusalLine(new PreauError('port-in-use', 'expected a, got b', { said }));
  expect(readRefusal(`names: UDP: x\n${line}\nError: expected a, got b`)).toEqual(said);
});

test('a bug and a refusal without words leave no line', () => {
  expect(refusalLine(new Error('x'))).toBeNull();
  expect(refusalLine(new PreauError('port-in-use', 'x'))).toBeNull();
});

test.each(['', 'x', 'names: refused: {', 'names: refused: {"key":1}', 'names: refused: null'])(
  'nothing is read from %j',
  (log) => {
    expect(readRefusal(log)).toBeNull();
  },
);
