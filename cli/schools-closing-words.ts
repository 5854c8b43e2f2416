import type { FileReport } from '../app/schools/import-report.ts';
import type { StoreChanges } from '../app/schools/school-store.ts';
import type { SchoolType } from '../core/school/school.ts';

/** Chosen: a wrong file is known by three doubts as well as by a hundred. */
const DOUBTED_SHOWN = 3;

export type Say = (fr: string, en: string) => string;
export type Count = (value: number) => string;

const TYPES = {
  ecole: { fr: 'écoles', en: 'primary schools' },
  college: { fr: 'collèges', en: 'collèges' },
  lycee: { fr: 'lycées', en: 'lycées' },
  erea: { fr: 'EREA', en: 'EREA' },
  other: { fr: 'autres organismes', en: 'other bodies' },
} as const satisfies Readonly<Record<SchoolType, { readonly fr: string; readonly en: string }>>;

/** Why nobody is closed for being missing from a file, where that is so. */
export function describeIncomplete(file: FileReport, say: Say, n: Count): readonly string[] {
  const { announced = 0, rows, unnamedRows } = file;
  return [
    ...(announced > rows
      ? [
          say(
            `  ${n(announced)} annoncés : c’est une page de réponses, pas tout l’annuaire. Aucun absent n’est fermé. Téléchargez l’export.`,
            `  ${n(announced)} announced: this is a page of answers, not the whole directory. None that is missing is closed. Download the export.`,
          ),
        ]
      : []),
    ...(unnamedRows > 0
      ? [
          say(
            `  ${unnamedRows === 1 ? '1 ligne ne dit' : `${n(unnamedRows)} lignes ne disent`} pas de quel établissement elle${unnamedRows === 1 ? ' parle' : 's parlent'} : aucun absent n’est fermé. Corrigez le fichier.`,
            `  ${unnamedRows === 1 ? '1 row does' : `${n(unnamedRows)} rows do`} not say of which school: none that is missing is closed. Mend the file.`,
          ),
        ]
      : []),
  ];
}

/** Of which schools so much is missing that none is closed. */
export function describeDoubted(
  doubted: StoreChanges['doubted'],
  say: Say,
  n: Count,
): readonly string[] {
  const more = doubted.length - DOUBTED_SHOWN;
  return [
    ...doubted
      .slice(0, DOUBTED_SHOWN)
      .map(({ department, type, known, missing }) =>
        say(
          `  département ${department}, ${TYPES[type].fr} : ${n(missing)} sur ${n(known)} ${missing === 1 ? 'manque' : 'manquent'} au fichier. C’est trop pour être vrai : aucun n’est fermé. Vérifiez le fichier.`,
          `  department ${department}, ${TYPES[type].en}: ${n(missing)} of ${n(known)} ${missing === 1 ? 'is' : 'are'} missing from the file. Too many to be true: none is closed. Check the file.`,
        ),
      ),
    ...(more > 0
      ? [
          say(
            `  … et le même doute pour ${n(more)} ${more === 1 ? 'autre type' : 'autres types'} d’établissements d’un département`,
            `  … and the same doubt about ${n(more)} more ${more === 1 ? 'type' : 'types'} of schools of a department`,
          ),
        ]
      : []),
  ];
}
