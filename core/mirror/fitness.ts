import { between, type DurationMs, type EpochMs, type Sha256 } from '../units.ts';
import type { HeaderFault } from './fit/header-faults.ts';
import type { Fitness, Manifest } from './manifest.ts';

/** What was measured of a mirror from outside, by the protected name. */
export interface MirrorFacts {
  /** A TLS connection was made and an HTTP answer came. */
  readonly reachable: boolean;
  readonly certificateValidForName: boolean;
  /** From the `Preau-Build` header; null when the answer carried none. */
  readonly buildId: string | null;
  /** One lesson fetched in full; null when it could not be. */
  readonly lesson: { readonly path: string; readonly sha256: Sha256 } | null;
  /** What was wrong with the headers of its answer. @default nothing */
  readonly headers?: readonly HeaderFault[];
  /** Other addresses, at their turn. @default none was looked at */
  readonly sample?: readonly SampledFile[];
}

/** What an address of the sample answered. */
export type SampledFile =
  | { readonly address: string; readonly says: 'same' | 'changed' }
  | { readonly address: string; readonly says: 'missing'; readonly status: number }
  /** No answer that tells of the file: too late, too many requests, another build. */
  | { readonly address: string; readonly says: 'unread' };

/** One reason for a mirror to be unfit, with what a sentence about it needs. */
export type Unfitness =
  | { readonly kind: 'no-build-known' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'certificate' }
  | { readonly kind: 'build-unnamed' }
  | { readonly kind: 'other-build'; readonly expected: string; readonly got: string }
  | { readonly kind: 'lesson-unread' }
  | { readonly kind: 'lesson-unknown'; readonly path: string }
  | { readonly kind: 'lesson-changed'; readonly path: string }
  | { readonly kind: 'lesson-missing'; readonly path: string; readonly status: number }
  /** Beside those that are named. */
  | { readonly kind: 'more-wrong'; readonly count: number }
  | { readonly kind: 'header'; readonly fault: HeaderFault }
  | { readonly kind: 'too-old'; readonly ageMs: DurationMs; readonly maxAgeMs: DurationMs };

/** As much of what was published as a measure is held to; its files are those that were looked at whole. */
export type Published = Pick<Manifest, 'buildId' | 'builtAt' | 'files'>;

export interface FitnessQuestion {
  readonly facts: MirrorFacts;
  /** What the builder last published, kept by the watcher; null before the first build. */
  readonly manifest: Published | null;
  /** Addresses that were wrong at the last measure. @default none */
  readonly wrong?: readonly string[];
  readonly now: EpochMs;
  readonly maxAgeMs: DurationMs;
}

/**
 * Judge whether visitors may be sent to a mirror (P1): it answers under the platform's name with a
 * certificate for it, serves the build that was published and not another, word for word, and that
 * build is not older than its limit. What was not measured counts against it.
 *
 * @param say turns a reason into a sentence of the organisation's language
 */
export function judgeFitness(
  question: FitnessQuestion,
  say: (reason: Unfitness) => string = sayUnfit.fr,
): Fitness {
  const reasons = findUnfitness(question);
  const { facts, manifest, now } = question;
  const wrong = wrongOf(question).map(({ address }) => address);
  return {
    fit: reasons.length === 0,
    at: now,
    ...(facts.buildId === null ? {} : { buildId: facts.buildId }),
    ...(manifest === null ? {} : { builtAt: manifest.builtAt }),
    reasons: reasons.map(say),
    ...(wrong.length > 0 && { wrong: wrong.slice(0, WRONG_MAX) }),
  };
}

/** @returns every reason that holds, the gravest first; empty for a fit mirror */
export function findUnfitness(question: FitnessQuestion): readonly Unfitness[] {
  const { facts, manifest, now, maxAgeMs } = question;
  // What a host that does not answer would say of the rest is noise in an operator's list.
  if (!facts.reachable) return [{ kind: 'unreachable' }];
  const found: Unfitness[] = [];
  if (!facts.certificateValidForName) found.push({ kind: 'certificate' });
  if (manifest === null) return [...found, { kind: 'no-build-known' }];
  if (facts.buildId === null) found.push({ kind: 'build-unnamed' });
  else if (facts.buildId !== manifest.buildId) {
    found.push({ kind: 'other-build', expected: manifest.buildId, got: facts.buildId });
  }
  found.push(...judgeLesson(facts.lesson, manifest));
  found.push(...judgeSample(question));
  found.push(...(facts.headers ?? []).map((fault) => ({ kind: 'header', fault }) as const));
  const ageMs = between(manifest.builtAt, now);
  if (ageMs > maxAgeMs) found.push({ kind: 'too-old', ageMs, maxAgeMs });
  return found;
}

/** Wrong addresses that are remembered, and those that are named. Chosen: an operator mends the release, not a file. */
const WRONG_MAX = 8;
const NAMED_MAX = 3;

/** Those that answered wrongly, and those that did at the last measure and could not be read in this one. */
function wrongOf({ facts, wrong = [] }: FitnessQuestion): readonly SampledFile[] {
  const before = new Set(wrong);
  return (facts.sample ?? []).filter(
    ({ address, says }) =>
      says === 'changed' || says === 'missing' || (says === 'unread' && before.has(address)),
  );
}

function judgeSample(question: FitnessQuestion): readonly Unfitness[] {
  const wrong = wrongOf(question);
  const named = wrong
    .slice(0, NAMED_MAX)
    .map(
      (file): Unfitness =>
        file.says === 'missing'
          ? { kind: 'lesson-missing', path: file.address, status: file.status }
          : { kind: 'lesson-changed', path: file.address },
    );
  const count = wrong.length - named.length;
  return count > 0 ? [...named, { kind: 'more-wrong', count }] : named;
}

function judgeLesson(lesson: MirrorFacts['lesson'], manifest: Published): readonly Unfitness[] {
  if (lesson === null) return [{ kind: 'lesson-unread' }];
  const { path } = lesson;
  const known = manifest.files.find((file) => file.path === path);
  if (known === undefined) return [{ kind: 'lesson-unknown', path }];
  return known.sha256 === lesson.sha256 ? [] : [{ kind: 'lesson-changed', path }];
}

const HEADER_NAMES: { readonly [fault in HeaderFault]: string } = {
  hsts: 'Strict-Transport-Security',
  cookie: 'Set-Cookie',
  cache: 'Cache-Control',
  'alt-svc': 'Alt-Svc',
  'clear-site-data': 'Clear-Site-Data',
  noindex: 'X-Robots-Tag',
  'no-policy': 'Content-Security-Policy',
};

const inHours = (ms: number): string => String(Math.floor(ms / 3_600_000));

/** The sentences of {@link Unfitness}, without a final full stop. */
export const sayUnfit: { readonly [language in 'fr' | 'en']: (reason: Unfitness) => string } = {
  fr: (reason) => {
    switch (reason.kind) {
      case 'no-build-known':
        return 'aucune copie n’a encore été publiée';
      case 'unreachable':
        return 'le miroir ne répond pas';
      case 'certificate':
        return 'le certificat du miroir ne vaut pas pour le nom de la plateforme';
      case 'build-unnamed':
        return 'la réponse ne vient pas du miroir : elle ne nomme aucune copie';
      case 'other-build':
        return `le miroir sert la copie ${reason.got}, la dernière publiée est ${reason.expected}`;
      case 'lesson-unread':
        return 'aucune leçon n’a pu être relue sur le miroir';
      case 'lesson-unknown':
        return `la leçon relue, ${reason.path}, n’est pas dans la copie publiée`;
      case 'lesson-changed':
        return `la leçon ${reason.path} n’est pas celle qui a été publiée`;
      case 'lesson-missing':
        return `l’adresse ${reason.path} répond ${reason.status} au lieu de la leçon`;
      case 'more-wrong':
        return reason.count === 1 ? 'et une autre adresse' : `et ${reason.count} autres adresses`;
      case 'header':
        return `l’en-tête ${HEADER_NAMES[reason.fault]} du miroir ${reason.fault === 'no-policy' ? 'manque' : 'survivrait à la panne'}`;
      case 'too-old':
        return `la copie a ${inHours(reason.ageMs)} h, la limite est de ${inHours(reason.maxAgeMs)} h`;
    }
  },
  en: (reason) => {
    switch (reason.kind) {
      case 'no-build-known':
        return 'no copy has been published yet';
      case 'unreachable':
        return 'the mirror does not answer';
      case 'certificate':
        return 'the mirror’s certificate is not valid for the platform’s name';
      case 'build-unnamed':
        return 'the answer is not the mirror’s: it names no build';
      case 'other-build':
        return `the mirror serves build ${reason.got}, the last published is ${reason.expected}`;
      case 'lesson-unread':
        return 'no lesson could be read back from the mirror';
      case 'lesson-unknown':
        return `the lesson read back, ${reason.path}, is not in the published build`;
      case 'lesson-changed':
        return `the lesson ${reason.path} is not the one that was published`;
      case 'lesson-missing':
        return `the address ${reason.path} answers ${reason.status} instead of the lesson`;
      case 'more-wrong':
        return reason.count === 1 ? 'and one more address' : `and ${reason.count} more addresses`;
      case 'header':
        return `the mirror’s header ${HEADER_NAMES[reason.fault]} ${reason.fault === 'no-policy' ? 'is missing' : 'would outlive the outage'}`;
      case 'too-old':
        return `the copy is ${inHours(reason.ageMs)} h old, the limit is ${inHours(reason.maxAgeMs)} h`;
    }
  },
};
