import { afterAll, beforeAll } from 'vitest';
import { createDynamoDeliveries } from '../../adapters/aws/dynamo-deliveries.ts';
import { createDynamoJournal } from '../../adapters/aws/dynamo-journal.ts';
import { createDynamoOpenActions } from '../../adapters/aws/dynamo-open-actions.ts';
import { createDynamoTurnstile } from '../../adapters/aws/dynamo-turnstile.ts';
import { createEndUserMessagingSms } from '../../adapters/aws/end-user-messaging-sms.ts';
import { createSesMail } from '../../adapters/aws/ses-mail.ts';
import { DELIVERIES_TABLE, JOURNAL_TABLE, SCRATCH_TABLE } from '../../config/aws-tables.ts';
import type { Channel, Delivery } from '../../core/notice/delivery.ts';
import { epochMs } from '../../core/units.ts';
import { createHandler as createMailHandler } from '../../lambdas/send-mail/handler.ts';
import { createHandler as createSmsHandler } from '../../lambdas/send-sms/handler.ts';
import { fakeClock, settings } from '../app/notices/stage.ts';
import { engineOf, startSending } from '../app/perform/sending-engine.ts';
import { type DynamoEndpoint, startDynamoEndpoint } from '../contract/dynamo-endpoint.ts';
import { type SesEndpoint, startSesEndpoint } from '../contract/ses-endpoint.ts';
import { type SmsVoiceEndpoint, startSmsVoiceEndpoint } from '../contract/sms-voice-endpoint.ts';

/** A message that a function put in its own queue. */
export interface Posted {
  readonly channel: Channel;
  readonly body: object;
  readonly delaySec: number | undefined;
}

const AWS = {
  region: 'eu-west-3',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
} as const;

/** The endpoints of one file of tests: DynamoDB, SES and End User Messaging. */
export function sendEndpoints() {
  const open = {} as { dynamo: DynamoEndpoint; ses: SesEndpoint; voice: SmsVoiceEndpoint };
  beforeAll(async () => {
    const [dynamo, ses, voice] = await Promise.all([
      startDynamoEndpoint(),
      startSesEndpoint(),
      startSmsVoiceEndpoint(),
    ]);
    Object.assign(open, { dynamo, ses, voice });
  });
  afterAll(() => Promise.all([open.dynamo.stop(), open.ses.stop(), open.voice.stop()]));
  return open;
}

/** A home on AWS in which a notice is to be sent now, and the two functions that send it. */
export async function startSendingHome({ dynamo, ses, voice }: ReturnType<typeof sendEndpoints>) {
  const { client } = dynamo;
  const entries = await dynamo.makeTable(JOURNAL_TABLE);
  const journal = createDynamoJournal({ client, table: entries });
  const ledger = await dynamo.makeTable(DELIVERIES_TABLE);
  const scratch = await dynamo.makeTable(SCRATCH_TABLE);
  const { action, seq } = await startSending(journal);
  const clock = fakeClock();
  const deliveries = createDynamoDeliveries({ client, table: ledger, clock });
  const open = createDynamoOpenActions({ client, table: entries });
  const posted: Posted[] = [];
  const postponed: number[] = [];
  const turnstileOf = (channel: Channel) =>
    createDynamoTurnstile({ client, table: scratch, key: `rate/${channel}`, perSec: 50, clock });
  const paced = {
    ...settings,
    mail: { ...settings.mail, turnstile: turnstileOf('mail') },
    sms: { ...settings.sms, turnstile: turnstileOf('sms') },
  };
  const common = (channel: Channel) => ({
    openEngine: () => engineOf(journal),
    find: (number: number, key: string) => open.find(number, key),
    postpone: async (_: string, waitMs: number) => void postponed.push(waitMs),
    queue: async (body: object, options: { readonly delaySec?: number } = {}) =>
      void posted.push({ channel, body, delaySec: options.delaySec }),
  });
  const mailer = createSesMail({
    ...AWS,
    endpoint: ses.url,
    from: 'alertes@preau.example',
    configurationSet: 'preau-mail',
  });
  const texter = createEndUserMessagingSms({
    ...AWS,
    endpoint: voice.url,
    configurationSet: 'preau-sms',
  });
  const mailNeeds = {
    ...common('mail'),
    ports: { clock, outbox: journal, deliveries, mail: mailer },
    settings: paced,
    openLinks: async () => ({
      optOut: { urlFor: (key: string) => `https://etat.preau.example/stop/${key}` },
      acknowledge: { urlFor: (key: string) => `https://etat.preau.example/vu/${key}` },
    }),
  };
  const smsNeeds = {
    ...common('sms'),
    ports: { clock, outbox: journal, deliveries, sms: texter },
    settings: paced,
  };
  const owed = (channel: Channel, n: number, notBefore?: number): Delivery => ({
    key: `${action.notice}/${channel}/${n}`,
    notice: action.notice,
    channel,
    address: channel === 'mail' ? `${n}@x.example` : `+3360000000${n}`,
    recipients: [`school ${n}`],
    language: 'fr',
    priority: n,
    ...(notBefore === undefined ? {} : { notBefore: epochMs(notBefore) }),
  });
  return {
    journal,
    action,
    message: { seq, key: action.key },
    clock,
    deliveries,
    owed,
    posted,
    postponed,
    mailNeeds,
    smsNeeds,
    sendMail: createMailHandler(mailNeeds),
    sendSms: createSmsHandler(smsNeeds),
    isOpen: async () => (await open.find(seq, action.key)) !== null,
    notice: async () => (await engineOf(journal)).state().notices[action.notice],
    stop: () => {
      mailer.close();
      texter.close();
    },
  };
}
