import type { Event } from '../../core/incident/event.ts';
import { judgeFitness, type MirrorFacts, sayUnfit } from '../../core/mirror/fitness.ts';
import type { Manifest } from '../../core/mirror/manifest.ts';
import type { MirrorTarget, Platform, Vantage } from '../../core/platform.ts';
import type { Observation } from '../../core/watch/observation.ts';
import type { Ports, ProbeRequest } from '../ports.ts';

/**
 * Measure one mirror from outside: by its own address, under the platform's name, one lesson whole.
 *
 * @param manifest what was published there, as {@link inBrief}; null when nothing good is known
 * @returns null when the vantage gave no answer: that says nothing of the mirror (P7)
 * @param vantage where to look from; a mirror is measured by the first vantage that sees
 */
export async function measureMirror(
  ports: Pick<Ports, 'clock' | 'prober' | 'observations'>,
  platform: Platform & { readonly mirror: MirrorTarget },
  vantage: Vantage,
  manifest: Manifest | null,
  options: { readonly probeBudgetMs: number; readonly language: 'fr' | 'en' },
): Promise<Extract<Event, { kind: 'mirror-measured' }> | null> {
  const lesson = lessonOf(manifest);
  const request: ProbeRequest = {
    platform: platform.id,
    vantage: vantage.id,
    ...(vantage.sourceAddress === undefined ? {} : { sourceAddress: vantage.sourceAddress }),
    target: 'mirror',
    resolve: platform.mirror.ownName,
    serverName: platform.hostname,
    port: platform.mirror.port,
    path: encodeURI(lesson ?? '/'),
    slowMs: platform.origin.slowMs,
    budgetMs: options.probeBudgetMs,
  };
  const seen = await ports.prober.probe(request);
  await ports.observations.add([seen]);
  if (seen.failure?.stage === 'vantage') return null;
  const at = ports.clock.now();
  const facts = factsOf(seen, lesson);
  const question = { facts, manifest, now: at, maxAgeMs: platform.mirror.maxAgeMs };
  const fitness = judgeFitness(question, sayUnfit[options.language]);
  return { kind: 'mirror-measured', at, platform: platform.id, fitness };
}

/**
 * As much of a manifest as a measure needs, its one lesson and no more: a whole one may weigh many
 * megabytes, and there is one for each platform.
 */
export function inBrief(manifest: Manifest): Manifest {
  const lesson = lessonOf(manifest);
  return { ...manifest, files: manifest.files.filter(({ path }) => path === lesson), aliases: {} };
}

/** A page that pupils read: the largest, since an empty one proves nothing. */
const lessonOf = (manifest: Manifest | null): string | null =>
  manifest?.files
    .filter(({ type }) => type.startsWith('text/html'))
    .toSorted((one, other) => other.sizeBytes - one.sizeBytes)[0]?.path ?? null;

function factsOf(seen: Observation, lesson: string | null): MirrorFacts {
  const stage = seen.failure?.stage;
  const whole = seen.failure === null && seen.bodySha256 !== undefined && lesson !== null;
  return {
    reachable: stage === undefined || stage === 'http' || stage === 'body' || isCertificate(seen),
    certificateValidForName: stage !== 'tls',
    buildId: seen.buildId ?? null,
    lesson: whole ? { path: lesson, sha256: seen.bodySha256 } : null,
  };
}

/** A host that shows a wrong certificate is there; what it shows is the fault. */
const isCertificate = ({ failure }: Observation): boolean =>
  failure?.kind === 'tls-expired' ||
  failure?.kind === 'tls-not-yet-valid' ||
  failure?.kind === 'tls-self-signed' ||
  failure?.kind === 'tls-untrusted' ||
  failure?.kind === 'tls-name-mismatch';
