import type { z } from 'zod';

/**
 * What was expected where something could not be used, as `SkipCount.value` tells it: one word of a
 * closed list, so that each face can say it in its reader's language.
 */
export type Expected =
  | 'list'
  | 'object'
  | 'JSON object'
  | 'text'
  | 'number'
  | 'true or false'
  | 'larger'
  | 'smaller'
  | 'other value'
  | 'finding'
  | 'other faults';

const TYPES: ReadonlyMap<string, Expected> = new Map<string, Expected>([
  ['array', 'list'],
  ['object', 'object'],
  ['string', 'text'],
  ['number', 'number'],
  ['boolean', 'true or false'],
]);

/** Of the first thing that a parser found wrong. */
export function expectedOf(issue: z.core.$ZodIssue | undefined): Expected {
  if (issue?.code === 'invalid_type') return TYPES.get(issue.expected) ?? 'other value';
  if (issue?.code === 'too_big') return 'smaller';
  return issue?.code === 'too_small' ? 'larger' : 'other value';
}
