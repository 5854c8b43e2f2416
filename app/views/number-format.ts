const KINDS = {
  plain: {},
  percent: { style: 'percent', maximumFractionDigits: 0 },
  euros: { style: 'currency', currency: 'EUR' },
} as const satisfies Record<string, Intl.NumberFormatOptions>;

/** Two languages of three kinds. */
const known = new Map<string, Intl.NumberFormat>();

/**
 * How numbers are written for people: as they are, as whole percents of a part in [0, 1], as euros. Made
 * once each: a formatter costs far more to make than to use.
 */
export function numberFormat(language: 'fr' | 'en', kind: keyof typeof KINDS): Intl.NumberFormat {
  const key = `${language} ${kind}`;
  const format = known.get(key) ?? new Intl.NumberFormat(language, KINDS[kind]);
  known.set(key, format);
  return format;
}
