import * as z from 'zod/mini';
import { PreauError } from '../core/errors.ts';
import { parseForeignJson } from '../core/parse-foreign-json.ts';

// Zod's small form, by named parts: its classic one weighs 450 kB in a bundle, this one 15 kB.

/** The most that SQS carries in one message. */
const BODY_BYTES_MAX = 1_048_576;

const seq = z.int().check(z.minimum(1));

const actionMessage = z.strictObject({
  seq,
  key: z.string().check(z.minLength(1), z.maxLength(512)),
  again: z.optional(z.literal(true)),
});
/**
 * An action to do: it says which, and the journal alone says what (P8). `again` when the watchdog
 * told of it a second time, since nobody seemed to be at it.
 */
export type ActionMessage = Readonly<z.output<typeof actionMessage>>;

const cameBackMessage = z.strictObject({
  cameBack: z.string().check(z.minLength(1), z.maxLength(512)),
  at: z.int().check(z.minimum(0), z.maximum(8.64e15)),
});
/** Mails of this notice came back, all of them by `at`, in milliseconds since 1970. */
export type CameBackMessage = Readonly<z.output<typeof cameBackMessage>>;

const planMessage = z.union([actionMessage, cameBackMessage]);
export type PlanMessage = Readonly<z.output<typeof planMessage>>;

const entryMessage = z.strictObject({ seq });
/** The journal has grown to this entry. */
export type EntryMessage = Readonly<z.output<typeof entryMessage>>;

/** @throws PreauError `request-malformed` */
export const readActionMessage = (body: string): ActionMessage =>
  readMessage(actionMessage, body, 'an action { seq, key }');

/** @throws PreauError `request-malformed` */
export const readPlanMessage = (body: string): PlanMessage =>
  readMessage(planMessage, body, 'an action { seq, key }, or mails that { cameBack, at }');

/** @throws PreauError `request-malformed` */
export const readEntryMessage = (body: string): EntryMessage =>
  readMessage(entryMessage, body, 'an entry { seq }');

const pushMessage = z.strictObject({ of: z.enum(['welcomes', 'all']) });
/** Browsers may be owed welcomes, or notices as well: the table alone says which. */
export type PushMessage = Readonly<z.output<typeof pushMessage>>;

/** @throws PreauError `request-malformed` */
export const readPushMessage = (body: string): PushMessage =>
  readMessage(pushMessage, body, 'what may be owed to browsers { of }');

/**
 * Read a message's body by its schema.
 *
 * @param expected what it should be, for the error
 * @throws PreauError `request-malformed`, with the places that are wrong and none of their values:
 *   a body may hold addresses
 */
export function readMessage<Schema extends z.core.$ZodType>(
  schema: Schema,
  body: string,
  expected: string,
): z.output<Schema> {
  const read = z.safeParse(schema, parseJson(body, expected));
  if (read.success) return read.data;
  const places = read.error.issues.slice(0, 5).map(({ path, code }) => `${path.join('.')} ${code}`);
  throw malformed(expected, `one with faults (${places.join('; ').slice(0, 500)})`);
}

function parseJson(body: string, expected: string): unknown {
  if (body.length > BODY_BYTES_MAX) throw malformed(expected, `${body.length} characters`);
  try {
    return parseForeignJson(body);
  } catch {
    throw malformed(expected, `${body.length} characters that are no JSON`);
  }
}

const malformed = (expected: string, got: string): PreauError =>
  new PreauError(
    'request-malformed',
    `Expected ${expected}, got ${got}. Deploy what sends it and what reads it from one version.`,
  );
