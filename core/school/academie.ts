import { foldName } from './fold-name.ts';

/** One académie, or the service that stands for one overseas. A row of data/academies.csv. */
export interface Academie {
  readonly code: string;
  /** As the directory writes it: `Orléans-Tours`, `Polynésie Française`. */
  readonly name: string;
  /** Three characters each; every department belongs to one académie. */
  readonly departments: readonly string[];
  /** As the official calendar calls it: `Zone C`, `Martinique`. */
  readonly holidayZone: string;
}

/** The académies, found by either of the two things that a directory tells of them. */
export interface AcademieIndex {
  /** @returns the académie of that name, compared without case nor accents, or null */
  named(name: string): Academie | null;
  /** @returns the académie that a department of three characters belongs to, or null */
  ofDepartment(department: string): Academie | null;
}

/** Fold and index the table once: a directory asks tens of thousands of times. */
export function indexAcademies(academies: readonly Academie[]): AcademieIndex {
  const byName = new Map(academies.map((academie) => [foldName(academie.name), academie]));
  const byDepartment = new Map(
    academies.flatMap((academie) => academie.departments.map((code) => [code, academie] as const)),
  );
  return {
    named: (name) => byName.get(foldName(name)) ?? null,
    ofDepartment: (department) => byDepartment.get(department) ?? null,
  };
}
