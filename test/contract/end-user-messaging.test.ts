// Goal: what End User Messaging alone has: lifetime, price and context, and its many ways to say no,
// each told apart as the number's or the account's. Method: the SDK's client against a small endpoint
// that keeps the limits of the API's own model and answers as the test says.
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  createEndUserMessagingSms,
  type EndUserMessagingSms,
} from '../../adapters/aws/end-user-messaging-sms.ts';
import type { SmsMessage } from '../../app/ports.ts';
import { type SmsVoiceEndpoint, startSmsVoiceEndpoint } from './sms-voice-endpoint.ts';

const message: SmsMessage = {
  key: 'ent-ara-20210406T064200Z/outage/1/sms/0123456789abcdef',
  to: '+33600000001',
  text: 'ENT en panne',
  sender: 'PREAU',
  ttlSec: 14_400,
};

let voice: SmsVoiceEndpoint;
let sms: EndUserMessagingSms;
beforeAll(async () => {
  voice = await startSmsVoiceEndpoint();
  sms = createEndUserMessagingSms({
    configurationSet: 'preau-sms',
    region: 'eu-west-3',
    endpoint: voice.url,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    timeoutMs: 1_000,
  });
});
afterEach(() => voice.behave({ kind: 'accept' }));
afterAll(async () => {
  sms.close();
  await voice.stop();
});

describe('an SMS on its way', () => {
  test('bears what lets it die, cost no more, and come back with its receipts', async () => {
    await sms.send(message);
    expect(voice.taken.at(-1)).toEqual({
      DestinationPhoneNumber: message.to,
      OriginationIdentity: 'PREAU',
      MessageBody: message.text,
      MessageType: 'TRANSACTIONAL',
      ConfigurationSetName: 'preau-sms',
      MaxPrice: '1.00',
      TimeToLive: 14_400,
      Context: { delivery: message.key },
    });
  });

  test('has a lifetime that the API takes, whatever it was given', async () => {
    const lifetimes = fc.double({ min: -10, max: 1e9, noNaN: true });
    await fc.assert(
      fc.asyncProperty(lifetimes, async (ttlSec) => {
        expect((await sms.send({ ...message, ttlSec })).kind).toBe('accepted');
        const asked = voice.taken.at(-1)?.TimeToLive ?? 0;
        expect(asked).toBe(Math.min(259_200, Math.max(5, Math.ceil(ttlSec))));
      }),
      { numRuns: 30 },
    );
  });

  test.each([
    [800, true],
    [801, false],
  ])('whose key has %i characters names it: %s', async (length, named) => {
    const result = await sms.send({ ...message, key: 'k'.repeat(length) });
    expect(result.kind).toBe('accepted');
    expect(voice.taken.at(-1)?.Context !== undefined).toBe(named);
  });
});

test('an SMS that is tried out goes as it would, but for the word that it must not leave', async () => {
  await sms.send(message);
  const real = voice.taken.at(-1);
  expect((await sms.tryOut(message)).kind).toBe('accepted');
  expect(voice.taken.at(-1)).toEqual({ ...real, DryRun: true });
  voice.behave({
    kind: 'refuse',
    status: 400,
    error: 'ValidationException',
    reason: 'SENDER_ID_NOT_REGISTERED',
  });
  expect(await sms.tryOut(message)).toMatchObject({ kind: 'deferred' });
});

describe('an answer', () => {
  test.each([
    ['ConflictException', 'DESTINATION_PHONE_NUMBER_OPTED_OUT'],
    ['ConflictException', 'DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION'],
    ['ConflictException', 'DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE'],
    ['ValidationException', 'INVALID_PARAMETER'],
    ['ValidationException', 'COUNTRY_NOT_ENABLED'],
    ['ValidationException', 'PRICE_OVER_THRESHOLD'],
  ])('%s %s is about the number: rejected', async (error, reason) => {
    voice.behave({ kind: 'refuse', status: 400, error, reason });
    expect(await sms.send(message)).toEqual({
      kind: 'rejected',
      reason: expect.stringContaining(`${error} ${reason}`),
    });
  });

  test.each([
    ['ConflictException', 'DESTINATION_PHONE_NUMBER_NOT_VERIFIED', 400],
    ['ConflictException', 'RESOURCE_NOT_ACTIVE', 400],
    ['ConflictException', 'NO_ORIGINATION_IDENTITIES_FOUND', 400],
    ['ValidationException', 'SENDER_ID_NOT_REGISTERED', 400],
    ['ServiceQuotaExceededException', 'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT', 400],
    ['AccessDeniedException', 'ACCOUNT_DISABLED', 400],
    ['ResourceNotFoundException', undefined, 400],
    ['ThrottlingException', undefined, 400],
    ['InternalServerException', undefined, 500],
  ] as const)(
    '%s %s is about the account: deferred, after one try',
    async (error, reason, status) => {
      voice.behave({ kind: 'refuse', status, error, ...(reason && { reason }) });
      const before = voice.asked();
      expect(await sms.send(message)).toEqual({
        kind: 'deferred',
        ofAccount: true,
        reason: expect.stringContaining(reason ?? error),
      });
      expect(voice.asked() - before).toBe(1);
    },
  );

  test.each([
    [200, 'not json', 'unknown'],
    [200, '{}', 'unknown'],
    [503, '<html>down</html>', 'deferred'],
  ])('%i with %j is %s', async (status, body, kind) => {
    voice.behave({ kind: 'say', status, body });
    expect(await sms.send(message)).toMatchObject({ kind, reason: expect.stringMatching(/./u) });
  });
});
