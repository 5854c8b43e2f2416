import type { Event } from '../../core/incident/event.ts';
import {
  judgeFitness,
  type MirrorFacts,
  type SampledFile,
  sayUnfit,
} from '../../core/mirror/fitness.ts';
import { encodePath } from '../../core/mirror/site-link.ts';
import type { MirrorTarget, Platform, Vantage } from '../../core/platform.ts';
import type { Observation } from '../../core/watch/observation.ts';
import type { Ports, ProbeRequest } from '../ports.ts';
import type { MirrorInBrief, SampledAddress } from './mirror-in-brief.ts';

/**
 * Measure one mirror from outside: by its own address, under the platform's name, one lesson whole, and some other
 * addresses at their turn.
 *
 * The one lesson says whether the mirror answers at all. Of the others only an answer counts, and one that was wrong
 * before stays so until it is seen right: a mirror under a crowd is not called unfit because a probe came late.
 *
 * @param vantage where to look from; a mirror is measured by the first vantage that sees
 * @param known what was published there; null when nothing good is known
 * @param wrong addresses that were wrong at the last measure
 * @returns null when the vantage gave no answer: that says nothing of the mirror (P7)
 */
export async function measureMirror(
  ports: Pick<Ports, 'clock' | 'prober' | 'observations'>,
  platform: Platform & { readonly mirror: MirrorTarget },
  vantage: Vantage,
  known: MirrorInBrief | null,
  options: { readonly probeBudgetMs: number; readonly language: 'fr' | 'en' },
  wrong: readonly string[] = [],
): Promise<Extract<Event, { kind: 'mirror-measured' }> | null> {
  const lesson = known?.lesson?.path ?? null;
  const ask = (path: string): Promise<Observation> =>
    ports.prober.probe(requestOf(platform, vantage, path, options.probeBudgetMs));
  const [seen, ...others] = await Promise.all([
    ask(lesson === null ? '/' : encodePath(lesson)),
    ...(known?.sample ?? []).map(async (one) => ({ one, seen: await ask(one.target) })),
  ]);
  const sample = others.map(({ one, seen: answer }) => sampled(one, answer, known));
  const faulty = others.filter((_, index) => isFault(sample[index]));
  await ports.observations.add([seen, ...faulty.map((other) => other.seen)]);
  if (seen.failure?.stage === 'vantage') return null;
  const at = ports.clock.now();
  const facts: MirrorFacts = { ...factsOf(seen, lesson), sample };
  const build = known && { ...known.build, files: known.lesson === null ? [] : [known.lesson] };
  const question = { facts, manifest: build, now: at, maxAgeMs: platform.mirror.maxAgeMs, wrong };
  const fitness = judgeFitness(question, sayUnfit[options.language]);
  const { certificateNotAfter } = seen;
  return {
    kind: 'mirror-measured',
    at,
    platform: platform.id,
    fitness,
    ...(certificateNotAfter !== undefined && { certificateNotAfter }),
  };
}

const requestOf = (
  platform: Platform & { readonly mirror: MirrorTarget },
  vantage: Vantage,
  path: string,
  budgetMs: number,
): ProbeRequest => ({
  platform: platform.id,
  vantage: vantage.id,
  ...(vantage.sourceAddress === undefined ? {} : { sourceAddress: vantage.sourceAddress }),
  target: 'mirror',
  resolve: platform.mirror.ownName,
  serverName: platform.hostname,
  port: platform.mirror.port,
  path,
  slowMs: platform.origin.slowMs,
  budgetMs,
});

/** Too many requests, and a server that rests: said of a crowd, not of a file. RFC 6585 and 9110. */
const BUSY: ReadonlySet<number> = new Set([429, 503]);

function sampled(
  { address, sha256 }: SampledAddress,
  seen: Observation,
  known: MirrorInBrief | null,
): SampledFile {
  const { status, bodySha256, buildId, failure } = seen;
  // Another build has other files: the one lesson says so.
  const isOther = buildId !== undefined && buildId !== known?.build.buildId;
  if (isOther || status === undefined || BUSY.has(status)) return { address, says: 'unread' };
  if (status >= 300) return { address, says: 'missing', status };
  if (failure !== null && failure.kind !== 'body-late') return { address, says: 'unread' };
  if (bodySha256 === undefined) return { address, says: 'unread' };
  return { address, says: bodySha256 === sha256 ? 'same' : 'changed' };
}

const isFault = (file: SampledFile | undefined): boolean =>
  file?.says === 'changed' || file?.says === 'missing';

function factsOf(seen: Observation, lesson: string | null): MirrorFacts {
  const stage = seen.failure?.stage;
  const whole = seen.failure === null && seen.bodySha256 !== undefined && lesson !== null;
  return {
    reachable: stage === undefined || stage === 'http' || stage === 'body' || isCertificate(seen),
    certificateValidForName: stage !== 'tls',
    buildId: seen.buildId ?? null,
    lesson: whole ? { path: lesson, sha256: seen.bodySha256 } : null,
    headers: seen.headerFaults ?? [],
  };
}

/** A host that shows a wrong certificate is there; what it shows is the fault. */
const isCertificate = ({ failure }: Observation): boolean =>
  failure?.kind === 'tls-expired' ||
  failure?.kind === 'tls-not-yet-valid' ||
  failure?.kind === 'tls-self-signed' ||
  failure?.kind === 'tls-untrusted' ||
  failure?.kind === 'tls-name-mismatch';
