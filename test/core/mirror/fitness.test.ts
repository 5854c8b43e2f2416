// Goal: P1: visitors are sent to nothing but the mirror that was published, fresh and reachable.
// Method: each fault alone, all at once, and as a property: nothing unmeasured is fit.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HEADER_FAULTS } from '../../../core/mirror/fit/header-faults.ts';
import {
  findUnfitness,
  judgeFitness,
  type MirrorFacts,
  sayUnfit,
  type Unfitness,
} from '../../../core/mirror/fitness.ts';
import type { Manifest } from '../../../core/mirror/manifest.ts';
import { after, epochMs, hours, platformId, sha256 } from '../../../core/units.ts';

const builtAt = epochMs(1_600_000_000_000);
const lesson = { path: '/a.html', sha256: sha256('a'.repeat(64)) };
const manifest: Manifest = {
  version: 1,
  platform: platformId('ent-x'),
  buildId: '0123456789abcdef',
  builtAt,
  title: 'ENT',
  licence: '',
  attribution: '',
  files: [{ ...lesson, sizeBytes: 1, type: 'text/html' }],
  aliases: {},
};
const good: MirrorFacts = {
  reachable: true,
  certificateValidForName: true,
  buildId: manifest.buildId,
  lesson,
};
const now = after(builtAt, hours(20));
const judge = (facts: Partial<MirrorFacts>, ageMs = hours(24)) =>
  findUnfitness({ facts: { ...good, ...facts }, manifest, now, maxAgeMs: ageMs }).map(
    ({ kind }) => kind,
  );

describe('a mirror', () => {
  it('is fit when everything measured is as published', () => {
    expect(judgeFitness({ facts: good, manifest, now, maxAgeMs: hours(24) })).toEqual({
      fit: true,
      at: now,
      buildId: manifest.buildId,
      builtAt,
      reasons: [],
    });
  });
  it('is unfit for each fault, by name', () => {
    expect(judge({ reachable: false })).toEqual(['unreachable']);
    expect(judge({ certificateValidForName: false })).toEqual(['certificate']);
    expect(judge({ buildId: null })).toEqual(['build-unnamed']);
    expect(judge({ buildId: 'fedcba9876543210' })).toEqual(['other-build']);
    expect(judge({ lesson: null })).toEqual(['lesson-unread']);
    expect(judge({ lesson: { ...lesson, path: '/b.html' } })).toEqual(['lesson-unknown']);
    expect(judge({ lesson: { ...lesson, sha256: sha256('b'.repeat(64)) } })).toEqual([
      'lesson-changed',
    ]);
    expect(judge({}, hours(19))).toEqual(['too-old']);
  });
  it('is not too old at its limit, only past it', () => {
    expect(judge({}, hours(20))).toEqual([]);
  });
  it('is unfit while nothing was ever published', () => {
    const fitness = judgeFitness({ facts: good, manifest: null, now, maxAgeMs: hours(24) });
    expect(fitness).toMatchObject({ fit: false, reasons: ['aucune copie n’a encore été publiée'] });
  });
  it('names all its faults at once', () => {
    expect(
      judge({ certificateValidForName: false, buildId: null, lesson: null }, hours(1)),
    ).toEqual(['certificate', 'build-unnamed', 'lesson-unread', 'too-old']);
  });
  it('is fit exactly when there is no reason against it', () => {
    const facts = fc.record({
      reachable: fc.boolean(),
      certificateValidForName: fc.boolean(),
      buildId: fc.constantFrom(null, manifest.buildId, 'x'),
      lesson: fc.constantFrom(null, lesson, { ...lesson, sha256: sha256('') }),
    });
    fc.assert(
      fc.property(facts, (seen) => {
        const { fit, reasons } = judgeFitness({ facts: seen, manifest, now, maxAgeMs: hours(24) });
        expect(fit).toBe(reasons.length === 0);
        const allGood =
          seen.reachable &&
          seen.certificateValidForName &&
          seen.buildId === manifest.buildId &&
          seen.lesson === lesson;
        expect(fit).toBe(allGood);
      }),
    );
  });
  it('has a sentence for every reason, in both languages', () => {
    const reasons: readonly Unfitness[] = [
      { kind: 'no-build-known' },
      { kind: 'unreachable' },
      { kind: 'certificate' },
      { kind: 'build-unnamed' },
      { kind: 'other-build', expected: 'a', got: 'b' },
      { kind: 'lesson-unread' },
      { kind: 'lesson-unknown', path: '/x' },
      { kind: 'lesson-changed', path: '/x' },
      { kind: 'lesson-missing', path: '/x', status: 404 },
      { kind: 'more-wrong', count: 1 },
      { kind: 'more-wrong', count: 7 },
      ...HEADER_FAULTS.map((fault) => ({ kind: 'header', fault }) as const),
      { kind: 'too-old', ageMs: hours(30), maxAgeMs: hours(24) },
    ];
    const french = reasons.map(sayUnfit.fr);
    const english = reasons.map(sayUnfit.en);
    expect(new Set([...french, ...english]).size).toBe(2 * reasons.length);
    expect(french.at(-1)).toBe('la copie a 30 h, la limite est de 24 h');
  });
});
