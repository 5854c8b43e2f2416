// Goal: what providers say later of a message is read as they write it, and anything else is refused.
// Method: a table of documented events; properties over any JSON and over events with broken fields.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProviderWord } from '../../../adapters/aws/provider-word.ts';
import { readProviderWord } from '../../../adapters/aws/read-provider-word.ts';
import { PreauError } from '../../../core/errors.ts';
import { RECEIPT_KINDS } from '../../../core/notice/receipt.ts';
import { sesBounce, sesEvent, smsEvent, snsWrapped } from './fixtures/provider-events.ts';

const MAIL = 'ent-nord-20270112T073000Z/outage/1/mail/0123456789abcdef';
const SMS = 'ent-nord-20270112T073000Z/outage/1/sms/fedcba9876543210';
const read = (event: unknown): ProviderWord => readProviderWord(JSON.stringify(event));
const kindOf = (event: unknown): string => {
  const word = read(event);
  return word.kind === 'receipt'
    ? word.receipt.kind
    : word.kind === 'nothing'
      ? word.why
      : word.event;
};

describe('an SES event', () => {
  test('of a delivery names it, its instant and what the server answered', () => {
    const part = {
      delivery: {
        timestamp: '2027-01-12T07:31:02.202Z',
        processingTimeMillis: 2_202,
        recipients: ['direction@college.example'],
        smtpResponse: '250 ok:  Message 111 accepted',
        remoteMtaIp: '198.51.100.7',
      },
    };
    expect(read(sesEvent(MAIL, 'Delivery', part))).toEqual({
      kind: 'receipt',
      receipt: {
        key: MAIL,
        kind: 'delivered',
        detail: '250 ok:  Message 111 accepted',
        at: Date.parse('2027-01-12T07:31:02.202Z'),
      },
    });
  });

  test.each([
    ['Permanent', 'General', 'bounced'],
    ['Permanent', 'NoEmail', 'bounced'],
    ['Permanent', 'Suppressed', 'blocked'],
    ['Permanent', 'OnAccountSuppressionList', 'blocked'],
    ['Permanent', 'UnsubscribedRecipient', 'blocked'],
    ['Transient', 'General', 'expired'],
    ['Transient', 'MailboxFull', 'expired'],
    ['Transient', 'MessageTooLarge', 'blocked'],
    ['Transient', 'ContentRejected', 'blocked'],
    ['Transient', 'AttachmentRejected', 'blocked'],
    ['Undetermined', 'Undetermined', 'bounced'],
  ])('of a bounce, %s %s, is read as %s', (type, subtype, kind) => {
    expect(kindOf(sesBounce(MAIL, type, subtype))).toBe(kind);
  });

  test('of a bounce keeps the reason and no address', () => {
    expect(read(sesBounce(MAIL, 'Permanent', 'NoEmail'))).toMatchObject({
      receipt: { detail: 'Permanent: NoEmail: smtp; 550 5.1.1 <[mail]>: user unknown' },
    });
  });

  test.each([
    [{ complaintFeedbackType: 'abuse' }, 'complained'],
    [{ complaintFeedbackType: null, complaintSubType: null }, 'complained'],
    [{ complaintSubType: 'OnAccountSuppressionList' }, 'blocked'],
    [{ complaintFeedbackType: 'not-spam' }, 'not-final'],
  ])('of a complaint, %j, is read as %s', (said, kind) => {
    const complaint = {
      complainedRecipients: [{ emailAddress: 'direction@college.example' }],
      timestamp: '2027-01-12T07:41:12.669Z',
      ...said,
    };
    expect(kindOf(sesEvent(MAIL, 'Complaint', { complaint }))).toBe(kind);
  });

  test.each([
    ['Reject', { reject: { reason: 'Bad content' } }, 'blocked'],
    [
      'Rendering Failure',
      { failure: { errorMessage: 'Attribute missing', templateName: 't' } },
      'blocked',
    ],
    ['RenderingFailure', { failure: {} }, 'blocked'],
    ['Send', { send: {} }, 'not-final'],
    ['Open', { open: { ipAddress: '192.0.2.1' } }, 'not-final'],
    ['Click', { click: { link: 'https://x.example' } }, 'not-final'],
    [
      'DeliveryDelay',
      { deliveryDelay: { delayType: 'TransientCommunicationFailure' } },
      'not-final',
    ],
    ['Subscription', { subscription: {} }, 'not-final'],
    ['Telepathy', {}, 'unknown-event'],
  ])('%s is read as it is meant', (type, part, kind) => {
    expect(kindOf(sesEvent(MAIL, type, part))).toBe(kind);
  });

  test.each([
    ['no tags', {}],
    ['an empty tag', { tags: { delivery: [] } }],
    ['a tag of somebody else', { tags: { delivery: ['campaign 12'] } }],
  ])('with %s names no delivery', (_name, mail) => {
    const delivery = { timestamp: '2027-01-12T07:31:02.202Z' };
    const event = {
      eventType: 'Delivery',
      delivery,
      mail: { timestamp: delivery.timestamp, ...mail },
    };
    expect(kindOf(event)).toBe('names-no-delivery');
  });

  test('written for a topic of an identity is read too, though it carries no tags', () => {
    const { eventType: _, ...event } = sesBounce(MAIL, 'Permanent', 'General');
    expect(kindOf({ ...event, notificationType: 'Bounce' })).toBe('bounced');
  });
});

describe('an SMS event', () => {
  test.each([
    ['TEXT_DELIVERED', 'delivered'],
    ['TEXT_SUCCESSFUL', 'delivered'],
    ['TEXT_BLOCKED', 'blocked'],
    ['TEXT_CARRIER_BLOCKED', 'blocked'],
    ['TEXT_SPAM', 'blocked'],
    ['TEXT_PROTECT_BLOCKED', 'blocked'],
    ['TEXT_INVALID_MESSAGE', 'blocked'],
    ['TEXT_UNREACHABLE', 'expired'],
    ['TEXT_CARRIER_UNREACHABLE', 'expired'],
    ['TEXT_TTL_EXPIRED', 'expired'],
    ['TEXT_UNKNOWN', 'expired'],
    ['TEXT_INVALID', 'bounced'],
  ])('%s is read as %s when final, and as nothing before', (type, kind) => {
    expect(read(smsEvent(SMS, type))).toEqual({
      kind: 'receipt',
      receipt: { key: SMS, kind, detail: `${type}: as the carrier says`, at: 1_799_739_063_470 },
    });
    expect(kindOf(smsEvent(SMS, type, { isFinal: false }))).toBe('not-final');
  });

  test.each(['TEXT_QUEUED', 'TEXT_PENDING', 'TEXT_SENT'])('%s is nothing final', (type) => {
    expect(kindOf(smsEvent(SMS, type))).toBe('not-final');
  });

  test.each(['TEXT_TELEPATHY', 'VOICE_COMPLETED', 'MEDIA_DELIVERED', 'RCS_READ'])(
    '%s is of no known kind',
    (type) => {
      expect(kindOf(smsEvent(SMS, type))).toBe('unknown-event');
    },
  );

  test('without our context names no delivery', () => {
    expect(kindOf(smsEvent(SMS, 'TEXT_DELIVERED', { context: { account: 'bar' } }))).toBe(
      'names-no-delivery',
    );
    expect(kindOf(smsEvent(SMS, 'TEXT_DELIVERED', { context: undefined }))).toBe(
      'names-no-delivery',
    );
  });
});

describe('what SNS brings', () => {
  test('is the same wrapped or raw', () => {
    const event = sesBounce(MAIL, 'Permanent', 'General');
    expect(read(snsWrapped(JSON.stringify(event)))).toEqual(read(event));
  });

  test('of the wiring is known for that, and no address in it is followed', () => {
    expect(kindOf(snsWrapped('confirm', 'SubscriptionConfirmation'))).toBe(
      'SubscriptionConfirmation',
    );
    expect(kindOf(snsWrapped('gone', 'UnsubscribeConfirmation'))).toBe('UnsubscribeConfirmation');
    const greeting = 'Successfully validated SNS topic for Amazon SES event publishing.';
    expect(readProviderWord(greeting)).toEqual({ kind: 'wiring', event: 'greeting' });
    expect(kindOf(snsWrapped(greeting))).toBe('greeting');
  });
});

describe('anything else', () => {
  const refusedOrRead = (body: string) => {
    try {
      const word = readProviderWord(body);
      if (word.kind !== 'receipt') return;
      expect(RECEIPT_KINDS).toContain(word.receipt.kind);
      expect(word.receipt.detail.length).toBeLessThanOrEqual(300);
      expect(Number.isSafeInteger(word.receipt.at)).toBe(true);
    } catch (error) {
      if (!(error instanceof PreauError)) throw error;
      expect([error.code, error.retryable]).toEqual(['request-malformed', false]);
    }
  };

  test('is refused as malformed, and nothing of it is repeated', () => {
    for (const body of ['', '{', '[]', '{"eventType":"Delivery","mail":{"to":"a@b.example"}}'])
      expect(() => readProviderWord(body)).toThrow(
        expect.objectContaining({
          code: 'request-malformed',
          message: expect.not.stringContaining('a@b'),
        }),
      );
    expect(() => readProviderWord(' '.repeat(300_000))).toThrow('300000 characters');
  });

  test('is read or refused, whatever the JSON', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.json().map((json) => JSON.stringify(snsWrapped(json))),
        ),
        refusedOrRead,
      ),
    );
  });

  test('is read or refused, whichever field of an event is broken', () => {
    const events = [
      sesBounce(MAIL, 'Permanent', 'General'),
      sesEvent(MAIL, 'Delivery', { delivery: { timestamp: '2027-01-12T07:31:02.202Z' } }),
      smsEvent(SMS, 'TEXT_DELIVERED'),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...events),
        fc.constantFrom(
          'mail',
          'bounce',
          'delivery',
          'context',
          'eventTimestamp',
          'isFinal',
          'eventType',
        ),
        fc.jsonValue(),
        (event, field, value) => refusedOrRead(JSON.stringify({ ...event, [field]: value })),
      ),
    );
  });

  test('in a detail is one bounded line without addresses and numbers', () => {
    const address = fc
      .tuple(fc.stringMatching(/^[a-z.]{1,20}$/), fc.domain())
      .map((parts) => parts.join('@'));
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), address, fc.string(), (before, mail, after) => {
        const word = read(sesBounce(MAIL, 'Permanent', 'General', `${before} ${mail} ${after}`));
        const detail = word.kind === 'receipt' ? word.receipt.detail : '';
        expect(detail).not.toContain(mail);
        expect(detail).not.toMatch(/\p{Cc}/u);
      }),
    );
    expect(
      read(smsEvent(SMS, 'TEXT_INVALID', { messageStatusDescription: 'no +33 6 12 34 56 78' })),
    ).toMatchObject({ receipt: { detail: 'TEXT_INVALID: no [phone]' } });
  });
});
