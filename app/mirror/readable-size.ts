/** A page may name a hundred sizes, and to make a formatter takes as long as to clean a paragraph. */
const NUMBERS = { fr: numbers('fr'), en: numbers('en') };

function numbers(
  language: 'fr' | 'en',
): readonly [whole: Intl.NumberFormat, tenths: Intl.NumberFormat] {
  const of = (maximumFractionDigits: number): Intl.NumberFormat =>
    new Intl.NumberFormat(language, { maximumFractionDigits });
  return [of(0), of(1)];
}

/** A number of bytes as people read it. */
export function readableSize(bytes: number, language: 'fr' | 'en'): string {
  const units = language === 'fr' ? ['o', 'ko', 'Mo', 'Go'] : ['B', 'kB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  const [whole, tenths] = NUMBERS[language];
  const number = (value < 10 && unit > 0 ? tenths : whole).format(value);
  return `${number} ${units[unit]}`;
}
