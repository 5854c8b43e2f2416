// Goal: SMS go by whom the configuration names, and by nobody where it names none. Method: both
// providers as small endpoints, found by the SDK's own environment variables as in a function.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SmsMessage } from '../../app/ports.ts';
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
