import type { FuzzTarget } from './target.ts';

/** Where targets are, so that a thread loads only what it needs. */
const FAMILIES: readonly (() => Promise<{ readonly targets: readonly FuzzTarget[] }>)[] = [
  () => import('./targets/settings.ts'),
  () => import('./targets/directories.ts'),
  () => import('./targets/logs.ts'),
  () => import('./targets/feeds.ts'),
  () => import('./targets/dns.ts'),
  () => import('./targets/packages.ts'),
  () => import('./targets/pages.ts'),
  () => import('./targets/evidence.ts'),
  () => import('./targets/network.ts'),
];

/** Every parser that faces outside. */
export async function allTargets(): Promise<readonly FuzzTarget[]> {
  const families = await Promise.all(FAMILIES.map((load) => load()));
  return families.flatMap(({ targets }) => targets);
}
