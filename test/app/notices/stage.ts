import { createHash } from 'node:crypto';
import { openDeliveries } from '../../../adapters/local/deliveries.ts';
import { readNoticeWordings } from '../../../adapters/local/notice-wordings.ts';
import type { SendAction } from '../../../app/notices/send-notice.ts';
import type { SendPorts, SendSettings } from '../../../app/notices/send-settings.ts';
import type { Clock, MailMessage, SendResult, SmsMessage } from '../../../app/ports.ts';
import type { Delivery } from '../../../core/notice/delivery.ts';
import { type EpochMs, epochMs } from '../../../core/units.ts';
import { longest } from '../../core/notice/contents.ts';

export const NOTICE = 'ent-ara-20210406T064200Z/outage/1';
export const START = epochMs(Date.UTC(2021, 3, 6, 6, 45));

export const action: SendAction = {
  kind: 'send-notice',
  key: `${NOTICE}/send`,
  notice: NOTICE,
  content: longest,
};

/** A run's ports when it has both providers. */
export type BothChannels = Required<SendPorts>;

export const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A clock that a sleep moves: nothing really waits. */
export function fakeClock(pace = 1): Clock & { readonly sleeps: readonly number[] } {
  let now: number = START;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => epochMs(now),
    sleep: async (by) => {
      sleeps.push(by);
      const end = now + by;
      // Other lanes first: a sleep is the last thing to end.
      await new Promise((resolve) => setImmediate(resolve));
      now = Math.max(now, end);
    },
    real: (by) => by / pace,
  };
}

/** What a provider answers to the nth message for one address, the first being 0. */
export type Script = (address: string, nth: number, now: EpochMs) => SendResult;

const accept: Script = () => ({ kind: 'accepted', providerId: 'ok' });

/** Providers that write down what they were asked. */
export function fakeProviders(clock: Clock, script: { mail?: Script; sms?: Script } = {}) {
  const mails: MailMessage[] = [];
  const texts: SmsMessage[] = [];
  const nth = (list: readonly { readonly to: string }[], to: string) =>
    list.filter((message) => message.to === to).length;
  return {
    mails,
    texts,
    mail: {
      send: async (message: MailMessage) => {
        const before = nth(mails, message.to);
        mails.push(message);
        return (script.mail ?? accept)(message.to, before, clock.now());
      },
    },
    sms: {
      send: async (message: SmsMessage) => {
        const before = nth(texts, message.to);
        texts.push(message);
        return (script.sms ?? accept)(message.to, before, clock.now());
      },
    },
  };
}

export const settings = {
  wordings: readNoticeWordings(),
  timeZone: 'Europe/Paris',
  smsSender: 'PREAU',
  mailDomain: 'preau.example',
  unsubscribeUrl: ({ key }) => `https://preau.example/stop/${key.slice(-16)}`,
  hash,
  mail: { turnstile: async () => undefined, concurrency: 3, batch: 5 },
  sms: { turnstile: async () => undefined, concurrency: 2, batch: 2 },
} satisfies SendSettings;

export function delivery(
  channel: Delivery['channel'],
  address: string,
  changes: Partial<Delivery> = {},
): Delivery {
  return {
    key: `${NOTICE}/${channel}/${hash(address).slice(0, 16)}`,
    notice: NOTICE,
    channel,
    address,
    recipients: [`school of ${address}`],
    language: 'fr',
    priority: 20,
    ...changes,
  };
}

export function stage(script: { mail?: Script; sms?: Script } = {}) {
  const clock = fakeClock();
  const providers = fakeProviders(clock, script);
  const deliveries = openDeliveries(':memory:');
  const ports: BothChannels = { clock, deliveries, mail: providers.mail, sms: providers.sms };
  return { clock, deliveries, ports, ...providers };
}

export const never = new AbortController().signal;
