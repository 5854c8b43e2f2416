// Goal: the verdicts on 6 April 2021 are what the public record carries, and no more.
// Method: the two documented outages of that morning, by the evidence of the day.
import { expect, test } from 'vitest';
import { documentedCalled, verdictOn } from '../../fixtures/cause/documented.ts';

test('the ENT of 6 April 2021 fell by overload, and the accused hoster is refuted', () => {
  const verdict = verdictOn(documentedCalled('fr-ent-2021-04-06'));
  expect(verdict.cause).toBe('overload');
  expect(verdict.rung).toBe('probable');
  expect(verdict.refuted).toContain('hosting');
  expect(verdict.for.length).toBeGreaterThan(1);
});

test('the CNED of 6 April 2021 stays undetermined between overload and attack', () => {
  const verdict = verdictOn(documentedCalled('fr-cned-2021-04-06'));
  expect(verdict.cause).toBe('undetermined');
  expect(verdict.rung).toBe('inconnue');
  expect(verdict.open).toEqual(['overload', 'attack']);
  expect(verdict.gates).toContain('G4');
});
