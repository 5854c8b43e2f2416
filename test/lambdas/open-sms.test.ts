// Goal: SMS go by whom the configuration names, and by nobody where it names none. Method: both
// providers as small endpoints, found by the SDK's own environment variables as in a function.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { readGatewaySecret } from '../../adapters/aws/gateway-secret.ts';
import type { SmsMessage } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import { minutes } from '../../core/units.ts';
import { openSecondSms } from '../../lambdas/send-sms/open-second-sms.ts';
import type { Config } from '../../config/schema.ts';
import { readConfig } from '../../config/read-config.ts';
import { openSms } from '../../lambdas/send-sms/open-sms.ts';
import { aConfig } from '../config/a-config.ts';
import { type SmsVoiceEndpoint, startSmsVoiceEndpoint } from '../contract/sms-voice-endpoint.ts';
import { type SnsEndpoint, startSnsEndpoint } from '../contract/sns-endpoint.ts';

const message: SmsMessage = {
  key: 'n/sms/1',
  to: '+33600000001',
  text: 'ENT en panne',
  sender: 'PREAU',
  ttlSec: 600,
};

let sns: SnsEndpoint;
let voice: SmsVoiceEndpoint;
beforeAll(async () => {
  [sns, voice] = await Promise.all([startSnsEndpoint(), startSmsVoiceEndpoint()]);
});
afterAll(() => Promise.all([sns.close(), voice.stop()]));
beforeEach(() => {
  vi.stubEnv('AWS_REGION', 'eu-west-3');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv('AWS_ENDPOINT_URL_SNS', sns.url);
  vi.stubEnv('AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2', voice.url);
  vi.stubEnv('PREAU_SMS_CONFIGURATION_SET', 'preau-sms');
});
afterEach(() => void vi.unstubAllEnvs());

const asked = () => ({ sns: sns.received().length, voice: voice.taken.length });

function configured(sms: 'end-user-messaging' | 'sns' | null): Pick<Config, 'aws' | 'notices'> {
  const read = readConfig(aConfig(), { language: 'fr' });
  if (read.kind !== 'read') throw new Error('the least configuration is right');
  const { sms: _, ...notices } = read.config.notices;
  if (sms === null) return { notices };
  const aws = { sms } as NonNullable<Config['aws']>;
  return { aws, notices: { ...notices, sms: { sender: 'PREAU', priceEuros: 0.07 } } };
}

describe('the SMS of a home on AWS', () => {
  test('go by End User Messaging, with its configuration set', async () => {
    const before = asked();
    const result = await openSms(configured('end-user-messaging')).send(message);
    expect(result.kind).toBe('accepted');
    expect(asked()).toEqual({ sns: before.sns, voice: before.voice + 1 });
    expect(voice.taken.at(-1)?.ConfigurationSetName).toBe('preau-sms');
  });

  test('go by SNS where the configuration says so, which needs no configuration set', async () => {
    vi.stubEnv('PREAU_SMS_CONFIGURATION_SET', '');
    const before = asked();
    expect((await openSms(configured('sns')).send(message)).kind).toBe('accepted');
    expect(asked()).toEqual({ sns: before.sns + 1, voice: before.voice });
  });

  test('go by nobody where there are none, and each recipient is told to be unreached', async () => {
    const before = asked();
    expect(await openSms(configured(null)).send(message)).toEqual({
      kind: 'rejected',
      reason: expect.stringContaining('notices.sms'),
    });
    expect(asked()).toEqual(before);
  });

  test('are not begun without the configuration set that tells of their fate', () => {
    vi.stubEnv('PREAU_SMS_CONFIGURATION_SET', '');
    expect(() => openSms(configured('end-user-messaging'))).toThrow(
      expect.objectContaining({ code: 'config-invalid' }),
    );
  });
});

describe('a second gateway', () => {
  const asked2: string[] = [];
  let gateway = '';
  beforeAll(async () => {
    const server = createServer((request, response) => {
      asked2.push(request.url ?? '');
      response.writeHead(202).end('{"id":"7"}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    gateway = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/envoi`;
    return () => void server.close();
  });
  afterEach(() => void asked2.splice(0));
  const secret = async () => ({ gateway: 'mot & passe', receipts: '' });

  test('takes what the first has no way to, under a name of its own', async () => {
    vi.stubEnv('PREAU_SCRATCH_TABLE', 'scratch');
    voice.behave({
      kind: 'refuse',
      status: 400,
      error: 'ConflictException',
      reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT',
    });
    const { aws, notices } = configured('end-user-messaging');
    const fallback = {
      gateway: `${gateway}?a={to}`,
      after: minutes(10),
      unroutable: ['OPTED_OUT'],
    };
    const sms = { sender: 'PREAU', priceEuros: 0.07, fallback };
    const both = openSms({ ...(aws && { aws }), notices: { ...notices, sms } });
    expect(await both.send(message)).toEqual({ kind: 'accepted', providerId: 'second/7' });
    voice.behave({ kind: 'accept' });
    expect(asked2).toEqual(['/envoi?a=%2B33600000001']);
  });

  test('gets its secret where its address says so', async () => {
    const sms = openSecondSms(`${gateway}?cle={secret}&a={to}`, secret);
    expect((await sms.send(message)).kind).toBe('accepted');
    expect(asked2).toEqual(['/envoi?cle=mot%20%26%20passe&a=%2B33600000001']);
  });

  test('whose secret is missing or out of reach puts the message off, and says nothing of it', async () => {
    const sms = openSecondSms(`${gateway}?cle={secret}`, null);
    expect(await sms.send(message)).toMatchObject({ kind: 'deferred', ofAccount: true });
    let times = 0;
    const busy = openSecondSms(`${gateway}?cle={secret}`, async () => {
      times += 1;
      if (times > 1) return secret();
      throw new PreauError('store-unavailable', 'out of reach', { retryable: true });
    });
    expect((await busy.send(message)).kind).toBe('deferred');
    expect((await busy.send(message)).kind).toBe('accepted');
  });
});

describe('the secret of a second gateway', () => {
  const read = (text: string) => readGatewaySecret(new TextEncoder().encode(text));
  test('is JSON with either word, and is never told', () => {
    const signing = 's'.repeat(32);
    expect(read('{"gateway":"a"}')).toEqual({ gateway: 'a', receipts: '' });
    expect(read(JSON.stringify({ receipts: signing }))).toEqual({ gateway: '', receipts: signing });
    for (const text of ['', 'secret-mot', '{"receipts":"secret-mot"}', '{"gateway":7}'])
      expect(() => read(text)).toThrow(
        expect.objectContaining({
          code: 'config-invalid',
          message: expect.not.stringContaining('secret-mot'),
        }),
      );
  });
});
