// Goal: a way out that is written later is not forgotten by the suite of doors (P10).
// Method: every file that opens a connection is listed here, with the door that it is part of or why a
// stranger cannot choose where it leads.
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const KNOWN: Readonly<Record<string, string>> = {
  'adapters/aws/fetch-gateway-sms.ts': 'door: SMS gateway on AWS',
  'adapters/local/sms.ts': 'door: SMS gateway',
  'adapters/local/feeds/fetch-bounded.ts': 'door: hosters’ feeds, heartbeat, login discovery',
  'adapters/local/guarded-post.ts': 'door: webhooks and pushes',
  'adapters/local/remote-prober-ask.ts': 'door: remote vantage',
  'adapters/local/dossier/stamp/ask-authority.ts': 'door: time stamps',
  'adapters/local/crawl/open-crawl.ts': 'door: crawler',
  'adapters/local/crawl/reach.ts': 'door: crawler',
  'adapters/local/probe/open-tcp.ts': 'door: probes',
  'adapters/local/probe/open-tls.ts': 'door: probes, over a socket that is open',
  'adapters/local/probe/ask-page.ts': 'door: probes, over a socket that is open',
  'adapters/local/probe/ask-name.ts': 'DNS alone, to resolvers and authorities',
  'adapters/local/dns-query.ts': 'DNS alone, to authorities',
  'adapters/local/dns-over-tcp.ts': 'DNS alone, to whom was asked by UDP',
  'adapters/local/rfc2136/tcp-link.ts': 'DNS alone, to the primary of the configuration, signed',
  'adapters/local/smtp-transport.ts':
    'SMTP to the relay of the configuration; its host is looked at',
  'adapters/local/dns.ts': 'this home’s own name server, on loopback',
  'adapters/local/doctor/ask-host.ts':
    'an operator’s command: one HEAD over TLS, to hosts of the configuration',
  'adapters/local/mirror/fit/mirror-asker.ts': 'an operator’s command, over TLS, to the mirror',
  'adapters/local/mirror/fit/look-at-certificate.ts': 'an operator’s command: a handshake alone',
  'home/deploy/ask-home.ts': 'this home, by the address in its own folder',
  'home/deploy/break-glass.ts': 'this home’s own name server, on loopback',
  'home/deploy/refuse-ports.ts': 'listens for a moment on this home’s own ports',
  'home/names/dns-server.ts': 'answers DNS: listens alone',
  'home/names/names-file.ts': 'this home’s own name server, on loopback',
  'home/names/probe-socket.ts': 'checks of origins: addresses of the configuration, never names',
  'lambdas/await-checks/answer.ts': 'CloudFormation’s own address, on Amazon’s hosts alone',
};
/** A rehearsal's stage: its crowds and its resolver stay on loopback. */
const STAGE = /^home\/(?:stage|rehearse|sinks)\//;
/** They run in a browser. */
const IN_BROWSER = /^(?:app\/mirror\/own-scripts|web\/status\/.*-script)\.ts$/;

const MODULE = /from '(?:undici[^']*|node:(?:https?|net|tls|dgram)|nodemailer\/lib\/smtp-pool)'/;
const OPENS = [
  /\b(?:requestHttps?|request|connect(?:Tcp|Tls)?|createSocket|createConnection)\(/,
  /new (?:Agent|SMTPPool|HttpAgent|Socket)\(/,
];

const opens = (path: string): boolean => {
  const text = readFileSync(path, 'utf8');
  const isOther = MODULE.test(text) && OPENS.some((pattern) => pattern.test(text));
  return isOther || /(?<![.\w])fetch\(/.test(text);
};

test('every file that opens a connection is part of a door, or says why it is none', () => {
  const files = globSync('{adapters,app,home,lambdas,cli,web}/**/*.ts').filter(
    (path) => !STAGE.test(path) && !IN_BROWSER.test(path) && !path.includes('/client/'),
  );
  const found = files.filter(opens).map((path) => path.replaceAll('\\', '/'));
  expect(found.filter((path) => !Object.hasOwn(KNOWN, path))).toEqual([]);
  expect(Object.keys(KNOWN).filter((path) => !found.includes(path))).toEqual([]);
});
