// Goal: one secret, one key, whoever reads it; a wrong secret is refused unshown. Method: sign and check.
import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { mirrorSecretKey } from '../../../adapters/aws/mirror-secret-key.ts';
import { signatureFault } from '../../../adapters/local/mirror/key.ts';
import type { Manifest } from '../../../core/mirror/manifest.ts';
import { epochMs, platformId } from '../../../core/units.ts';

const LETTERS = 'k7Q'.repeat(20);
const manifest: Manifest = {
  version: 1,
  platform: platformId('ent'),
  buildId: '0123456789abcdef',
  builtAt: epochMs(0),
  title: 't',
  licence: '',
  attribution: '',
  files: [],
  aliases: {},
};
const pemOf = (kind: 'ed25519' | 'x25519') =>
  generateKeyPairSync(kind as 'ed25519')
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();

test('random letters give the same key each time, and other letters another', () => {
  const signed = mirrorSecretKey(LETTERS).sign(manifest);
  expect(signatureFault(signed, mirrorSecretKey(LETTERS).publicPem)).toBeNull();
  expect(signatureFault(signed, mirrorSecretKey(`${LETTERS}x`).publicPem)).toBe('signature');
});

test('a key of one’s own is taken as it is', () => {
  const pem = pemOf('ed25519');
  expect(signatureFault(mirrorSecretKey(pem).sign(manifest), pem)).toBeNull();
});

test.each([
  ['nothing', ''],
  ['too few letters', 'motdepasse'],
  ['another kind of key', pemOf('x25519')],
  ['a broken PEM', '-----BEGIN PRIVATE KEY-----\nmotdepasse\n-----END PRIVATE KEY-----'],
])('%s is refused, and not shown', (_, secret) => {
  expect(() => mirrorSecretKey(secret)).toThrow(/at least 43 random letters/);
  expect(() => mirrorSecretKey(secret)).not.toThrow(/motdepasse/);
});
