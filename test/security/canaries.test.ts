// Goal: a secret is said nowhere: by no command, in no file that is made, in no reason that is kept (P10).
// Method: canaries in every place of a configuration where a secret stands, then commands that succeed and
// commands that fail, in both languages, and all that they say and write searched for each canary.
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { anyHost, loopbackOnly } from '../../adapters/local/loopback-guard.ts';
import { createSmtpMail } from '../../adapters/local/mail.ts';
import { askAgent } from '../../adapters/local/remote-prober-ask.ts';
import { createGatewaySms } from '../../adapters/local/sms.ts';
import type { MailMessage, SmsMessage } from '../../app/ports.ts';
import { readConfig } from '../../config/read-config.ts';
import { epochMs } from '../../core/units.ts';
import { listen } from '../../web/http/listen.ts';
import { type } from '../cli/a-terminal.ts';
import { aConfig } from '../config/a-config.ts';
import { morningFolder } from '../fixtures/morning-folder.ts';

const SECRETS = {
  password: 'canari-du-relais-5512',
  gateway: 'canari-de-passerelle-8841',
  receipts: 'canari-des-recus-0123456789-abcdef-7734',
  vantage: 'canari-de-la-vigie',
  login: 'canari-de-la-console-0123456789-abcdef-9917',
} as const;
const PHONE = '+33639980037';
const MAIL = 'ce.0350001y@canari.example';

let folder = '';
const at = (name: string): string => join(folder, name);
/** Every secret as it may be said: as it is, in a URL, in base64, in hexadecimal. */
let canaries: readonly string[] = [];

const spelt = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(secret).toString('hex'),
];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preau-canaries-'));
  const secretFile = (name: string, content: string): string => {
    writeFileSync(at(name), content, { mode: 0o600 });
    return name;
  };
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  canaries = [...Object.values(SECRETS).flatMap(spelt), pem.split('\n')[3] ?? 'no key'];
  mkdirSync(at('lecons'));
  writeFileSync(at('lecons/un.html'), '<h1>Un</h1><p>Le cours.</p>');
  const text = aConfig({
    'notices.smtp': {
      host: 'localhost',
      port: 1,
      user: 'preau',
      passwordVariable: 'CANARY_PASSWORD',
      dkim: { selector: 'preau', keyFile: secretFile('dkim.pem', pem) },
    },
    'notices.sms.gateway': `http://localhost:1/sms?key=${SECRETS.gateway}&to={to}&text={text}`,
    'notices.sms.receipts': { secretFile: secretFile('recus', SECRETS.receipts) },
    'vantages.1.agent': {
      url: 'http://127.0.0.1:1',
      keyFile: secretFile('vigie', Buffer.from(SECRETS.vantage.padEnd(32, '.')).toString('base64')),
    },
    'console.login': {
      hostname: 'console.region.example',
      secretFile: secretFile('console', SECRETS.login),
    },
    aws: undefined,
  });
  writeFileSync(at('preau.yaml'), text);
  writeFileSync(at('tronquee.yaml'), `${text}\n  : [`);
  const tree = parse(text) as { notices: { sms: { gateway: string } } };
  tree.notices.sms.gateway = `ftp://localhost/sms?key=${SECRETS.gateway}`;
  writeFileSync(at('fausse.yaml'), JSON.stringify(tree));
  writeFileSync(at('annuaire.csv'), DIRECTORY);
  await morningFolder(at('data'), 6);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

const DIRECTORY = `Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Nom_commune;Code_commune;Code_departement;Libelle_academie;Telephone;Mail;etat
0350001Y;Collège des Landes;Collège;Rennes;35238;035;Rennes;06 39 98 00 37;${MAIL};OUVERT
`;

const said = (text: string): readonly string[] =>
  canaries.filter((canary) => text.toLowerCase().includes(canary.toLowerCase()));

test('the configuration is one that is read, so that its secrets are at work', () => {
  const read = readConfig(readFileSync(at('preau.yaml'), 'utf8'), { language: 'en' });
  expect(read.kind === 'read' ? [] : read.problems).toEqual([]);
});

const COMMANDS: readonly (readonly string[])[] = [
  ['check', 'preau.yaml'],
  ['check', 'preau.yaml', '--json'],
  ['check', 'fausse.yaml'],
  ['check', 'fausse.yaml', '--json'],
  ['check', 'tronquee.yaml'],
  ['cost', 'preau.yaml'],
  ['cost', 'preau.yaml', '--json'],
  ['schools', 'import', 'annuaire.csv', '--data', 'data'],
  ['schools', 'import', 'absent.csv', '--data', 'data'],
  ['notice', 'preview', 'preau.yaml'],
  ['notice', 'plan', 'preau.yaml', '--data', 'data'],
  ['notice', 'tasks', '--data', 'data', '--json'],
  ['cause', 'explain', '--data', 'data'],
  ['explain', '--data', 'data'],
  ['journal', 'verify', '--data', 'data'],
  ['journal', 'verify', '--data', 'absent'],
  ['dossier', 'export', '--data', 'data', '--json'],
  ['dossier', 'verify', 'preau.yaml'],
  ['health', '--data', 'data'],
  ['health', '--data', 'data', '--json'],
  ['shelter', 'ent', '--data', 'data', '--reason', 'essai', '--yes'],
  ['start', 'fausse.yaml', '--data', 'data'],
  ['start', 'tronquee.yaml', '--data', 'data'],
  ['names', 'status', '--data', 'data'],
];

const FILES = /\.(?:yaml|csv)$|^(?:data|absent)$/;

test('no command says a secret, whatever comes of it', { timeout: 300_000 }, async () => {
  const codes = new Set<number>();
  for (const words of COMMANDS)
    for (const LANG of ['fr_FR.UTF-8', 'en_GB.UTF-8']) {
      const line = words.map((word) => (FILES.test(word) ? at(word) : word));
      const env = { LANG, USER: 'essai', CANARY_PASSWORD: SECRETS.password };
      const { exitCode, out, err } = await type(line, { env });
      codes.add(exitCode);
      expect([words.join(' '), said(out + err)]).toEqual([words.join(' '), []]);
    }
  // Some did what they were asked, and some failed.
  expect(codes.size).toBeGreaterThan(1);
  expect(codes).toContain(0);
});

test('no file that a home or a command leaves holds a secret, nor a journal a person', () => {
  const files = readdirSync(at('data'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) {
    const text = readFileSync(file).toString('latin1');
    expect([file, said(text)]).toEqual([file, []]);
    if (!/journal|dossier|observations/.test(file)) continue;
    expect([file, text.includes(MAIL), text.includes(PHONE)]).toEqual([file, false, false]);
  }
});

const message = { to: PHONE, text: 'essai', sender: 'PREAU', key: 'a/sms/b', ttlSec: 60 };

test('a gateway, a relay and an agent that fail leave no secret and no person in their reasons', async () => {
  // A gateway that says again all that it was asked.
  const server = createServer((request, response) => {
    response.writeHead(400).end(`refused: ${request.url} ${JSON.stringify(request.headers)}`);
  });
  const port = await listen(server, '127.0.0.1', 0);
  const reasons: unknown[] = [];
  for (const host of [`127.0.0.1:${port}`, '127.0.0.1:1']) {
    const sms = createGatewaySms({
      url: `http://${host}/sms?key=${SECRETS.gateway}&to={to}&text={text}`,
      authorization: `Bearer ${SECRETS.receipts}`,
      guard: anyHost,
      timeoutMs: 2_000,
    });
    reasons.push(await sms.send(message as SmsMessage));
    await sms.close();
  }
  const mail = createSmtpMail({
    host: '127.0.0.1',
    port: 1,
    from: 'Préau <a@preau.example>',
    auth: { user: 'preau', pass: SECRETS.password },
    guard: loopbackOnly,
    timeoutMs: 1_000,
    clock: { now: () => epochMs(0) },
  });
  const letter = { to: MAIL, subject: 's', text: 't', html: '<p>t</p>', messageId: '<a@b>' };
  const more = { references: [], language: 'fr', unsubscribeUrl: 'https://a.example', key: 'a' };
  reasons.push(await mail.send({ ...letter, ...more } as unknown as MailMessage));
  mail.close();
  const agent = { url: 'http://127.0.0.1:1', key: Buffer.from(SECRETS.vantage), guard: anyHost };
  reasons.push(await askAgent(agent, [], { now: () => epochMs(0) }));
  server.closeAllConnections();
  server.close();
  const text = JSON.stringify(reasons);
  expect(reasons).toHaveLength(4);
  expect(text).toMatch(/HTTP 400/);
  expect([said(text), text.includes(PHONE.slice(1)), text.includes(MAIL)]).toEqual([
    [],
    false,
    false,
  ]);
});
