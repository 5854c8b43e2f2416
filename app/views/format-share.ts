/** A part in [0, 1] as people read it: `37 %` in French, `37%` in English, whole percents. */
export function formatShare(share: number, language: 'fr' | 'en'): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(
    share,
  );
}
