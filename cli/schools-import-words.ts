import type { FileReport, ImportReport } from '../app/schools/import-report.ts';
import type { Rejection } from '../app/schools/rejection.ts';
import type { StoreChanges } from '../app/schools/school-store.ts';
import { printable } from './printable.ts';
import { REJECTION_WORDS } from './schools-import-reasons.ts';

type Language = 'fr' | 'en';

/** Chosen: what fits on a screen; `--json` has them all. */
const REJECTED_SHOWN = 20;

const LOCALES = { fr: 'fr-FR', en: 'en-GB' } as const;

/** The report of an import for people, in plain lines. */
export function describeImport(report: ImportReport, language: Language): string {
  const say = (fr: string, en: string) => (language === 'fr' ? fr : en);
  const format = new Intl.NumberFormat(LOCALES[language]);
  const n = (value: number) => format.format(value);
  const rejected = report.files.flatMap((file) =>
    file.rejected.map((rejection) => ({ file, rejection })),
  );
  const shown = rejected.slice(0, REJECTED_SHOWN);
  const lines = [
    ...report.files.flatMap((file) => describeFile(file, say, n)),
    '',
    ...describeChanges(report.changes, say, n),
    ...(rejected.length === 0
      ? []
      : [
          '',
          say(
            `Valeurs écartées (${n(rejected.length)}) :`,
            `Values rejected (${n(rejected.length)}):`,
          ),
        ]),
    ...shown.map(({ file, rejection }) => describeRejection(file, rejection, language)),
    ...(rejected.length > shown.length
      ? [
          say(
            `  … et ${n(rejected.length - shown.length)} autres. Toutes : même commande avec --json.`,
            `  … and ${n(rejected.length - shown.length)} more. All of them: the same command with --json.`,
          ),
        ]
      : []),
    ...(report.dryRun
      ? ['', say('Essai à blanc : rien n’a été écrit.', 'Dry run: nothing was written.')]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

type Say = (fr: string, en: string) => string;
type Count = (value: number) => string;

function describeFile(file: FileReport, say: Say, n: Count): readonly string[] {
  const { email, mobile, landline } = file.contacts;
  const unit =
    file.places === 'records' ? say('enregistrements', 'records') : say('lignes', 'rows');
  const head = `${printable(file.file)}${say(' : ', ': ')}${n(file.rows)} ${unit}`;
  if (file.kind === 'attachments') {
    return [
      head,
      say(
        `  table de rattachement : ${n(file.entries)} rattachements, ${n(file.merged)} en double, ${n(file.rejectedRows)} lignes écartées`,
        `  table of attachments: ${n(file.entries)} attachments, ${n(file.merged)} twice, ${n(file.rejectedRows)} rows rejected`,
      ),
    ];
  }
  if (file.kind === 'contacts') {
    return [
      head,
      say(
        `  liste de volontaires : ${n(file.entries)} contacts (${n(mobile)} mobiles, ${n(email)} adresses), ${n(file.merged)} en double, ${n(file.rejectedRows)} lignes écartées`,
        `  opt-in list: ${n(file.entries)} contacts (${n(mobile)} mobiles, ${n(email)} addresses), ${n(file.merged)} twice, ${n(file.rejectedRows)} rows rejected`,
      ),
    ];
  }
  return [
    head,
    ...(file.announced !== undefined && file.announced > file.rows
      ? [
          say(
            `  ${n(file.announced)} annoncés : c’est une page de réponses, pas tout l’annuaire. Téléchargez l’export.`,
            `  ${n(file.announced)} announced: this is a page of answers, not the whole directory. Download the export.`,
          ),
        ]
      : []),
    say(
      `  ${n(file.schools)} écoles, collèges et lycées, ${n(file.otherBodies)} autres organismes, ${n(file.merged)} lignes d’un même UAI réunies, ${n(file.rejectedRows)} lignes écartées`,
      `  ${n(file.schools)} schools, ${n(file.otherBodies)} other bodies, ${n(file.merged)} rows of one UAI joined, ${n(file.rejectedRows)} rows rejected`,
    ),
    say(
      `  ${n(email)} adresses de courriel, ${n(landline)} téléphones fixes, ${n(mobile)} mobiles (qui ne reçoivent pas de SMS : il faut une liste de volontaires)`,
      `  ${n(email)} mail addresses, ${n(landline)} landlines, ${n(mobile)} mobiles (which get no SMS: that needs an opt-in list)`,
    ),
    ...(file.shared.email + file.shared.mobile + file.shared.landline > 0
      ? [
          say(
            `  dont communs à plusieurs établissements : ${n(file.shared.email)} adresses, ${n(file.shared.landline + file.shared.mobile)} téléphones (un seul message à chacun)`,
            `  of which several schools share ${n(file.shared.email)} addresses and ${n(file.shared.landline + file.shared.mobile)} numbers (one message to each)`,
          ),
        ]
      : []),
    ...(file.closing + file.opening > 0
      ? [
          say(
            `  à fermer : ${n(file.closing)}, à ouvrir : ${n(file.opening)}`,
            `  closing: ${n(file.closing)}, opening: ${n(file.opening)}`,
          ),
        ]
      : []),
  ];
}

function describeChanges(changes: StoreChanges, say: Say, n: Count): readonly string[] {
  const { added, changed, unchanged, reopened, gone } = changes;
  return [
    say(
      `Annuaire : ${n(added)} ajoutés, ${n(changed)} modifiés, ${n(unchanged)} inchangés, ${n(reopened)} rouverts, ${n(gone)} fermés (absents du fichier)`,
      `Directory: ${n(added)} added, ${n(changed)} changed, ${n(unchanged)} unchanged, ${n(reopened)} reopened, ${n(gone)} closed (no longer in the file)`,
    ),
    ...changes.doubted.map(({ department, known, missing }) =>
      say(
        `  département ${department} : ${n(missing)} établissements sur ${n(known)} manquent au fichier. C’est trop pour être vrai : aucun n’est fermé. Vérifiez le fichier.`,
        `  department ${department}: ${n(missing)} of ${n(known)} establishments are missing from the file. Too many to be true: none is closed. Check the file.`,
      ),
    ),
    ...(changes.contactsAdded + changes.contactsRemoved > 0
      ? [
          say(
            `Volontaires : ${n(changes.contactsAdded)} ajoutés, ${n(changes.contactsRemoved)} retirés`,
            `Opt-in contacts: ${n(changes.contactsAdded)} added, ${n(changes.contactsRemoved)} removed`,
          ),
        ]
      : []),
    ...(changes.attachmentsAdded + changes.attachmentsRemoved > 0
      ? [
          say(
            `Rattachements : ${n(changes.attachmentsAdded)} ajoutés, ${n(changes.attachmentsRemoved)} retirés`,
            `Attachments: ${n(changes.attachmentsAdded)} added, ${n(changes.attachmentsRemoved)} removed`,
          ),
        ]
      : []),
    ...(changes.attachmentsWithoutSchool > 0
      ? [
          say(
            `  ${n(changes.attachmentsWithoutSchool)} rattachements attendent un établissement qui n’est pas dans l’annuaire`,
            `  ${n(changes.attachmentsWithoutSchool)} attachments wait for a school that is not in the directory`,
          ),
        ]
      : []),
    ...(changes.contactsWithoutSchool > 0
      ? [
          say(
            `  ${n(changes.contactsWithoutSchool)} ne seront pas prévenus : leur établissement n’est pas dans l’annuaire`,
            `  ${n(changes.contactsWithoutSchool)} will not be told: their school is not in the directory`,
          ),
        ]
      : []),
  ];
}

function describeRejection(
  { file, places }: FileReport,
  rejection: Rejection,
  language: Language,
): string {
  const { line, uai, column, value, reason } = rejection;
  const place = [
    `${printable(file)}${places === 'records' ? ' #' : ':'}${line}`,
    printable(uai),
    printable(column),
  ]
    .filter((part) => part !== '')
    .join(' ');
  return `  ${place} « ${printable(value)} » ${REJECTION_WORDS[language][reason]}`;
}
