import * as z from 'zod/mini';
import type { ReceiptKind } from '../../core/notice/receipt.ts';
import { epochMs } from '../../core/units.ts';
import { DELIVERY_TAG } from './delivery-tag.ts';
import { detailOf, type ProviderWord } from './provider-word.ts';

/** Every event is of one shape; what is not read here may change. */
const event = z.object({
  eventTimestamp: z.number().check(z.minimum(0), z.maximum(8.64e15)),
  isFinal: z.optional(z.boolean()),
  messageStatusDescription: z.optional(z.string()),
  context: z.optional(z.record(z.string(), z.string())),
});

/**
 * What each event says once it is final.
 *
 * - `SUCCESSFUL` is all that some countries' operators ever say; AWS uses it and `DELIVERED`
 *   interchangeably.
 * - `UNKNOWN` comes with a failure of no other kind, or after 72 hours without any word. It is
 *   taken for one that ran out: in doubt a person telephones.
 *
 * @see https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-types.html
 */
const SAYS: Readonly<Record<string, ReceiptKind>> = {
  TEXT_DELIVERED: 'delivered',
  TEXT_SUCCESSFUL: 'delivered',
  TEXT_BLOCKED: 'blocked',
  TEXT_CARRIER_BLOCKED: 'blocked',
  TEXT_SPAM: 'blocked',
  TEXT_PROTECT_BLOCKED: 'blocked',
  TEXT_INVALID_MESSAGE: 'blocked',
  TEXT_UNREACHABLE: 'expired',
  TEXT_CARRIER_UNREACHABLE: 'expired',
  TEXT_TTL_EXPIRED: 'expired',
  TEXT_UNKNOWN: 'expired',
  TEXT_INVALID: 'bounced',
};

const NOT_FINAL = new Set(['TEXT_QUEUED', 'TEXT_PENDING', 'TEXT_SENT']);

/** Whether an event of this name comes from AWS End User Messaging. */
export const isSmsEvent = (eventType: string): boolean =>
  /^(?:TEXT|MEDIA|VOICE|RCS)_/.test(eventType);

/**
 * What an event of AWS End User Messaging SMS says of a delivery. An event that is not final says
 * nothing, whatever its name: operators try again meanwhile.
 *
 * @param eventType already read from `value`
 * @returns null when `value` is no such event: a field is missing or of another kind
 * @see https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-format.html
 */
export function readSmsEvent(eventType: string, value: unknown): ProviderWord | null {
  if (NOT_FINAL.has(eventType)) return { kind: 'nothing', event: eventType, why: 'not-final' };
  const kind = Object.hasOwn(SAYS, eventType) ? SAYS[eventType] : undefined;
  if (kind === undefined) return { kind: 'nothing', event: eventType, why: 'unknown-event' };
  const read = z.safeParse(event, value);
  if (!read.success) return null;
  const { eventTimestamp, isFinal = true, messageStatusDescription, context } = read.data;
  if (!isFinal) return { kind: 'nothing', event: eventType, why: 'not-final' };
  const key = context?.[DELIVERY_TAG] ?? '';
  if (key === '') return { kind: 'nothing', event: eventType, why: 'names-no-delivery' };
  const detail = detailOf(eventType, messageStatusDescription);
  return { kind: 'receipt', receipt: { key, kind, detail, at: epochMs(eventTimestamp) } };
}
