import type { Policy } from '../../core/policy.ts';
import type { Engine } from '../engine.ts';
import type { Ports } from '../ports.ts';
import { measureMirror } from './measure-mirror.ts';

/** A mirror is measured once in this many rounds: it changes by the day. Chosen. */
export const ROUNDS_PER_MIRROR = 3;

/**
 * Measure every mirror, and hand what was found to the engine. Looked at from the first vantage
 * that was not blind in the latest round; not at all when none saw.
 */
export async function measureMirrors(
  ports: Pick<Ports, 'clock' | 'prober' | 'observations' | 'mirrors'>,
  engine: Engine,
  policy: Policy,
  options: { readonly probeBudgetMs: number; readonly language: 'fr' | 'en' },
): Promise<void> {
  const blind = new Set(Object.values(engine.state().platforms).flatMap((known) => known.blind));
  const vantage = policy.vantages.find(({ id }) => !blind.has(id));
  if (vantage === undefined) return;
  await Promise.all(
    policy.platforms.map(async (platform) => {
      const { mirror } = platform;
      if (mirror === undefined) return;
      const measured = await measureMirror(ports, { ...platform, mirror }, vantage, options);
      if (measured !== null) await engine.handle(measured);
    }),
  );
}
