import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ReceiptKind } from '../../core/notice/receipt.ts';
import { parseForeignJson } from '../../core/parse-foreign-json.ts';

/** How a gateway words what became of a message. */
export interface WebhookShape {
  /** Places in its body, `id` or `data.message.id`. */
  readonly idField: string;
  /** Where it gives back our own `{key}`, if it does. */
  readonly keyField: string;
  readonly statusField: string;
  readonly detailField: string;
  /** Its words for each outcome, in any letter case. Other words say nothing final. */
  readonly words: {
    readonly [kind in 'delivered' | 'expired' | 'blocked' | 'bounced']: readonly string[];
  };
}

/** One request as it came. */
export interface WebhookCall {
  /** Seconds or milliseconds since 1970, as it was sent. */
  readonly timestamp: string;
  readonly signature: string;
  readonly contentType: string;
  readonly body: string;
}

/** What a gateway says of one message. */
export interface WebhookWord {
  /** Its own name for the message; empty when it gave none. */
  readonly id: string;
  /** Ours; empty when it gave none. */
  readonly key: string;
  readonly kind: ReceiptKind;
  readonly detail: string;
}

export type WebhookReading =
  | { readonly kind: 'words'; readonly words: readonly WebhookWord[] }
  | { readonly kind: 'refused' }
  | { readonly kind: 'malformed' };

/** How far a request's own time may be from ours, both ways, in milliseconds. Chosen, as Stripe's. */
const WINDOW_MS = 300_000;
/** Messages that one request may tell of. Chosen. */
const WORDS_MOST = 1_000;
const FIELD_MOST = 200;

/**
 * Read one request of a gateway: only if it bears HMAC-SHA256 of `<timestamp>.<body>` under the
 * shared secret, in hexadecimal, and a time that is near. Said again within that time it changes
 * nothing, since a receipt told twice is one.
 *
 * @param now in milliseconds since 1970, by the wall's clock: the gateway knows no rehearsal
 */
export function readWebhook(
  { timestamp, signature, contentType, body }: WebhookCall,
  secret: Uint8Array,
  shape: WebhookShape,
  now: number,
): WebhookReading {
  if (!isSigned(`${timestamp}.${body}`, signature, secret) || !isNear(timestamp, now))
    return { kind: 'refused' };
  const items = parse(contentType, body);
  if (items === null) return { kind: 'malformed' };
  return { kind: 'words', words: items.flatMap((item) => wordOf(item, shape) ?? []) };
}

/** Compared in one time whatever is wrong with it. */
function isSigned(text: string, signature: string, secret: Uint8Array): boolean {
  const given = Buffer.from(signature.replace(/^(?:sha256|v1)=/iu, '').slice(0, 64), 'hex');
  const right = createHmac('sha256', secret).update(text).digest();
  return given.length === right.length && timingSafeEqual(given, right);
}

function isNear(timestamp: string, now: number): boolean {
  if (!/^\d{10}(?:\d{3})?$/u.test(timestamp)) return false;
  const at = timestamp.length === 10 ? Number(timestamp) * 1_000 : Number(timestamp);
  return Math.abs(now - at) <= WINDOW_MS;
}

type Item = Readonly<Record<string, unknown>>;

/** One message, a list of them, or a form. */
function parse(contentType: string, body: string): readonly Item[] | null {
  if (/^application\/x-www-form-urlencoded\b/iu.test(contentType))
    return [Object.fromEntries(new URLSearchParams(body))];
  try {
    const value: unknown = parseForeignJson(body);
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return items.length <= WORDS_MOST && items.every(isItem) ? items : null;
  } catch {
    return null;
  }
}

const isItem = (value: unknown): value is Item =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function wordOf(item: Item, shape: WebhookShape): WebhookWord | null {
  const status = fieldOf(item, shape.statusField).toLowerCase();
  const kinds = ['delivered', 'expired', 'blocked', 'bounced'] as const;
  const kind = kinds.find((one) => shape.words[one].some((word) => word.toLowerCase() === status));
  if (kind === undefined) return null;
  return {
    id: fieldOf(item, shape.idField),
    key: fieldOf(item, shape.keyField),
    kind,
    detail: [status, fieldOf(item, shape.detailField)].filter((part) => part !== '').join(' '),
  };
}

/** Texts and numbers only; whatever else stands there is nothing. */
function fieldOf(item: Item, path: string): string {
  let value: unknown = item;
  for (const name of path.split('.')) {
    if (!isItem(value) || !Object.hasOwn(value, name)) return '';
    value = value[name];
  }
  return typeof value === 'string' || typeof value === 'number'
    ? String(value).slice(0, FIELD_MOST)
    : '';
}
