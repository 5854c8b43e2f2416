import { describe, expect, test } from 'vitest';
import { PreauError } from '../../core/errors.ts';
import { foldText } from '../../core/fold-text.ts';
import {
  after,
  between,
  durationMs,
  epochMs,
  hosterId,
  hours,
  incidentId,
  minutes,
  platformId,
  seconds,
  sha256,
  vantageId,
} from '../../core/units.ts';
import { zoneOf } from '../../core/zone-of.ts';

// Goal: the smallest words of the domain are what they say. Method: one of each.

test('lengths of time are whole milliseconds', () => {
  expect([seconds(1.5), minutes(2), hours(1), durationMs(0.6)]).toEqual([
    1_500, 120_000, 3_600_000, 1,
  ]);
  expect(epochMs(1.4)).toBe(1);
  expect(after(epochMs(5), durationMs(7))).toBe(12);
  expect([between(epochMs(5), epochMs(7)), between(epochMs(7), epochMs(5))]).toEqual([2, 0]);
});

test('names are themselves', () => {
  for (const make of [platformId, hosterId, vantageId, incidentId, sha256])
    expect(make('nord')).toBe('nord');
});

describe('an expected failure', () => {
  test('is not tried again unless it says so', () => {
    const cause = new Error('x');
    const failure = new PreauError('argument-invalid', 'Expected y.', { cause });
    expect(failure).toMatchObject({ name: 'PreauError', retryable: false, cause, said: undefined });
    expect(new PreauError('argument-invalid', '', { retryable: true }).retryable).toBe(true);
    expect(new PreauError('argument-invalid', '').retryable).toBe(false);
  });
});

test('texts are compared without case, accents, ligatures and kinds of blank', () => {
  expect(foldText('  L’Œuvre d´Æneas\u00A0:\n ÉTÉ ')).toBe("l'oeuvre d'aeneas : ete");
});

test('a platform has its own zone, else the organisation’s', () => {
  const platforms = [
    { id: platformId('nord') },
    { id: platformId('reunion'), timeZone: 'Indian/Reunion' },
  ];
  const zones = ['nord', 'reunion', 'ailleurs'].map((id) =>
    zoneOf({ platforms, timeZone: 'Europe/Paris' }, platformId(id)),
  );
  expect(zones).toEqual(['Europe/Paris', 'Indian/Reunion', 'Europe/Paris']);
});
