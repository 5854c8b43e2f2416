/** The probable causes that a verdict weighs; `other` soaks up odd evidence and is never spoken. */
export const CAUSES = [
  'overload',
  'attack',
  'hosting',
  'application',
  'name-or-certificate',
  'third-party',
  'other',
] as const;

export type Cause = (typeof CAUSES)[number];

/** What a verdict may say: a cause, or one of the two honest answers outside the table. */
export type SpokenCause = Exclude<Cause, 'other'> | 'suspended' | 'undetermined';

/** All of them, as a person may choose one. */
export const SPOKEN_CAUSES = [
  'overload',
  'attack',
  'hosting',
  'application',
  'name-or-certificate',
  'third-party',
  'suspended',
  'undetermined',
] as const satisfies readonly SpokenCause[];

/** The words of a notice, from the weakest to the strongest. */
export type Rung = 'inconnue' | 'possible' | 'probable' | 'confirmée';
