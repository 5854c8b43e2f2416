import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readTsigSecret } from '../../../../adapters/local/rfc2136/read-tsig-secret.ts';

// Goal: a secret is read from a file that its owner alone may read, and is told to nobody.
// Method: files in a folder of their own.

const SECRET = Buffer.from('un secret de trente-deux octets!').toString('base64');
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-secret-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(text: string, mode = 0o600): string {
  const path = join(folder, 'cle');
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

describe('a TSIG secret', () => {
  test.each([
    ['alone', `${SECRET}\n`],
    [
      'as tsig-keygen writes it',
      `key "preau.cle" {\n\talgorithm hmac-sha256;\n\tsecret "${SECRET}";\n};\n`,
    ],
  ])('is read %s', (_, text) => {
    expect(readTsigSecret(file(text)).toString()).toBe('un secret de trente-deux octets!');
    expect(readTsigSecret(file(text, 0o400)).length).toBe(32);
  });

  test.skipIf(process.platform === 'win32').each([0o644, 0o640, 0o604, 0o660])(
    'that others may read is refused, mode %o',
    (mode) => {
      expect(() => readTsigSecret(file(SECRET, mode))).toThrow(/chmod 600/);
    },
  );

  test.each(['not base64!', 'c2hvcnQ=', `${SECRET} ${SECRET}`, 'secret "";'])(
    '"%s" is none, and the refusal does not hold it',
    (text) => {
      const reading = () => readTsigSecret(file(text));
      expect(reading).toThrow(/tsig-keygen/);
      expect(reading).not.toThrow(text);
    },
  );

  test('an empty file holds none', () => {
    expect(() => readTsigSecret(file('\n'))).toThrow(/got something else/);
  });

  test('an absent file, a folder and a large file are refused with their path', () => {
    const unreadable = expect.objectContaining({ code: 'file-unreadable' }) as Error;
    expect(() => readTsigSecret(join(folder, 'nothing'))).toThrow(unreadable);
    expect(() => readTsigSecret(folder)).toThrow(unreadable);
    expect(() => readTsigSecret(file('A'.repeat(5_000)))).toThrow(/5000 bytes/);
  });
});
