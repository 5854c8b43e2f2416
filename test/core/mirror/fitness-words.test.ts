// Goal: P1: what was looked at beside one lesson counts too, and each reason reads as a whole sentence.
// Method: samples and headers by table; every sentence word for word, in both languages.
import { describe, expect, it } from 'vitest';
import { HEADER_FAULTS } from '../../../core/mirror/fit/header-faults.ts';
import {
  findUnfitness,
  judgeFitness,
  type MirrorFacts,
  type SampledFile,
  sayUnfit,
  type Unfitness,
} from '../../../core/mirror/fitness.ts';
import { epochMs, hours, sha256 } from '../../../core/units.ts';

const now = epochMs(1_600_000_000_000);
const lesson = { path: '/a.html', sha256: sha256('a'.repeat(64)) };
const manifest = {
  buildId: '0123456789abcdef',
  builtAt: now,
  files: [{ ...lesson, sizeBytes: 1, type: 'text/html' }],
};
const facts: MirrorFacts = {
  reachable: true,
  certificateValidForName: true,
  buildId: manifest.buildId,
  lesson,
};
const asking = (more: Partial<MirrorFacts>, wrong?: readonly string[]) => ({
  facts: { ...facts, ...more },
  manifest,
  now,
  maxAgeMs: hours(24),
  ...(wrong !== undefined && { wrong }),
});
const changed = (address: string): SampledFile => ({ address, says: 'changed' });

describe('the sample of a mirror', () => {
  const sample: readonly SampledFile[] = [
    { address: '/same', says: 'same' },
    { address: '/changed', says: 'changed' },
    { address: '/missing', says: 'missing', status: 410 },
    { address: '/unread', says: 'unread' },
  ];

  it('counts against it what is changed or missing, and not what could not be read', () => {
    const question = asking({ sample });
    expect(findUnfitness(question)).toEqual([
      { kind: 'lesson-changed', path: '/changed' },
      { kind: 'lesson-missing', path: '/missing', status: 410 },
    ]);
    expect(judgeFitness(question).wrong).toEqual(['/changed', '/missing']);
  });

  it('keeps against it what was wrong before and could not be read since, until it is seen right', () => {
    const question = asking({ sample }, ['/unread', '/same', '/elsewhere']);
    expect(judgeFitness(question).wrong).toEqual(['/changed', '/missing', '/unread']);
    expect(findUnfitness(question).at(-1)).toEqual({ kind: 'lesson-changed', path: '/unread' });
  });

  it.each([
    [0, [], 0],
    [3, [], 3],
    [4, [{ kind: 'more-wrong', count: 1 }], 4],
    [8, [{ kind: 'more-wrong', count: 5 }], 8],
    [9, [{ kind: 'more-wrong', count: 6 }], 8],
  ])('of %i wrong ones names three, counts the others and remembers eight', (count, more, kept) => {
    const wrong = Array.from({ length: count }, (_, at) => `/${at}`);
    const question = asking({ sample: wrong.map(changed) });
    expect(findUnfitness(question)).toEqual([
      ...wrong.slice(0, 3).map((path) => ({ kind: 'lesson-changed', path })),
      ...more,
    ]);
    const fitness = judgeFitness(question);
    expect(fitness.wrong ?? []).toEqual(wrong.slice(0, kept));
    expect('wrong' in fitness).toBe(kept > 0);
  });
});

it('each fault of the headers is a reason, before the age', () => {
  const question = { ...asking({ headers: HEADER_FAULTS }), maxAgeMs: hours(-1) };
  expect(findUnfitness(question)).toEqual([
    ...HEADER_FAULTS.map((fault) => ({ kind: 'header', fault })),
    { kind: 'too-old', ageMs: 0, maxAgeMs: hours(-1) },
  ]);
});

it('a build that names nothing has no build id, and one never published no hour', () => {
  expect(judgeFitness(asking({ buildId: null }))).not.toHaveProperty('buildId');
  expect(judgeFitness({ ...asking({}), manifest: null })).not.toHaveProperty('builtAt');
});

const SENTENCES: readonly (readonly [Unfitness, fr: string, en: string])[] = [
  [
    { kind: 'no-build-known' },
    'aucune copie n’a encore été publiée',
    'no copy has been published yet',
  ],
  [{ kind: 'unreachable' }, 'le miroir ne répond pas', 'the mirror does not answer'],
  [
    { kind: 'certificate' },
    'le certificat du miroir ne vaut pas pour le nom de la plateforme',
    'the mirror’s certificate is not valid for the platform’s name',
  ],
  [
    { kind: 'build-unnamed' },
    'la réponse ne vient pas du miroir : elle ne nomme aucune copie',
    'the answer is not the mirror’s: it names no build',
  ],
  [
    { kind: 'other-build', expected: 'b1', got: 'b0' },
    'le miroir sert la copie b0, la dernière publiée est b1',
    'the mirror serves build b0, the last published is b1',
  ],
  [
    { kind: 'lesson-unread' },
    'aucune leçon n’a pu être relue sur le miroir',
    'no lesson could be read back from the mirror',
  ],
  [
    { kind: 'lesson-unknown', path: '/x' },
    'la leçon relue, /x, n’est pas dans la copie publiée',
    'the lesson read back, /x, is not in the published build',
  ],
  [
    { kind: 'lesson-changed', path: '/x' },
    'la leçon /x n’est pas celle qui a été publiée',
    'the lesson /x is not the one that was published',
  ],
  [
    { kind: 'lesson-missing', path: '/x', status: 404 },
    'l’adresse /x répond 404 au lieu de la leçon',
    'the address /x answers 404 instead of the lesson',
  ],
  [{ kind: 'more-wrong', count: 1 }, 'et une autre adresse', 'and one more address'],
  [{ kind: 'more-wrong', count: 2 }, 'et 2 autres adresses', 'and 2 more addresses'],
  [
    { kind: 'too-old', ageMs: hours(30), maxAgeMs: hours(24) },
    'la copie a 30 h, la limite est de 24 h',
    'the copy is 30 h old, the limit is 24 h',
  ],
];

it.each(SENTENCES)('%j is said', (reason, french, english) => {
  expect([sayUnfit.fr(reason), sayUnfit.en(reason)]).toEqual([french, english]);
});

it.each([
  ['hsts', 'Strict-Transport-Security'],
  ['cookie', 'Set-Cookie'],
  ['cache', 'Cache-Control'],
  ['alt-svc', 'Alt-Svc'],
  ['clear-site-data', 'Clear-Site-Data'],
  ['noindex', 'X-Robots-Tag'],
] as const)('the fault %s is told by the name of its header', (fault, name) => {
  const reason = { kind: 'header', fault } as const;
  expect(sayUnfit.fr(reason)).toBe(`l’en-tête ${name} du miroir survivrait à la panne`);
  expect(sayUnfit.en(reason)).toBe(`the mirror’s header ${name} would outlive the outage`);
});

it('a policy that is not there is told as missing', () => {
  const reason = { kind: 'header', fault: 'no-policy' } as const;
  expect(sayUnfit.fr(reason)).toBe('l’en-tête Content-Security-Policy du miroir manque');
  expect(sayUnfit.en(reason)).toBe('the mirror’s header Content-Security-Policy is missing');
});
