import type { Incident } from '../incident/state.ts';

/**
 * Whether an incident is taken for an overload where it only makes us careful: said, confirmed, or
 * more likely than all other causes together. Words to people need more.
 */
export const wasOverload = (
  incident: Pick<Incident, 'verdict' | 'confirmedCause'> | undefined,
): boolean =>
  incident !== undefined &&
  (incident.confirmedCause === 'overload' ||
    incident.verdict?.cause === 'overload' ||
    (incident.confirmedCause === null && (incident.verdict?.probabilities.overload ?? 0) > 0.5));
