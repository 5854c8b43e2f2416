// Goal: who acts is told by the token alone, with no more rights than it gives, and never by an
// address. Method: claims as Cognito, Keycloak and Entra ID give them and an HTTP API writes them.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochMs } from '../../core/units.ts';
import { ROLES } from '../../app/views/role.ts';
import { readPerson } from '../../lambdas/console/read-person.ts';

const AUDIENCE = { issuer: 'https://login.example/realms/preau', clientId: 'preau-console' };
const NOW = epochMs(1_799_739_060_000);
const claims = (over: Readonly<Record<string, unknown>> = {}) => ({
  iss: AUDIENCE.issuer,
  aud: AUDIENCE.clientId,
  sub: '5fe435b5-cbbc-8500-6b07-1ebaaaaaaaaa',
  exp: '1799742660',
  iat: '1799739060',
  name: 'A. Martin',
  ...over,
});
const read = (over?: Readonly<Record<string, unknown>>) => readPerson(claims(over), AUDIENCE, NOW);

describe('a token', () => {
  test('of this issuer and client, and still good, is taken', () => {
    expect(read()).toEqual({ role: 'viewer', name: 'A. Martin' });
    expect(read({ aud: '[account preau-console]' })).not.toBe(null);
    expect(read({ aud: ['account', 'preau-console'] })).not.toBe(null);
    expect(read({ exp: 1_799_742_660 })).not.toBe(null);
    expect(read({ exp: '1.79974266E9' })).not.toBe(null);
    expect(read({ aud: undefined, client_id: 'preau-console' })).not.toBe(null);
  });

  test.each([
    ['of another issuer', { iss: 'https://login.example/realms/other' }],
    ['for another client', { aud: 'other' }],
    ['for a client whose name only begins so', { aud: 'preau-console-2' }],
    ['for another client, whatever its client_id', { aud: 'other', client_id: 'preau-console' }],
    ['for nobody', { aud: undefined }],
    ['that has ended', { exp: '1799739060' }],
    ['whose end is no instant', { exp: 'never' }],
    ['without end', { exp: undefined }],
    ['of nobody', { sub: '' }],
  ])('%s is not', (_name, over) => {
    expect(read(over)).toBe(null);
  });

  test('that is anything at all is taken or not, and never more than it says', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.dictionary(fc.constantFrom(...Object.keys(claims()), 'groups'), fc.jsonValue()),
        (any, over) => {
          expect(readPerson(any, AUDIENCE, NOW)).toBe(null);
          const person = read(over);
          expect([null, ...ROLES]).toContain(person?.role ?? null);
        },
      ),
    );
  });
});

describe('a role', () => {
  test.each([
    [{ preau_role: 'operator' }, 'operator'],
    [{ preau_role: 'administrator' }, 'administrator'],
    [{ preau_role: 'viewer' }, 'viewer'],
    [{ preau_role: 'root' }, 'viewer'],
    [{ groups: '[staff preau-operator]' }, 'operator'],
    [{ groups: ['/preau-operator'] }, 'operator'],
    [{ 'cognito:groups': '[preau-viewer preau-administrator preau-operator]' }, 'administrator'],
    [{ roles: 'preau-operator' }, 'operator'],
    [{ groups: 'staff,preau-operator' }, 'operator'],
    [{ groups: '[operator administrator]' }, 'viewer'],
    [{ groups: '[not-preau-operator preau-operators]' }, 'viewer'],
    [{ preau_role: 'preau-operator' }, 'viewer'],
  ])('of %j is %s', (over, role) => {
    expect(read(over)?.role).toBe(role);
  });
});

describe('a name', () => {
  test.each([
    [{ name: '  Anne \n Martin ' }, 'Anne Martin'],
    [{ name: undefined, preferred_username: 'a.martin' }, 'a.martin'],
    [{ name: 'a.martin@region.example', preferred_username: 'amartin' }, 'amartin'],
    [{ name: '+33 6 12 34 56 78', preferred_username: 'amartin' }, 'amartin'],
    [{ name: undefined, preferred_username: 'a@region.example' }, claims().sub],
    [{ name: undefined, sub: '106912345678901234567' }, '106912345678901234567'],
    [{ name: 'x'.repeat(200) }, 'x'.repeat(80)],
  ])('of %j is %s', (over, name) => {
    expect(read(over)?.name).toBe(name);
  });

  test('is a digest where there is nothing but addresses, the same for the same person', () => {
    const only = { name: undefined, sub: 'a@region.example' };
    expect(read(only)?.name).toMatch(/^compte [0-9a-f]{12}$/);
    expect(read(only)).toEqual(read(only));
    expect(read(only)).not.toEqual(read({ ...only, sub: 'b@region.example' }));
  });

  test('is one line and no address, whatever the provider says', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, fc.string({ minLength: 1 }), (name, username, sub) => {
        const person = read({ name, preferred_username: username, sub });
        expect(person?.name).toMatch(/^[^\p{Cc}@]{1,80}$/u);
      }),
    );
  });
});
