// Goal: mails that Préau signs itself verify by the public key, also when a thread carries them, and
// a key that others may read is refused. Method: a real sink, and the signature checked by hand from
// RFC 6376.
import { createHash, createVerify, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSmtpMail } from '../../../adapters/local/mail.ts';
import { readDkimKey } from '../../../adapters/local/read-dkim-key.ts';
import { epochMs } from '../../../core/units.ts';
import { openMessageStore } from '../../../home/sinks/message-store.ts';
import { type Sinks, startSinks } from '../../../home/sinks/start-sinks.ts';

const folder = mkdtempSync(join(tmpdir(), 'preau-dkim-'));
const keyFile = join(folder, 'dkim.pem');
let publicKey: KeyObject;
let sinks: Sinks;
beforeAll(async () => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  publicKey = pair.publicKey;
  writeFileSync(keyFile, pair.privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  sinks = await startSinks({ dataFolder: folder, address: '127.0.0.1' });
});
afterAll(async () => {
  await sinks.close();
  rmSync(folder, { recursive: true, force: true });
});

const message = (to: string) => ({
  key: 'k',
  to,
  subject: 'ENT indisponible : cours ailleurs',
  text: 'Bonjour,\n\nl’ENT ne répond pas.\n',
  html: '<p>Bonjour</p>',
  messageId: `<${to.slice(0, 3)}@preau.example>`,
  references: ['<root@preau.example>'],
  unsubscribeUrl: 'https://preau.example/stop/1',
  language: 'fr' as const,
});

const signer = (inThread: boolean) =>
  createSmtpMail({
    ...sinks.smtp,
    from: 'Préau <alertes@preau.example>',
    clock: { now: () => epochMs(Date.UTC(2021, 3, 6, 6, 45)) },
    dkim: { domain: 'preau.example', selector: 'p2026', privateKey: readDkimKey(keyFile) },
    inThread,
  });

describe.each([false, true])('a signed mail, carried by a thread: %s', (inThread) => {
  test('verifies by the public key', async () => {
    const to = inThread ? 'thr@ecole.example' : 'own@ecole.example';
    const mail = signer(inThread);
    expect((await mail.send(message(to))).kind).toBe('accepted');
    mail.close();
    expect(verifies(rawOf(to))).toBe(true);
    expect(verifies(rawOf(to).replace('indisponible', 'disponible'))).toBe(false);
    // RFC 8058 §4: without both under the signature, no mailbox offers to leave by one click.
    for (const field of ['List-Unsubscribe=One-Click', 'https://preau.example/stop/1'])
      expect(verifies(rawOf(to).replace(field, `${field}x`))).toBe(false);
  });
});

test('a thread that is closed leaves what it carries unknown, and takes nobody down', async () => {
  const mail = signer(true);
  const sent = mail.send(message('cut@ecole.example'));
  mail.close();
  expect((await sent).kind).toBe('unknown');
  expect((await mail.send(message('new@ecole.example'))).kind).toBe('accepted');
  mail.close();
});

describe('a key', () => {
  test.each([0o640, 0o604, 0o644])('of mode %o is refused, without a word of it', (mode) => {
    chmodSync(keyFile, mode);
    expect(() => readDkimKey(keyFile)).toThrow(/only its owner.*chmod 600/u);
    chmodSync(keyFile, 0o600);
  });

  test.each([
    ['no key', 'hello'],
    ['a short one', pemOf(512)],
    [
      'Ed25519, by which nothing would be signed',
      String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })),
    ],
  ])('that is %s is refused', (_, text) => {
    const file = join(folder, 'other.pem');
    writeFileSync(file, text, { mode: 0o600 });
    expect(() => readDkimKey(file)).toThrow(
      expect.objectContaining({
        code: 'config-invalid',
        message: expect.not.stringMatching(/MII/u),
      }),
    );
  });

  test('that is not there is named', () => {
    expect(() => readDkimKey(join(folder, 'none.pem'))).toThrow(
      expect.objectContaining({ code: 'file-unreadable' }),
    );
  });
});

function pemOf(bits: number): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  return String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
}

function rawOf(to: string): string {
  const store = openMessageStore(join(folder, 'sinks.sqlite'));
  const [listed] = store.list({ limit: 1, search: to });
  const raw = store.get(listed?.id ?? 0)?.raw.toString('latin1') ?? '';
  store.close();
  return raw;
}

/** RFC 6376 §3.4.2 and §3.4.4, relaxed/relaxed. */
function verifies(raw: string): boolean {
  const cut = raw.indexOf('\r\n\r\n');
  const fields = raw.slice(0, cut).split(/\r\n(?![ \t])/u);
  const fieldOf = (name: string) =>
    fields.findLast((field) => field.toLowerCase().startsWith(`${name}:`)) ?? '';
  const relaxed = (field: string) => {
    const colon = field.indexOf(':');
    const value = field
      .slice(colon + 1)
      .replaceAll('\r\n', '')
      .replaceAll(/[ \t]+/gu, ' ')
      .trim();
    return `${field.slice(0, colon).trim().toLowerCase()}:${value}`;
  };
  const signature = fieldOf('dkim-signature');
  const tag = (name: string) =>
    (new RegExp(`[;\\s]${name}=([^;]*)`, 'u').exec(signature)?.[1] ?? '').replaceAll(/\s/gu, '');
  const body = raw
    .slice(cut + 4)
    .replaceAll(/[ \t]+(?=\r\n)/gu, '')
    .replaceAll(/[ \t]+/gu, ' ')
    .replace(/(?:\r\n)*$/u, '\r\n');
  if (createHash('sha256').update(body, 'latin1').digest('base64') !== tag('bh')) return false;
  const signed = tag('h')
    .split(':')
    .map((name) => `${relaxed(fieldOf(name.toLowerCase()))}\r\n`);
  const own = relaxed(signature).replace(/(b=)[^;]*$/u, '$1');
  const verify = createVerify('RSA-SHA256').update(signed.join('') + own, 'latin1');
  return verify.verify(publicKey, tag('b'), 'base64');
}
