// Goal: the command line of the benches says what it takes, and refuses what it does not.
// Method: lines of arguments, and what they ask for.
import { expect, test } from 'vitest';
import { help, readArguments } from '../../bench/arguments.ts';
import type { Bench } from '../../bench/bench.ts';
import { versionIn } from '../../bench/versions-of.ts';

const benches: readonly Bench[] = ['turn', 'cost'].map((name) => ({
  name,
  method: '',
  run: async () => [],
}));

test('those that take an hour are run by their names only', () => {
  const long: readonly Bench[] = benches.map((bench) => ({
    ...bench,
    isLong: bench.name === 'cost',
  }));
  expect(readArguments([], long)).toMatchObject({ chosen: [{ name: 'turn' }] });
  expect(readArguments(['cost'], long)).toMatchObject({ chosen: [{ name: 'cost' }] });
  expect(help(long)).toContain('hour: cost');
});

test('all benches are run, or one by its name', () => {
  expect(readArguments([], benches)).toMatchObject({ kind: 'run', chosen: benches, one: false });
  expect(readArguments(['cost', '--check'], benches)).toMatchObject({
    chosen: [{ name: 'cost' }],
    one: true,
    check: true,
  });
});

test.each([
  [['nope'], 'expected the name of a bench, got "nope"'],
  [['turn', 'cost'], 'expected one name at most, got turn cost'],
  [['--check', '--json'], 'expected --json or --check, got both'],
])('%s is refused', (args, why) => {
  expect(readArguments(args, benches)).toEqual({ kind: 'wrong', why });
});

test('an option that is not there is refused by its name', () => {
  expect(readArguments(['--fast'], benches)).toMatchObject({
    kind: 'wrong',
    why: expect.stringContaining('--fast'),
  });
});

test('help says what a loss is, and what each exit status means', () => {
  expect(readArguments(['--help'], benches)).toEqual({ kind: 'help' });
  const text = help(benches);
  for (const part of ['--check', '20 %', '0.05 s', 'Exit status: 0', 'turn, cost'])
    expect(text).toContain(part);
});

test('a version is found in what programs say', () => {
  expect(versionIn('nginx version: nginx/1.22.1')).toBe('1.22.1');
  expect(versionIn('mawk 1.3.4 20200120')).toBe('1.3.4');
  expect(versionIn('command not found')).toBeNull();
});
