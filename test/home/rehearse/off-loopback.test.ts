// Goal: nothing leaves this machine in a rehearsal, whatever its configuration says. Method: a
// configuration with addresses elsewhere (RFC 5737), and a watch on every socket that is made.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../adapters/local/clock.ts';
import type { Config } from '../../../config/schema.ts';
import { epochMs } from '../../../core/units.ts';
import { openPorts } from '../../../home/open-ports.ts';
import { loadRehearsal } from '../../../home/rehearse/load-rehearsal.ts';
import { runRehearsal } from '../../../home/rehearse/run-rehearsal.ts';
import { withPorts } from '../../../home/rehearse/set-ports.ts';
import { type TinyRehearsal, tinyRehearsal } from './tiny-rehearsal.ts';

const ELSEWHERE = '192.0.2.1';
const refused = expect.objectContaining({ code: 'off-loopback' });
let tiny: TinyRehearsal;
let folder = '';
let sockets = 0;
const count = (): void => {
  sockets += 1;
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preau-loopback-'));
  tiny = await tinyRehearsal();
  sockets = 0;
  for (const channel of ['net.client.socket', 'udp.socket']) subscribe(channel, count);
});
afterEach(async () => {
  for (const channel of ['net.client.socket', 'udp.socket']) unsubscribe(channel, count);
  await tiny.remove();
  rmSync(folder, { recursive: true, force: true });
});

const SINKS = { smsGateway: 'http://127.0.0.1:1/', bounceFolder: '/nowhere/retours' };

describe('a rehearsal', () => {
  it.each([
    ['mail', { mail: true }],
    ['SMS', { sms: true }],
  ])('sends no %s elsewhere: it is refused before any socket is made', async (_, which) => {
    const { config } = loadRehearsal(tiny.folder);
    const spec = homeOf(elsewhere(config, which));
    const sending = async () => {
      const { mail, sms } = openPorts(spec, systemClock);
      await mail.send(aMail);
      await sms.send(anSms);
    };
    await expect(sending()).rejects.toThrow(refused);
    expect(sockets).toBe(0);
  });

  it('puts its own sinks in the place of what the configuration names', () => {
    const { config } = loadRehearsal(tiny.folder);
    const { notices, names } = withPorts(
      elsewhere(config, { mail: true, sms: true }),
      { smtp: 25 },
      SINKS,
    );
    expect(notices.smtp).toMatchObject({ host: '127.0.0.1', port: 25 });
    expect(notices.sms?.gateway).toBe(SINKS.smsGateway);
    expect(notices.bounces?.maildir).toBe(SINKS.bounceFolder);
    expect(names.listen).toBe('127.0.0.1');
  });

  it('turns names at its own name server, though its owner’s is configured', () => {
    const { config } = loadRehearsal(tiny.folder);
    const key = { name: 'k', algorithm: 'hmac-sha256', secretFile: 'k' } as const;
    const rfc2136 = { server: ELSEWHERE, port: 53, key };
    const own = { ...config, names: { ...config.names, rfc2136 } };
    expect(withPorts(own, {}, SINKS).names.rfc2136).toBeUndefined();
    // Nor where a configuration was not rewritten: it would read the key's file first.
    expect(openPorts(homeOf(own), systemClock).dns.turnsByHealth).toBeUndefined();
  });

  it.each([
    ['an origin', /addresses: \[127\.\d+\.110\.1\]/, `addresses: [${ELSEWHERE}]`],
    ['a mirror', /addresses: \[127\.\d+\.130\.1\]/, `addresses: [${ELSEWHERE}]`],
    ['a vantage', /sourceAddress: 127\.\d+\.120\.1/, `sourceAddress: ${ELSEWHERE}`],
    ['the console', /(console:\n {2}listen: )127\.0\.0\.1/, `$1${ELSEWHERE}`],
    ['the console on every address', /(console:\n {2}listen: )127\.0\.0\.1/, '$10.0.0.0'],
  ])('with %s elsewhere does not begin', async (_, from, to) => {
    await tiny.edit('preau.yaml', (text) => {
      expect(text).toMatch(from);
      return text.replace(from, to);
    });
    const begun = async () =>
      runRehearsal({
        rehearsal: loadRehearsal(tiny.folder),
        dataFolder: tiny.data,
        fresh: true,
        tell: () => undefined,
      });
    await expect(begun()).rejects.toThrow(refused);
    expect(sockets).toBe(0);
  });
});

const aMail = {
  key: 'k',
  to: 'chef@ecole.example',
  subject: 's',
  text: 't',
  html: '<p>t</p>',
  messageId: '<k@preau.example>',
  references: [],
  unsubscribeUrl: 'https://x.example/',
  language: 'fr',
} as const;

const anSms = { key: 'k', to: '+33639980000', text: 't', sender: 'PREAU', ttlSec: 60 };

const elsewhere = (
  config: Config,
  { mail = false, sms = false }: { readonly mail?: boolean; readonly sms?: boolean },
): Config => {
  const host = (moved: boolean) => (moved ? ELSEWHERE : '127.0.0.1');
  const gateway = `http://${host(sms)}:9/send?to={to}&text={text}`;
  const { notices } = config;
  return {
    ...config,
    notices: {
      ...notices,
      smtp: { ...notices.smtp, security: 'none', host: host(mail), port: 9 },
      ...(notices.sms && { sms: { ...notices.sms, gateway } }),
    },
  };
};

const homeOf = (config: Config) => ({
  config,
  dataFolder: folder,
  names: { dnsPort: 1, controlPort: 1, token: '' },
  caPem: null,
  accessLogs: {},
  rehearsal: {
    from: epochMs(0),
    realFromMs: 0,
    pace: 60,
    calmLeadMs: 0,
    inboxFile: join(folder, 'sinks.sqlite'),
  },
});
