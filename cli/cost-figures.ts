import type { CostLine } from '../config/cost/cost-line.ts';
import type { Language } from './language.ts';

/** A number with at most so many digits after the comma; money always has all of them. */
export const figure = (value: number, digits: number, language: Language): string =>
  new Intl.NumberFormat(language, {
    maximumFractionDigits: digits,
    minimumFractionDigits: digits === 2 ? 2 : 0,
  })
    .format(value)
    // A column counts one for each, and terminals draw a space of one width.
    .replaceAll(/[\u00a0\u202f]/g, ' ');

/** `12,30 €`, `€12.30` */
export const euros = (amount: number, language: Language): string =>
  language === 'fr' ? `${figure(amount, 2, language)} €` : `€${figure(amount, 2, language)}`;

const BUNDLES: Readonly<Record<number, string>> = { 1_000: 'k', 10_000: '10k', 1_000_000: 'M' };

/** The price of one, of a thousand (`/k`), of ten thousand or of a million (`/M`). */
export function unitPrice({ unitEuros, per }: CostLine, language: Language): string {
  const price = new Intl.NumberFormat(language, { maximumSignificantDigits: 4 }).format(unitEuros);
  const bundle = BUNDLES[per];
  return bundle === undefined ? price : `${price}/${bundle}`;
}
