import { expect, test } from 'vitest';
import type { Rung, SpokenCause } from '../../../core/cause/cause.ts';
import { COMPLAINT_WITHIN, legalClocks } from '../../../core/cause/legal-clock.ts';
import type { VerdictMark } from '../../../core/cause/verdict-mark.ts';
import { epochMs, hours, minutes } from '../../../core/units.ts';

// Goal: the law's clock starts with the first probable word of an attack, and with nothing less.
// Method: histories of verdicts, one a line; records and drills beside.

const at = (minute: number) => epochMs(minutes(minute));
const said = (minute: number, cause: SpokenCause, rung: Rung): VerdictMark => ({
  at: at(minute),
  cause,
  rung,
});
const UNKNOWN = said(5, 'undetermined', 'inconnue');

test('the time for a complaint is seventy-two hours, by the calendar', () => {
  expect(COMPLAINT_WITHIN).toBe(hours(72));
});

test.each([
  { name: 'no verdict', verdicts: [] },
  { name: 'an attack that is only possible', verdicts: [UNKNOWN, said(9, 'attack', 'possible')] },
  { name: 'another cause, confirmed', verdicts: [said(9, 'overload', 'confirmée')] },
])('$name starts no clock', ({ verdicts }) => {
  expect(legalClocks({ drill: false, verdicts })).toEqual([]);
});

test('the first probable word starts it, and a surer one later changes nothing', () => {
  const verdicts = [UNKNOWN, said(12, 'attack', 'probable'), said(40, 'attack', 'confirmée')];
  expect(legalClocks({ drill: false, verdicts })).toEqual([
    { kind: 'complaint', startedAt: at(12), dueAt: at(12 + 72 * 60), stands: true },
  ]);
});

test('a verdict that leaves the attack goes on showing the clock, as one that does not stand', () => {
  const verdicts = [said(12, 'attack', 'probable'), said(40, 'overload', 'probable')];
  expect(legalClocks({ drill: false, verdicts })).toMatchObject([
    { startedAt: at(12), stands: false },
  ]);
});

test('a person who records an attack afterwards starts it too', () => {
  const record = {
    at: at(600),
    cause: 'attack' as const,
    confidence: 0.9,
    source: 'rapport',
    by: { role: 'cli', name: 'A.' },
  };
  expect(legalClocks({ drill: false, verdicts: [UNKNOWN], recorded: [record] })).toMatchObject([
    { startedAt: at(600), stands: true },
  ]);
  const unsure = { ...record, confidence: 0.5 };
  expect(legalClocks({ drill: false, verdicts: [UNKNOWN], recorded: [unsure] })).toEqual([]);
});

test('a drill starts none', () => {
  expect(legalClocks({ drill: true, verdicts: [said(12, 'attack', 'confirmée')] })).toEqual([]);
});
