import { expect } from 'vitest';
import { keptTests, type TestBody } from './kept-tests.ts';

// What tests get in the place of vitest's `describe`, `it` and `test`: bodies are kept, to be run
// once for each mutant. Only what the tests of core use is here.

export { expect };

type Named = (name: string, ...rest: readonly unknown[]) => void;
type Row = (...values: readonly unknown[]) => unknown;

const groups: string[] = [];

function bodyAmong(rest: readonly unknown[]): Row {
  const body = rest.find((one) => typeof one === 'function');
  if (body === undefined) throw new Error('expected a test with a body');
  return body as Row;
}

function keep(name: string, body: TestBody): void {
  keptTests.push({ file: keptTests.file, name: [...groups, name].join(' > '), body });
}

function inGroup(name: string, body: () => unknown): void {
  groups.push(name);
  body();
  groups.pop();
}

const valuesOf = (row: unknown): readonly unknown[] => (Array.isArray(row) ? row : [row]);

const each =
  (once: (name: string, body: () => unknown) => void) =>
  (rows: readonly unknown[]): Named =>
  (name, ...rest) => {
    const body = bodyAmong(rest);
    for (const row of rows) once(name, () => body(...valuesOf(row)));
  };

const named =
  (once: (name: string, body: () => unknown) => void): Named =>
  (name, ...rest) => {
    const body = bodyAmong(rest);
    once(name, () => body());
  };

export const test = Object.assign(named(keep), { each: each(keep) });
export const it = Object.assign(named(keep), { each: each(keep) });
export const describe = Object.assign(named(inGroup), { each: each(inGroup) });
