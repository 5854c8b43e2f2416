import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openLogin } from '../../home/open-login.ts';

// Goal: a login before the console counts only by a secret that nobody else can know.
// Method: files of every wrong kind.

const folder = mkdtempSync(join(tmpdir(), 'preau-login-'));
afterAll(() => rmSync(folder, { recursive: true }));

const open = (text: string, mode = 0o600) => {
  const secretFile = join(folder, `secret-${text.length}-${mode}`);
  writeFileSync(secretFile, text, { mode });
  const login = {
    hostname: 'Console.Example',
    secretFile,
    personHeader: 'x-forwarded-user',
    groupsHeader: 'x-forwarded-groups',
  };
  return openLogin({ listen: '127.0.0.1', port: 8_008, login });
};

test('is known by its secret and its name', () => {
  expect(open(`${'s'.repeat(32)}\n`)).toEqual({
    names: ['console.example'],
    login: {
      personHeader: 'x-forwarded-user',
      groupsHeader: 'x-forwarded-groups',
      secret: 's'.repeat(32),
    },
  });
  expect(openLogin({ listen: '127.0.0.1', port: 8_008 })).toEqual({});
});

test.each([
  ['too short', 's'.repeat(15), 0o600, 'got 15'],
  ['too long', 's'.repeat(201), 0o600, 'got 201'],
  ['others may read', 's'.repeat(32), 0o644, 'chmod 600'],
])('a secret that is %s is refused', (_name, text, mode, said) => {
  expect(() => open(text, mode)).toThrow(said);
});
