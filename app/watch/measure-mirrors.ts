import { PreauError } from '../../core/errors.ts';
import type { Event } from '../../core/incident/event.ts';
import type { MirrorTarget, Platform } from '../../core/platform.ts';
import type { Policy } from '../../core/policy.ts';
import type { EpochMs } from '../../core/units.ts';
import type { Engine } from '../engine.ts';
import type { Ports } from '../ports.ts';
import { measureMirror } from './measure-mirror.ts';
import { type MirrorInBrief, mirrorInBrief } from './mirror-in-brief.ts';

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
  const known: Known[] = [];
  const turn = turnOf(ports.clock.now(), policy);
  for (const { mirror, ...platform } of policy.platforms) {
    if (mirror === undefined) continue;
    try {
      const wrong = engine.state().platforms[platform.id]?.mirror?.wrong ?? [];
      const brief = await briefOf(ports, platform, turn, wrong);
      known.push({ platform: { ...platform, mirror }, brief, wrong });
    } catch (error) {
      failures.push(error);
    }
  }
  const measures = known.map(async ({ platform, brief, wrong }) => {
    const measure = (by: MirrorInBrief | null) =>
      measureMirror(ports, platform, vantage, by, options, wrong);
    const measured = await measure(brief);
    const other = measured === null ? null : await otherBuild(ports, platform, brief, measured);
    const judged = other === null ? measured : await measure(other);
    if (judged !== null) await engine.handle(judged);
  });
  for (const end of await Promise.allSettled(measures))
    if (end.status === 'rejected') failures.push(end.reason);
  if (failures.length > 0) throw failures[0];
}

interface Known {
  readonly platform: Platform & { readonly mirror: MirrorTarget };
  readonly brief: MirrorInBrief | null;
  readonly wrong: readonly string[];
}

/** Measures are numbered by the clock: whoever measures next goes on where the last one was. */
const turnOf = (now: EpochMs, { watch }: Policy): number =>
  Math.floor(now / (watch.intervalMs * ROUNDS_PER_MIRROR));

/**
 * What the mirror serves where it is not the build that was made last, but one that is kept: while a
 * new one is on its way, after it was not sent, or when somebody went back to an earlier one. It is
 * as good as it was, up to its age.
 */
async function otherBuild(
  ports: Pick<Ports, 'mirrors'>,
  { id }: Pick<Platform, 'id'>,
  brief: MirrorInBrief | null,
  { fitness: { buildId } }: Extract<Event, { kind: 'mirror-measured' }>,
): Promise<MirrorInBrief | null> {
  if (brief === null || buildId === undefined || buildId === brief.build.buildId) return null;
  return briefOf(ports, { id }, 0, [], buildId);
}

async function briefOf(
  { mirrors }: Pick<Ports, 'mirrors'>,
  { id }: Pick<Platform, 'id'>,
  turn: number,
  wrong: readonly string[],
  buildId?: string,
): Promise<MirrorInBrief | null> {
  try {
    const manifest = await mirrors.manifest(id, buildId);
    return manifest && mirrorInBrief(manifest, turn, wrong);
  } catch (error) {
    if (error instanceof PreauError && error.code === 'mirror-unverified') return null;
    throw error;
  }
}
