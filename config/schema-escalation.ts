import { z } from 'zod';
import { duration } from './schema-values.ts';

const PHASES = ['outage', 'cause', 'correction', 'relapse'] as const;
const ROLES = ['office', 'head', 'it'] as const;

/** Each named once: named twice it would be done twice, or be a slip of the pen. */
const once = <Name extends string>(names: readonly [Name, ...Name[]]) =>
  z
    .array(z.enum(names))
    .refine((all) => new Set(all).size === all.length, { error: 'problem:named-twice' });

/** What is done about schools that do not confirm a message. */
export const escalationSchema = z.strictObject({
  after: duration('1m', '24h')
    .prefault('15m')
    .describe('From the first accepted message to the first level, and from each to the next.'),
  phases: once(PHASES)
    .min(1)
    .default(['outage', 'relapse'])
    .describe('Whose messages wait for an answer.'),
  levels: once(['sms', 'telephone'])
    .min(1)
    .default(['sms', 'telephone'])
    .describe(
      'In order. sms: numbers that asked for it and had none of this message; telephone: a list.',
    ),
  keepBack: once(ROLES)
    .default([])
    .describe('Roles whose SMS waits for the level sms, where the school has another contact.'),
});

/** Times to hold a notice, of phases that have their own. */
export const vetoByPhaseSchema = z.strictObject({
  outage: duration('0s', '1h').exactOptional(),
  cause: duration('0s', '1h').exactOptional(),
  correction: duration('0s', '1h').exactOptional(),
  recovery: duration('0s', '1h').exactOptional(),
  relapse: duration('0s', '1h').exactOptional(),
  drill: duration('0s', '1h').exactOptional(),
});
