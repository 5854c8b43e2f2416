import { z } from 'zod';
import {
  NOTICE_COMMANDS,
  type PersonCommand,
  PLATFORM_COMMANDS,
} from '../../app/views/person-command.ts';
import { CAUSES } from '../../core/cause/cause.ts';
import { PreauError } from '../../core/errors.ts';
import { incidentId, platformId } from '../../core/units.ts';

const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\p{Cc}]*$/u, 'one line of text');

const id = z.string().regex(/^[a-z0-9-]{1,64}$/);
const person = z.strictObject({ role: line(40).min(1), name: line(80).min(1) });

/** Ids of incidents and notices hold instants and slashes: `ent-x-20210406T061200Z/outage/1`. */
const longId = z.string().regex(/^[\w./:+-]{1,200}$/);

const schema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(PLATFORM_COMMANDS),
    platform: id.transform(platformId),
    by: person,
    reason: line(300),
  }),
  z.strictObject({ kind: z.enum(NOTICE_COMMANDS), notice: longId, by: person }),
  z.strictObject({
    kind: z.literal('claim'),
    platform: id.transform(platformId),
    role: z.enum([
      'owner',
      'hoster',
      'vendor',
      'authority',
      'police',
      'politician',
      'press',
      'public',
    ]),
    asserts: z.enum(CAUSES),
    denies: z.boolean(),
    statement: line(500).min(1),
    source: line(300),
    by: person,
  }),
  z.strictObject({
    kind: z.literal('confirm-cause'),
    incident: longId.transform(incidentId),
    cause: z.enum([
      'overload',
      'attack',
      'hosting',
      'application',
      'name-or-certificate',
      'third-party',
      'suspended',
      'undetermined',
    ]),
    by: person,
  }),
]);

/**
 * Read a person's command from what the network brought.
 *
 * @throws PreauError `request-malformed`, naming every field that is wrong
 */
export function parseCommand(body: string): PersonCommand {
  const parsed = schema.safeParse(readJson(body));
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new PreauError('request-malformed', fields.join('; '));
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new PreauError('request-malformed', 'expected JSON', { cause });
  }
}
