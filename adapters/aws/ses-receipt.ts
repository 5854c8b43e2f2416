import * as z from 'zod/mini';
import type { ReceiptKind } from '../../core/notice/receipt.ts';
import { epochMs } from '../../core/units.ts';
import { DELIVERY_TAG, keyOfTag } from './delivery-tag.ts';
import { detailOf, type ProviderWord } from './provider-word.ts';

const text = z.string().check(z.maxLength(10_000));
const instant = z.string().check(
  z.maxLength(40),
  z.refine((at) => !Number.isNaN(Date.parse(at))),
);
const mail = z.object({
  timestamp: instant,
  tags: z.optional(z.record(z.string(), z.array(text))),
});

const delivery = z.object({ timestamp: instant, smtpResponse: z.optional(text) });
const bounce = z.object({
  bounceType: text,
  bounceSubType: z.optional(text),
  bouncedRecipients: z.array(z.object({ diagnosticCode: z.optional(text) })),
  timestamp: instant,
});
const complaint = z.object({
  complaintSubType: z.nullish(text),
  complaintFeedbackType: z.nullish(text),
  timestamp: instant,
});

const final = z.discriminatedUnion('eventType', [
  z.object({ eventType: z.literal('Delivery'), mail, delivery }),
  z.object({ eventType: z.literal('Bounce'), mail, bounce }),
  z.object({ eventType: z.literal('Complaint'), mail, complaint }),
  z.object({
    eventType: z.literal('Reject'),
    mail,
    reject: z.object({ reason: z.optional(text) }),
  }),
  z.object({
    // SES writes it with a space, and lists it without one.
    eventType: z.enum(['Rendering Failure', 'RenderingFailure']),
    mail,
    failure: z.object({ errorMessage: z.optional(text) }),
  }),
]);
type FinalEvent = z.output<typeof final>;

/** Still on its way, or already read: neither says that it did not arrive. */
const NOT_FINAL = new Set(['Send', 'Open', 'Click', 'DeliveryDelay', 'Subscription']);
const FINAL = new Set(['Delivery', 'Bounce', 'Complaint', 'Reject', 'Rendering Failure']);

/**
 * What an SES event, as event publishing writes it, says of a delivery. Fields that are not read
 * may be absent or new: SES reserves the right to add some.
 *
 * @param eventType already read from `value`
 * @returns null when `value` is no such event: a field is missing or of another kind
 * @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export function readSesEvent(eventType: string, value: unknown): ProviderWord | null {
  if (NOT_FINAL.has(eventType)) return { kind: 'nothing', event: eventType, why: 'not-final' };
  if (!FINAL.has(eventType) && eventType !== 'RenderingFailure')
    return { kind: 'nothing', event: eventType, why: 'unknown-event' };
  const read = z.safeParse(final, value);
  if (!read.success) return null;
  const said = saidBy(read.data);
  if (said === null) return { kind: 'nothing', event: eventType, why: 'not-final' };
  const key = keyOfTag(read.data.mail.tags?.[DELIVERY_TAG]?.[0] ?? '');
  if (key === null) return { kind: 'nothing', event: eventType, why: 'names-no-delivery' };
  const { kind, detail, at } = said;
  return { kind: 'receipt', receipt: { key, kind, detail, at: epochMs(Date.parse(at)) } };
}

interface Said {
  readonly kind: ReceiptKind;
  readonly detail: string;
  readonly at: string;
}

function saidBy(event: FinalEvent): Said | null {
  switch (event.eventType) {
    case 'Delivery': {
      const { smtpResponse, timestamp } = event.delivery;
      return { kind: 'delivered', detail: detailOf(smtpResponse), at: timestamp };
    }
    case 'Bounce':
      return saidByBounce(event.bounce);
    case 'Complaint':
      return saidByComplaint(event.complaint);
    case 'Reject':
      return {
        kind: 'blocked',
        detail: detailOf('SES rejected it', event.reject.reason),
        at: event.mail.timestamp,
      };
    case 'Rendering Failure':
    case 'RenderingFailure':
      return {
        kind: 'blocked',
        detail: detailOf('SES could not render it', event.failure.errorMessage),
        at: event.mail.timestamp,
      };
  }
}

/** On a list of SES's own or of the account: the recipient's server was never asked. */
const LISTED = new Set(['Suppressed', 'OnAccountSuppressionList', 'UnsubscribedRecipient']);
/** The recipient's server would take another message, not this one. */
const REFUSED_CONTENT = new Set(['ContentRejected', 'AttachmentRejected', 'MessageTooLarge']);

/**
 * `Transient` comes only after SES has given up trying. `Undetermined` is taken for a bounce: in
 * doubt a person telephones.
 */
function saidByBounce(said: z.output<typeof bounce>): Said {
  const { bounceType, bounceSubType = '', bouncedRecipients, timestamp: at } = said;
  const detail = detailOf(bounceType, bounceSubType, bouncedRecipients[0]?.diagnosticCode);
  const isBlocked = LISTED.has(bounceSubType) || REFUSED_CONTENT.has(bounceSubType);
  if (isBlocked) return { kind: 'blocked', detail, at };
  return { kind: bounceType === 'Transient' ? 'expired' : 'bounced', detail, at };
}

/** A complaint that keeps the next message back is a block; "not spam" is no complaint. */
function saidByComplaint(said: z.output<typeof complaint>): Said | null {
  const { complaintSubType, complaintFeedbackType, timestamp: at } = said;
  if (complaintFeedbackType === 'not-spam') return null;
  if (complaintSubType === 'OnAccountSuppressionList')
    return { kind: 'blocked', detail: detailOf('Complaint', complaintSubType), at };
  return { kind: 'complained', detail: detailOf(complaintFeedbackType ?? 'Complaint'), at };
}
