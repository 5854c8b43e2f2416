import * as z from 'zod/mini';
import type { Relayed } from '../../app/perform/relay-action.ts';
import { PreauError } from '../../core/errors.ts';
import { readMessage } from '../messages.ts';

/** What relaying reads of a new entry; the rest of it is left unread. */
export interface NewEntry {
  readonly seq: number;
  readonly actions: readonly Relayed[];
}

const record = z.object({
  eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
  dynamodb: z.object({
    SequenceNumber: z.string(),
    NewImage: z.optional(
      z.object({
        seq: z.object({ N: z.string().check(z.regex(/^[1-9]\d{0,15}$/)) }),
        entry: z.object({ S: z.string() }),
      }),
    ),
  }),
});

const entry = z.object({
  actions: z.array(
    z.object({
      kind: z.string().check(z.maxLength(64)),
      key: z.string().check(z.minLength(1), z.maxLength(512)),
      platform: z.optional(z.string()),
    }),
  ),
});

/**
 * Read a record of the journal's stream.
 *
 * @returns null for anything but a new entry: what is done to the outbox is no news to workers
 * @throws PreauError `request-malformed`
 */
export function readRecord(raw: unknown): NewEntry | null {
  const read = z.safeParse(record, raw);
  if (!read.success)
    throw new PreauError(
      'request-malformed',
      'Expected a record of the journal’s stream with new images, got another shape. Look at the event source.',
    );
  const { eventName, dynamodb } = read.data;
  if (eventName !== 'INSERT' || dynamodb.NewImage === undefined) return null;
  const { actions } = readMessage(entry, dynamodb.NewImage.entry.S, 'an entry of the journal');
  return { seq: Number(dynamodb.NewImage.seq.N), actions };
}
