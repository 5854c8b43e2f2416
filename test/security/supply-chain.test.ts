// Goal: nobody ships a licence, a script or an address that was not looked at.
// Method: the lock file itself; each exception must still be needed.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EXCEPTIONS, isAllowed, lockedPackages, unlicensed } from './check-licences.ts';

const packages = lockedPackages();

/** Packages whose own scripts npm runs when it installs them, and why each is here. */
const INSTALL_SCRIPTS: Readonly<Record<string, string>> = {
  esbuild:
    'checks that its binary, a package of its own, runs; works without, by npm ci --ignore-scripts',
  'classic-level':
    'of dynalite, the DynamoDB of the tests: looks for a binary that it brings; tests alone',
};

describe('licences', () => {
  test('are allowed, or have their reason', () => expect(unlicensed(packages)).toEqual([]));

  test('have no exception that nothing needs any more', () => {
    const idle = EXCEPTIONS.filter(([pattern]) => !packages.some(({ name }) => pattern.test(name)));
    expect(idle.map(String)).toEqual([]);
  });

  test.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-or-later)', true],
    ['MIT AND GPL-3.0-only', false],
    ['Apache-2.0 AND MIT', true],
    ['GPL-3.0-only', false],
    ['UNLICENSED', false],
    ['', false],
  ])('read %s', (expression, allowed) => expect(isAllowed(expression)).toBe(allowed));

  test('of a package without one, or with another, are told', () => {
    const odd = { name: 'x', hasInstallScript: false };
    expect(
      unlicensed([
        { ...odd, licence: null },
        { ...odd, licence: 'SSPL-1.0' },
      ]),
    ).toHaveLength(2);
  });
});

test('install scripts are run by those alone that are listed with their reason', () => {
  const scripted = packages.filter(({ hasInstallScript }) => hasInstallScript);
  expect(scripted.map(({ name }) => name).toSorted()).toEqual(
    Object.keys(INSTALL_SCRIPTS).toSorted(),
  );
});

test('the lock file takes nothing from a repository, in clear, or from a folder', () => {
  const lock: unknown = JSON.parse(
    readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'),
  );
  const text = JSON.stringify(lock);
  expect(text.match(/"resolved":"(?:git|http:|file:)[^"]*"/g)).toBeNull();
});
