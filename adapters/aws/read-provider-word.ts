import * as z from 'zod/mini';
import { PreauError } from '../../core/errors.ts';
import type { ProviderWord } from './provider-word.ts';
import { readSesEvent } from './ses-receipt.ts';
import { isSmsEvent, readSmsEvent } from './sms-receipt.ts';
import { parseForeignJson } from '../../core/parse-foreign-json.ts';

/** The most that SNS carries. @see https://docs.aws.amazon.com/general/latest/gr/sns.html */
const BODY_CHARACTERS_MAX = 262_144;

const eventName = z.string().check(z.minLength(1), z.maxLength(64));
const named = z.object({
  eventType: z.optional(eventName),
  /** What SES writes to a topic of an identity rather than of a configuration set. */
  notificationType: z.optional(eventName),
});

/** What SNS wraps a message in where raw delivery is off, and its own words about subscriptions. */
const wrapped = z.object({
  Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  Message: z.string(),
});

/** SES greets a new topic with this line, which is no JSON. */
const GREETING = /^Successfully validated SNS topic for Amazon SES event publishing\.?\s*$/;

/**
 * Read what a provider sent through SNS, wrapped or raw.
 *
 * An address to confirm a subscription at is never followed: whoever could write to the queue could
 * make us fetch anything (P10).
 *
 * @throws PreauError `request-malformed`
 */
export function readProviderWord(body: string): ProviderWord {
  if (body.length > BODY_CHARACTERS_MAX) throw malformed(`${body.length} characters`);
  if (GREETING.test(body)) return { kind: 'wiring', event: 'greeting' };
  const value = parse(body);
  const envelope = z.safeParse(wrapped, value);
  if (!envelope.success) return wordOf(value);
  const { Type, Message } = envelope.data;
  if (Type !== 'Notification') return { kind: 'wiring', event: Type };
  return GREETING.test(Message) ? { kind: 'wiring', event: 'greeting' } : wordOf(parse(Message));
}

function wordOf(value: unknown): ProviderWord {
  const read = z.safeParse(named, value);
  const event = read.data?.eventType ?? read.data?.notificationType;
  if (event === undefined) throw malformed('no event name');
  const word = isSmsEvent(event)
    ? readSmsEvent(event, value)
    : readSesEvent(event, { ...asObject(value), eventType: event });
  if (word === null) throw malformed(`${event} with fields missing or of another kind`);
  return word;
}

const asObject = (value: unknown): object =>
  typeof value === 'object' && value !== null ? value : {};

function parse(text: string): unknown {
  try {
    return parseForeignJson(text);
  } catch {
    throw malformed(`${text.length} characters that are no JSON`);
  }
}

const malformed = (got: string): PreauError =>
  new PreauError(
    'request-malformed',
    `Expected an event of SES or of AWS End User Messaging SMS, got ${got}. See what else publishes to the topic of receipts.`,
  );
