// Goal: people are told how a site bears a crawl, and never better than it is.
// Method: paces and answers as they come, and the order of the words.
import { expect, it } from 'vitest';
import { HEALTH_LIMITS } from '../../../../core/mirror/crawl/origin-health.ts';
import { originMood, worstMood } from '../../../../core/mirror/crawl/origin-mood.ts';
import {
  freshPace,
  onAnswer,
  onTooMuch,
  type HostPace,
} from '../../../../core/mirror/crawl/pace.ts';
import { durationMs, epochMs } from '../../../../core/units.ts';

const NOW = epochMs(1_700_000_000_000);
const RULES = { concurrency: 4, crawlDelayMs: durationMs(0) };
const moodOf = (pace: HostPace, health: readonly ('well' | 'sick')[] = []) =>
  originMood(pace, health, HEALTH_LIMITS, NOW);

const answered = (...took: readonly number[]): HostPace =>
  took.reduce((pace, ms) => onAnswer(pace, RULES, ms), freshPace(RULES, NOW));

it('a host that answers as it used to is well', () => {
  expect(moodOf(answered(50, 60, 50))).toBe('well');
});

it('one whose answers take much longer than they did is slower', () => {
  expect(moodOf(answered(50, ...Array.from({ length: 20 }, () => 2_000)))).toBe('slower');
});

it('one that asked for less waits, until its pause is over', () => {
  const paused = onTooMuch(answered(50), RULES, { now: NOW, askedMs: null, chance: 0 });
  expect(moodOf(paused)).toBe('waiting');
  expect(originMood(paused, [], HEALTH_LIMITS, epochMs(NOW + 60_000))).toBe('well');
});

it('one that answers with errors is failing before the crawl stops', () => {
  const health = Array.from({ length: 20 }, (_, n) =>
    n % 5 === 0 ? ('sick' as const) : ('well' as const),
  );
  expect(moodOf(answered(50), health)).toBe('failing');
  expect(moodOf(answered(50), ['sick', 'well'])).toBe('well');
});

it('of several hosts the worst is told', () => {
  expect(worstMood([])).toBe('well');
  expect(worstMood(['well', 'waiting', 'slower'])).toBe('waiting');
  expect(worstMood(['failing', 'waiting'])).toBe('failing');
});
