// Goal: a page that names the account is found however the name is written, and no other page is.
// Method: the ways in which sites write a name; a property over what stands around it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namesAccount } from '../../../../core/mirror/crawl/account-names.ts';

const NAMES = ['Hélène CANARI-Martin', 'helene@canari.fr'];

describe('an account', () => {
  it.each([
    'Connecté : Hélène CANARI-Martin.',
    'HELENE CANARI\u2010MARTIN',
    'He\u0301le\u0300ne\u00A0 canari-martin',
    'Hé\u00ADlène Canari-Martin',
    '<helene@canari.fr>',
  ])('is named by %j', (text) => {
    expect(namesAccount(NAMES, text)).toBe(true);
  });

  it.each([
    'Hélène',
    'Canari-Martinique avec Hélène',
    'xhelene@canari.fr',
    'helene@canari.frais',
    '',
  ])('is not named by %j', (text) => {
    expect(namesAccount(NAMES, text)).toBe(false);
  });

  it('is found wherever it stands, and an empty name is nobody’s', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        expect(namesAccount(NAMES, `${before} ${NAMES[0]} ${after}`)).toBe(true);
        expect(namesAccount(['', ' '], before)).toBe(false);
        expect(namesAccount([` ${NAMES[0]} `], `${before} ${NAMES[0]}`)).toBe(true);
      }),
    );
  });
});
