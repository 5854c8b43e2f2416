// Goal: under the guard of a rehearsal no adapter that sends reaches beyond loopback, and one that is
// written later cannot be forgotten here. Method: every maker of a sender with an address elsewhere
// (RFC 5737, RFC 2606), a watch on every socket, and the sources searched for makers.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { globSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEndUserMessagingSms } from '../../adapters/aws/end-user-messaging-sms.ts';
import { createSesMail } from '../../adapters/aws/ses-mail.ts';
import { createSnsSms } from '../../adapters/aws/sms.ts';
import { loopbackOnly } from '../../adapters/local/loopback-guard.ts';
import { createSmtpMail } from '../../adapters/local/mail.ts';
import { createGatewaySms } from '../../adapters/local/sms.ts';
import { epochMs } from '../../core/units.ts';

const guard = loopbackOnly;
const clock = { now: () => epochMs(0) };
const aws = { region: 'eu-west-3', configurationSet: 'c', from: 'a@preau.example', guard };
const smtp = { port: 25, from: 'Préau <a@preau.example>', clock };

/** By the name of its maker: given a host, a sender; given none, one with its own default. */
const MAKERS: Readonly<Record<string, (host: string) => unknown>> = {
  createSmtpMail: (host) => createSmtpMail({ ...smtp, host }),
  createGatewaySms: (host) => createGatewaySms({ url: `http://${host}/?to={to}&text={text}` }),
  createSesMail: (host) => createSesMail({ ...aws, endpoint: `https://${host}` }),
  createSnsSms: (host) => createSnsSms({ ...aws, endpoint: `https://${host}` }),
  createEndUserMessagingSms: (host) =>
    createEndUserMessagingSms({ ...aws, endpoint: `https://${host}` }),
};

/** Made of two senders that are guarded themselves. */
const WITHOUT_SOCKETS = new Set(['createSmsWithFallback']);

let sockets = 0;
const count = (): void => void (sockets += 1);
beforeEach(() => {
  sockets = 0;
  for (const channel of ['net.client.socket', 'udp.socket']) subscribe(channel, count);
});
afterEach(() => {
  for (const channel of ['net.client.socket', 'udp.socket']) unsubscribe(channel, count);
});

const refused = expect.objectContaining({ code: 'off-loopback' });
const hosts = ['192.0.2.1', 'provider.example', 'localhost', '127.0.0.1.example.com', '0.0.0.0'];

test.each(Object.keys(MAKERS).flatMap((name) => hosts.map((host) => [name, host] as const)))(
  '%s refuses %s before any socket is made',
  (name, host) => {
    expect(() => MAKERS[name]?.(host)).toThrow(refused);
    expect(sockets).toBe(0);
  },
);

test.each(Object.keys(MAKERS))('%s takes loopback', (name) => {
  expect(() => MAKERS[name]?.('127.0.0.1')).not.toThrow();
});

test.each([
  ['mail in a thread', () => createSmtpMail({ ...smtp, host: '192.0.2.1', inThread: true })],
  ['SES without an endpoint', () => createSesMail(aws)],
  ['SNS without an endpoint', () => createSnsSms(aws)],
  ['End User Messaging without an endpoint', () => createEndUserMessagingSms(aws)],
])('%s is refused too', (_, make) => {
  expect(make).toThrow(refused);
  expect(sockets).toBe(0);
});

test('every maker of a sender that there is is tried here', () => {
  const makers = globSync('adapters/**/*.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/export function (create\w*(?:Mail|Sms)\w*)\(/gu)].map(
      ([, name = '']) => name,
    ),
  );
  expect(makers.filter((name) => !WITHOUT_SOCKETS.has(name)).toSorted()).toEqual(
    Object.keys(MAKERS).toSorted(),
  );
});
