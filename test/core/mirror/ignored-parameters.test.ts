// Goal: no mirror holds a parameter that lets somebody in, and no address is told apart by one that means nothing.
// Method: the names by table, in any case, through the one form of an address; values that give themselves away.
import { describe, expect, it } from 'vitest';
import { canonicalAddress } from '../../../core/mirror/alias.ts';
import { isSecretPair } from '../../../core/mirror/crawl/secret-value.ts';
import { IGNORED_PARAMETERS, IGNORED_PREFIX } from '../../../core/mirror/ignored-parameters.ts';
import { withoutPassword } from '../../../core/mirror/without-password.ts';

const NAMES =
  'access_key access_token accesstoken api_key apikey auth auth_token authkey authorization authtoken awsaccesskeyid client_secret exporttoken id_token jwt key-pair-id logintoken passwd password privatetoken pwd refresh_token secret session_id sessionid sid sig signature token usertoken wstoken x-amz-algorithm x-amz-credential x-amz-date x-amz-expires x-amz-security-token x-amz-signature x-amz-signedheaders x-goog-algorithm x-goog-credential x-goog-date x-goog-expires x-goog-signature x-goog-signedheaders fbclid gclid jsessionid lang phpsessid sesskey ticket'.split(
    ' ',
  );

describe('a parameter that nobody needs', () => {
  it.each(NAMES)('%s is in no address', (name) => {
    expect(canonicalAddress(`/a?${name}=x&id=1&${name.toUpperCase()}`)).toBe('/a?id=1');
    expect(canonicalAddress(`/a?x${name}=1`)).toBe(`/a?x${name}=1`);
    expect(canonicalAddress(`/a?${name}x=1`)).toBe(`/a?${name}x=1`);
  });
  it('of a campaign is in none either', () => {
    expect(canonicalAddress('/a?utm_source=x&UTM_=y&utm=z')).toBe('/a?utm=z');
  });
  it('is one of a list that has no other', () => {
    expect([...IGNORED_PARAMETERS].toSorted()).toEqual(NAMES.toSorted());
    expect(IGNORED_PREFIX).toBe('utm_');
  });
});

describe('a value that gives itself away', () => {
  const LONG = 'abcdefghijklmno1';
  it.each('code hash hmac k key pass session state t tk'.split(' '))('of %s is secret', (name) => {
    expect(isSecretPair(`${name}=${LONG}`)).toBe(true);
    expect(isSecretPair(`${name.toUpperCase()}=${LONG}`)).toBe(true);
    expect(isSecretPair(`x${name}=${LONG}`)).toBe(false);
  });
  it.each([
    ['', false],
    ['abcdefghijklmn1', false],
    ['abcdefghijklmnop', false],
    ['abcdefghijklmnoP', false],
    ['abcdefghijkLmnoP', true],
    ['ABcdefghijklmnop', true],
    ['abc-defGhijklMno', false],
    ['1bcdefghijklmnop', true],
    ['a+b/c=d.e~f-g_h1', true],
    ['a%2Fb%3Dc%20def1', false],
    ['a%2Fb%3Dc%2fdefghijkl1', true],
    ['a%zzb%3Dc%2fdefghijkl1', false],
    ['abcdefgh jklmno1', false],
    ['ab%2Fcdefghijklm1', false],
    ['éabcdefghijklmn1', false],
    ['abcdefghijklmn1é', false],
  ])('%j is secret: %s', (value, expected) => {
    expect(isSecretPair(`key=${value}`)).toBe(expected);
  });
  it('has a name', () => {
    expect(isSecretPair(LONG)).toBe(false);
    expect(isSecretPair(`=${LONG}`)).toBe(false);
    expect(isSecretPair(`${LONG}=key`)).toBe(false);
  });
});

it.each([
  ['https://a.example/b', 'https://a.example/b'],
  ['https://camille:secret@a.example/b', '…@a.example/b'],
  ['https://c@d:e@a.example', '…@a.example'],
  ['@a', '…@a'],
  ['', ''],
])('%s is shown as %s', (address, shown) => {
  expect(withoutPassword(address)).toBe(shown);
});
