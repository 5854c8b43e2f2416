import type { Reading } from '../../core/cause/traffic-reading.ts';
import { type LogPlan, planOf } from './log-plan.ts';

/** A made log whose phases are known, and how each must read: several where either would be right. */
export interface Twin {
  readonly name: string;
  readonly plan: LogPlan;
  readonly readings: readonly (readonly Reading[])[];
}

const CALM: readonly Reading[] = ['calm'];

/**
 * Eight mornings, as the public record and the literature have them: each begins with a calm quarter
 * of an hour.
 */
export const twins = (seed: number): readonly Twin[] => [
  {
    name: 'crowd at the bell',
    plan: { seed, known: 0.85, phases: planOf('calm:900:12,flash:600:85') },
    readings: [CALM, ['crowd']],
  },
  {
    name: 'crowd on the day of results, from many new networks',
    plan: { seed, known: 0.55, phases: planOf('calm:900:6,flash:600:105') },
    readings: [CALM, ['crowd']],
  },
  {
    name: 'botnet on one page',
    plan: { seed, bots: 900, base: 12, phases: planOf('calm:900:12,botnet:480:110') },
    readings: [CALM, ['flood']],
  },
  {
    name: 'slow flood, each address once',
    plan: { seed, base: 12, phases: planOf('calm:900:12,lowslow:480:90') },
    readings: [CALM, ['flood']],
  },
  {
    name: 'crowd and botnet at once',
    plan: { seed, phases: planOf('calm:900:12,mixed:600:110') },
    readings: [CALM, ['mixed']],
  },
  {
    name: 'new version that fails at login',
    plan: { seed, phases: planOf('calm:900:25,apperr:600:25') },
    readings: [CALM, ['fault']],
  },
  {
    name: 'silence',
    plan: { seed, phases: planOf('calm:1200:25,silence:600:0,calm:300:25') },
    readings: [CALM, ['silence'], CALM],
  },
  {
    name: 'scrapers',
    plan: { seed, base: 10, phases: planOf('calm:900:12,scraper:480:70') },
    readings: [CALM, ['scraper']],
  },
];
