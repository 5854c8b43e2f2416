import type { HealthPicture, HealthVerdict } from '../app/health/health-picture.ts';
import type { HealthName } from '../config/health-lines.ts';
import { HEALTH_WORDS_EN } from './health-words-en.ts';
import { HEALTH_WORDS_FR } from './health-words-fr.ts';
import type { Language } from './language.ts';

/** Who told how a home does. */
export type HealthSource = 'home' | 'files' | 'aws';

export interface HealthLineWords {
  readonly label: string;
  /** What was found: `{value}`. */
  readonly found: string;
  /** What is said of a figure of nought. @default `found` */
  readonly zero?: string;
  /** What to do about it, in a line or two. */
  readonly do: string;
}

export interface HealthWords {
  readonly description: string;
  readonly heading: string;
  readonly from: { readonly [source in HealthSource]: string };
  readonly untaken: string;
  /** Before what the figure is of. */
  readonly colon: string;
  readonly atMost: string;
  readonly atLeast: string;
  readonly lines: { readonly [name in HealthName]: HealthLineWords };
  readonly shares: string;
  readonly share: string;
  readonly unseen: string;
  readonly calm: string;
  readonly notices: string;
  readonly stages: { readonly [stage in keyof HealthPicture['notices']]: string };
  readonly none: string;
  readonly days: string;
  readonly decimal: (value: number) => string;
  readonly gigabytes: string;
  readonly verdicts: { readonly [verdict in HealthVerdict]: string };
  /** Something that is not vital is dead. */
  readonly beside: string;
}

export const healthWords = (language: Language): HealthWords =>
  language === 'fr' ? HEALTH_WORDS_FR : HEALTH_WORDS_EN;
