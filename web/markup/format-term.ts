const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** A duration as preau.yaml writes it, in the largest unit that says it whole: `90 s`, `4 h`. */
export function formatTerm(ms: number, language: 'fr' | 'en'): string {
  const [unit, length] = UNITS.find(([, one]) => ms >= one && ms % one === 0) ?? ['ms', 1];
  return `${ms / length} ${unit === 'd' && language === 'fr' ? 'j' : unit}`;
}
