import { CAUSES, type Cause } from '../../core/cause/cause.ts';

/** How a set of documented outages writes causes; Préau's own words are read too. */
const LABELS: ReadonlyMap<string, Cause | 'unknown'> = new Map<string, Cause | 'unknown'>([
  ...CAUSES.map((cause) => [cause, cause] as const),
  ['dns_tls', 'name-or-certificate'],
  ['third_party', 'third-party'],
  ['unknown', 'unknown'],
  ['undetermined', 'unknown'],
  // Closed by its owner: a decision, and no cause that evidence could tell.
  ['suspended', 'unknown'],
]);

/** The cause that a label stands for; `unknown` where the record does not decide, null for no label. */
export const causeOfLabel = (label: string): Cause | 'unknown' | null => LABELS.get(label) ?? null;

/** A cause in the words of the set. */
export const labelOfCause = (cause: string): string =>
  cause === 'name-or-certificate' ? 'dns_tls' : cause === 'third-party' ? 'third_party' : cause;
