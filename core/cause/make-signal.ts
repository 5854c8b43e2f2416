import type { EpochMs } from '../units.ts';
import type { Signal } from './signal.ts';
import type { Speech } from './speech.ts';

export interface SignalParts {
  readonly at: EpochMs;
  readonly source: string;
  readonly provenance?: Signal['provenance'];
  readonly speech: Speech;
}

/**
 * A signal whose statement is the words of `cause.signal.<feature>`, or of `wording` where one
 * feature is said in several ways.
 */
export function makeSignal(
  { at, source, provenance = 'measured', speech }: SignalParts,
  feature: string,
  told: {
    readonly values?: Readonly<Record<string, string | number>>;
    readonly value?: number;
    readonly baseline?: number;
    readonly wording?: string;
  } = {},
): Signal {
  return {
    feature,
    at,
    provenance,
    source,
    statement: speech.words(`cause.signal.${told.wording ?? feature}`, told.values),
    ...(told.value === undefined ? {} : { value: told.value }),
    ...(told.baseline === undefined ? {} : { baseline: told.baseline }),
  };
}
