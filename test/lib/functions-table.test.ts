import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { FUNCTIONS, type FunctionName, shapeOf } from '../../config/aws-functions.ts';
import { closureOf, readSource, ROOT } from './closure-of.ts';

// Goal: a function is given what its code asks for, and nothing else.
// Method: follow the imports of each function's index.ts, and compare what all of it asks for with
// its row of the table.

interface Asked {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly deployment: boolean;
}

/** Where they are defined, they are not asked for. */
const DEFINES = ['lambdas/environment.ts', 'lambdas/deployment.ts'];

function askedBy(name: string): Asked {
  const files = [...closureOf(`lambdas/${name}/index.ts`)].filter((one) => !DEFINES.includes(one));
  const text = files.map(readSource).join('\n');
  const named = (call: RegExp) => [...text.matchAll(call)].map(([, variable = '']) => variable);
  return {
    required: named(/\bvariable\('(\w+)'\)/g),
    optional: named(/\boptionalVariable\('(\w+)'\)/g),
    deployment: /\breadDeployment\(/.test(text),
  };
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)].toSorted();
const names = Object.keys(FUNCTIONS) as FunctionName[];

test('every folder has a row, and every row a folder', () => {
  const folders = globSync('lambdas/*/index.ts', { cwd: ROOT }).map((path) =>
    dirname(path).replace(/^lambdas[\\/]/, ''),
  );
  expect(folders.toSorted()).toEqual(names.toSorted());
});

test.each(names)('%s gets the variables that it asks for', (name) => {
  const { variables, optionalVariables = [] } = shapeOf(name);
  const asked = askedBy(name);
  expect(unique([...variables, ...optionalVariables])).toEqual(
    unique([...asked.required, ...asked.optional]),
  );
  // What it cannot do without is never left out; what it can do without may be asked for sharply,
  // where the configuration says that it is there.
  const sharply = variables.filter((one) => asked.required.includes(one));
  expect(unique(sharply)).toEqual(unique(variables));
});

test.each(names)('%s has a deployment beside it if it reads one', (name) => {
  expect(shapeOf(name).deployment).toBe(askedBy(name).deployment);
});

test.each(names)(
  '%s may live as long as AWS lets it, and its memory is one that AWS sells',
  (name) => {
    const { timeoutSec, memoryMb, storageMb = 512, description } = shapeOf(name);
    expect(timeoutSec).toBeGreaterThan(0);
    expect(timeoutSec).toBeLessThanOrEqual(900);
    expect(memoryMb).toBeGreaterThanOrEqual(128);
    expect(memoryMb).toBeLessThanOrEqual(10_240);
    expect(storageMb).toBeGreaterThanOrEqual(512);
    expect(storageMb).toBeLessThanOrEqual(10_240);
    expect(description.length).toBeLessThanOrEqual(256);
  },
);

test('following imports finds what stands several files away', () => {
  const files = closureOf('lambdas/plan-notice/index.ts');
  expect(files).toContain('lambdas/open-actions.ts');
  expect(files).toContain('adapters/aws/dynamo-outbox-change.ts');
  for (const file of files) expect(existsSync(join(ROOT, file))).toBe(true);
  expect(askedBy('plan-notice').required).toContain('journalTable');
});
