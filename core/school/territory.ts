/** Where a school's clocks and telephones belong. One row of data/territories.csv. */
export interface Territory {
  /** `Code_departement` in three characters, or `*` for metropolitan France and Corsica. */
  readonly department: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2: the country whose numbering rules hold there. */
  readonly country: string;
  /** The international prefix, without its `+`: `33`, `590`, `687`. */
  readonly callingCode: string;
  /** `FR` where the ten-digit plan of metropolitan France is dialled; else the territory's own. */
  readonly plan: string;
  readonly timeZone: string;
}

/** 001 to 095 without 020, and the two of Corsica. */
const METROPOLITAN = /^(?:0(?!00|20)[0-8]\d|09[0-5]|02[AB])$/;

/**
 * The territory of a department. From the department and never from the UAI: the prefix 987 is
 * Wallis and the department 987 is Tahiti, 22 hours of clock apart.
 *
 * @param department as {@link readDepartment} gives it
 * @returns null for a department that no row of the table knows
 */
export function territoryOf(
  department: string,
  territories: readonly Territory[],
): Territory | null {
  if (department === '*') return null;
  const code = METROPOLITAN.test(department) ? '*' : department;
  return territories.find((territory) => territory.department === code) ?? null;
}

/**
 * A department's code in the three characters of the directory: `31` and `031` give `031`, `1` (a
 * number in JSON) gives `001`, `2a` gives `02A`, `974` stays. What has no such shape comes back trimmed, and no table will know it.
 */
export function readDepartment(text: string): string {
  const code = text.trim().toUpperCase();
  return /^\d[\dAB]?$/.test(code) ? code.padStart(3, '0') : code;
}

/**
 * The department of a commune, from its INSEE code: `31483` is in `031`, `2A004` in `02A`, `97411`
 * in `974`.
 *
 * @returns the empty text when the code has no such shape
 */
export function departmentOfCommune(inseeCode: string): string {
  const code = inseeCode.trim().toUpperCase();
  if (!/^(?:\d{5}|2[AB]\d{3})$/.test(code)) return '';
  return /^9[78]/.test(code) ? code.slice(0, 3) : `0${code.slice(0, 2)}`;
}
