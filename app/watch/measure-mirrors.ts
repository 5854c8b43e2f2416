import { PreauError } from '../../core/errors.ts';
import type { Manifest } from '../../core/mirror/manifest.ts';
import type { MirrorTarget, Platform } from '../../core/platform.ts';
import type { Policy } from '../../core/policy.ts';
import type { Engine } from '../engine.ts';
import type { Ports } from '../ports.ts';
import { inBrief, measureMirror } from './measure-mirror.ts';

/** A mirror is measured once in this many rounds: it changes by the day. Chosen. */
export const ROUNDS_PER_MIRROR = 3;

/**
 * Measure every mirror, and hand what was found to the engine. Looked at from the first vantage
 * that was not blind in the latest round; not at all when none saw.
 *
 * Manifests are read one after the other and kept in brief; then all mirrors are looked at side by
 * side. One that is no manifest is as good as none: its mirror is unfit. One that could not be read
 * leaves its mirror unmeasured, and no other.
 *
 * @throws the first of what went wrong, once all that could be measured has been
 */
export async function measureMirrors(
  ports: Pick<Ports, 'clock' | 'prober' | 'observations' | 'mirrors'>,
  engine: Engine,
  policy: Policy,
  options: { readonly probeBudgetMs: number; readonly language: 'fr' | 'en' },
): Promise<void> {
  const blind = new Set(Object.values(engine.state().platforms).flatMap((known) => known.blind));
  const vantage = policy.vantages.find(({ id, by }) => by === undefined && !blind.has(id));
  if (vantage === undefined) return;
  const failures: unknown[] = [];
  const known: { readonly platform: Mirrored; readonly manifest: Manifest | null }[] = [];
  for (const { mirror, ...platform } of policy.platforms) {
    if (mirror === undefined) continue;
    try {
      const manifest = await manifestOf(ports, platform);
      known.push({ platform: { ...platform, mirror }, manifest });
    } catch (error) {
      failures.push(error);
    }
  }
  const measures = known.map(async ({ platform, manifest }) => {
    const measured = await measureMirror(ports, platform, vantage, manifest, options);
    if (measured !== null) await engine.handle(measured);
  });
  for (const end of await Promise.allSettled(measures))
    if (end.status === 'rejected') failures.push(end.reason);
  if (failures.length > 0) throw failures[0];
}

type Mirrored = Platform & { readonly mirror: MirrorTarget };

async function manifestOf(
  { mirrors }: Pick<Ports, 'mirrors'>,
  { id }: Pick<Platform, 'id'>,
): Promise<Manifest | null> {
  try {
    const manifest = await mirrors.manifest(id);
    return manifest && inBrief(manifest);
  } catch (error) {
    if (error instanceof PreauError && error.code === 'mirror-unverified') return null;
    throw error;
  }
}
