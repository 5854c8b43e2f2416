import type { FileReport, ImportReport } from '../app/schools/import-report.ts';
import type { Rejection } from '../app/schools/rejection.ts';
import type { StoreChanges } from '../app/schools/school-store.ts';
import {
  type Count,
  describeDoubted,
  describeIncomplete,
  type Say,
} from './schools-closing-words.ts';
import { printable } from './printable.ts';
import { REJECTION_WORDS } from './schools-import-reasons.ts';

type Language = 'fr' | 'en';

/** Chosen: what fits on a screen; `--json` has them all. */
const REJECTED_SHOWN = 20;

const LOCALES = { fr: 'fr-FR', en: 'en-GB' } as const;

/**
 * The report of an import for people, in plain lines.
 *
 * @param folder that it was kept in: a home reads the one it is started with, and no other
 */
export function describeImport(report: ImportReport, language: Language, folder: string): string {
  const say = (fr: string, en: string) => (language === 'fr' ? fr : en);
  const format = new Intl.NumberFormat(LOCALES[language]);
  const n = (value: number) => format.format(value);
  const rejected = report.files.flatMap((file) =>
    file.rejected.map((rejection) => ({ file, rejection })),
  );
  const shown = rejected.slice(0, REJECTED_SHOWN);
  const kept = printable(folder);
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
    '',
    report.dryRun
      ? say('Essai à blanc : rien n’a été écrit.', 'Dry run: nothing was written.')
      : say(`Enregistré dans le dossier ${kept}`, `Kept in the folder ${kept}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** `s` or nothing: French has its plural from two on, English for all but one. */
const plural = (say: Say, value: number): string =>
  say(value < 2 ? '' : 's', value === 1 ? '' : 's');

function describeFile(file: FileReport, say: Say, n: Count): readonly string[] {
  const { email, mobile } = file.contacts;
  const s = (value: number) => plural(say, value);
  const rejectedRows = say(
    `${n(file.rejectedRows)} ligne${s(file.rejectedRows)} écartée${s(file.rejectedRows)}`,
    `${n(file.rejectedRows)} row${s(file.rejectedRows)} rejected`,
  );
  const rows = plural(say, file.rows);
  const unit =
    file.places === 'records'
      ? say(`enregistrement${rows}`, `record${rows}`)
      : say(`ligne${rows}`, `row${rows}`);
  const head = `${printable(file.file)}${say(' : ', ': ')}${n(file.rows)} ${unit}`;
  if (file.kind === 'attachments') {
    return [
      head,
      say(
        `  table de rattachement : ${n(file.entries)} rattachement${s(file.entries)}, ${n(file.merged)} en double, ${rejectedRows}`,
        `  table of attachments: ${n(file.entries)} attachment${s(file.entries)}, ${n(file.merged)} twice, ${rejectedRows}`,
      ),
    ];
  }
  if (file.kind === 'contacts') {
    return [
      head,
      say(
        `  liste de volontaires : ${n(file.entries)} contact${s(file.entries)} (${n(mobile)} mobile${s(mobile)}, ${n(email)} adresse${s(email)}), ${n(file.merged)} en double, ${rejectedRows}`,
        `  opt-in list: ${n(file.entries)} contact${s(file.entries)} (${n(mobile)} mobile${s(mobile)}, ${n(email)} mail address${email === 1 ? '' : 'es'}), ${n(file.merged)} twice, ${rejectedRows}`,
      ),
    ];
  }
  return [head, ...describeDirectory(file, rejectedRows, say, n)];
}

function describeDirectory(
  file: FileReport,
  rejectedRows: string,
  say: Say,
  n: Count,
): readonly string[] {
  const { email, mobile, landline } = file.contacts;
  const s = plural(say, file.merged);
  return [
    ...describeIncomplete(file, say, n),
    say(
      `  ${n(file.schools)} ${file.schools < 2 ? 'école, collège ou lycée' : 'écoles, collèges et lycées'}, ${n(file.otherBodies)} ${file.otherBodies < 2 ? 'autre organisme' : 'autres organismes'}, ${n(file.merged)} ligne${s} d’un même UAI réunie${s}, ${rejectedRows}`,
      `  ${n(file.schools)} school${plural(say, file.schools)}, ${n(file.otherBodies)} other ${file.otherBodies === 1 ? 'body' : 'bodies'}, ${n(file.merged)} row${s} of one UAI joined, ${rejectedRows}`,
    ),
    say(
      `  ${n(email)} adresse${plural(say, email)} de courriel, ${n(landline)} ${landline < 2 ? 'téléphone fixe' : 'téléphones fixes'}, ${n(mobile)} mobile${plural(say, mobile)} (sans SMS : il faut une liste de volontaires)`,
      `  ${n(email)} mail ${email === 1 ? 'address' : 'addresses'}, ${n(landline)} landline${plural(say, landline)}, ${n(mobile)} mobile${plural(say, mobile)} (which get no SMS: that needs an opt-in list)`,
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
  const s = (value: number): string => plural(say, value);
  return [
    say(
      `Annuaire : ${n(added)} ajouté${s(added)}, ${n(changed)} modifié${s(changed)}, ${n(unchanged)} inchangé${s(unchanged)}, ${n(reopened)} rouvert${s(reopened)}, ${n(gone)} fermé${s(gone)} (plus dans le fichier, ou que l’on y dit fermés)`,
      `Directory: ${n(added)} added, ${n(changed)} changed, ${n(unchanged)} unchanged, ${n(reopened)} reopened, ${n(gone)} closed (no longer in the file, or said to be closed)`,
    ),
    ...describeDoubted(changes.doubted, say, n),
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
            `  en attente d’un établissement qui n’est pas dans l’annuaire : ${n(changes.attachmentsWithoutSchool)}`,
            `  waiting for a school that is not in the directory: ${n(changes.attachmentsWithoutSchool)}`,
          ),
        ]
      : []),
    ...(changes.contactsWithoutSchool > 0
      ? [
          say(
            `  pas prévenus, car leur établissement n’est pas dans l’annuaire : ${n(changes.contactsWithoutSchool)}`,
            `  not told, since their school is not in the directory: ${n(changes.contactsWithoutSchool)}`,
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
