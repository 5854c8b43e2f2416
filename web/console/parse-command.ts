import * as z from 'zod/mini';
import {
  NOTICE_COMMANDS,
  type PersonCommand,
  PLATFORM_COMMANDS,
} from '../../app/views/person-command.ts';
import { CAUSES, SPOKEN_CAUSES } from '../../core/cause/cause.ts';
import { CLAIM_ROLES } from '../../core/cause/claim-roles.ts';
import { PreauError } from '../../core/errors.ts';
import { ADDITION_MAX } from '../../core/notice/addition-fault.ts';
import { TOLD_CAUSES } from '../../core/notice/wording.ts';
import type { Person } from '../../core/incident/event.ts';
import { incidentId, platformId } from '../../core/units.ts';
import { parseForeignJson } from '../../core/parse-foreign-json.ts';

const line = (least: number, most: number) =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(least),
      z.maxLength(most),
      z.regex(/^[^\p{Cc}]*$/u, 'one line of text'),
    );

const platform = z.pipe(
  z.string().check(z.regex(/^[a-z0-9-]{1,64}$/)),
  z.transform((id) => platformId(id)),
);
const by = z.strictObject({ role: line(1, 40), name: line(1, 80) });

/** Ids of incidents and notices hold instants and slashes: `ent-x-20210406T061200Z/outage/1`. */
const longId = z.string().check(z.regex(/^[\w./:+-]{1,200}$/));

const incident = z.pipe(
  longId,
  z.transform((id) => incidentId(id)),
);

/** Weights tell shares to a hundredth: 0.004 would be none, and 0.996 everybody. */
const isWholePercent = (share: number): boolean => Math.round(share * 100) / 100 === share;

const schema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(PLATFORM_COMMANDS), platform, by, reason: line(0, 300) }),
  z.strictObject({
    kind: z.literal('share'),
    platform,
    share: z.number().check(z.gte(0), z.lt(1), z.refine(isWholePercent, 'a whole percent')),
    by,
    reason: line(0, 300),
  }),
  z.strictObject({ kind: z.enum(NOTICE_COMMANDS), notice: longId, by }),
  z.strictObject({
    kind: z.literal('edit-notice'),
    notice: longId,
    addition: line(0, ADDITION_MAX),
    by,
  }),
  z.strictObject({
    kind: z.literal('claim'),
    platform,
    role: z.enum(CLAIM_ROLES),
    asserts: z.enum(CAUSES),
    denies: z.boolean(),
    statement: line(1, 500),
    source: line(0, 300),
    by,
  }),
  z.strictObject({
    kind: z.literal('confirm-cause'),
    incident,
    cause: z.enum(SPOKEN_CAUSES),
    by,
  }),
  z.strictObject({
    kind: z.literal('record-cause'),
    incident,
    cause: z.enum(SPOKEN_CAUSES),
    also: z.exactOptional(z.enum(TOLD_CAUSES)),
    confidence: z.number().check(z.gt(0), z.lte(1)),
    source: line(1, 300),
    by,
  }),
]);

/**
 * Read a person's command from what the network brought.
 *
 * @param author who gives it, where that is known: what the command says of itself is then not
 *   read. @default as the command says
 * @throws PreauError `request-malformed`, naming every field that is wrong
 */
export function parseCommand(body: string, author?: Person): PersonCommand {
  const given = readJson(body);
  const parsed = z.safeParse(schema, author === undefined ? given : withAuthor(given, author));
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new PreauError('request-malformed', fields.join('; '));
}

const withAuthor = (given: unknown, author: Person): unknown =>
  typeof given === 'object' && given !== null ? { ...given, by: author } : given;

function readJson(body: string): unknown {
  try {
    return parseForeignJson(body);
  } catch (cause) {
    throw new PreauError('request-malformed', 'expected JSON', { cause });
  }
}
