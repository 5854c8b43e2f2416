import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importDirectory } from '../../home/import-directory.ts';
import { uaiOf } from '../app/schools/fixtures.ts';

/** Whom an incident of the ENT is told to, by the files below. */
export const MAILS = ['e310001', 'e310002', 'e310003', 'e310004'].map((e) => `${e}@ecoles.example`);
/** Numbers of the range that ARCEP keeps for fiction. */
export const MOBILES = ['+33639980111', '+33639980222', '+33639980333'] as const;
export const OWNER = 'astreinte@region.example';

const UAIS = [310_001, 310_002, 310_003, 310_004] as const;

const schoolsIn = (department: string): string =>
  [
    'Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Code_departement;Telephone;Mail',
    ...UAIS.map((n) => `${uaiOf(n)};College ${n};Collège;${department};;e${n}@ecoles.example`),
    '',
  ].join('\n');

// The first and the last school share a head: one message, however many schools share a contact.
const CONTACTS = [
  'uai;role;channel;address;language',
  ...UAIS.map((n, index) => `${uaiOf(n)};head;sms;${MOBILES[index % MOBILES.length]};fr`),
  '',
].join('\n');

/**
 * Where it is day now: an SMS waits for the morning of its school's own clock, and this suite for
 * none. Between them Haute-Garonne and Tahiti, eleven or twelve hours away, have the whole day.
 */
function departmentByDay(now: Date): string {
  const hour = Number(
    new Intl.DateTimeFormat('en', {
      hour: 'numeric',
      hourCycle: 'h23',
      timeZone: 'Europe/Paris',
    }).format(now),
  );
  return hour >= 7 && hour < 20 ? '031' : '987';
}

/**
 * Import four schools into a data folder as `preau schools import` does.
 *
 * @returns the data folder
 */
export async function makeDirectory(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const files = { schools: join(folder, 'annuaire.csv'), contacts: join(folder, 'contacts.csv') };
  await writeFile(files.schools, schoolsIn(departmentByDay(new Date())));
  await writeFile(files.contacts, CONTACTS);
  const report = await importDirectory(folder, [files.schools, files.contacts], []);
  const rejected = report.files.flatMap((file) => file.rejected);
  if (rejected.length > 0) throw new Error(`rows were rejected: ${JSON.stringify(rejected)}`);
  return folder;
}
