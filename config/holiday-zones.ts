/**
 * The zones of the official school calendar, as it writes them. Every académie of data/academies.csv
 * is in one.
 */
export const HOLIDAY_ZONES = [
  'Zone A',
  'Zone B',
  'Zone C',
  'Corse',
  'Guadeloupe',
  'Martinique',
  'Guyane',
  'Réunion',
  'Mayotte',
  'Saint Pierre et Miquelon',
  'Nouvelle Calédonie',
  'Polynésie',
  'Wallis et Futuna',
] as const;
