// Goal: `preau schools import` says what it did, in either language, and leaves nothing when refused.
// Method: the command's body on small files in a temporary folder, its output kept.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test, vi } from 'vitest';
import { directoryPath, openDirectory } from '../../adapters/local/directory.ts';
import { schoolsImport } from '../../cli/schools-import.ts';
import { readLastImport } from '../../home/last-import.ts';
import { writeOldDirectory } from '../adapters/local/old-directory.ts';
import { uaiOf } from '../app/schools/fixtures.ts';

const folder = mkdtempSync(join(tmpdir(), 'preau-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

const HEADER =
  'Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Code_departement;Telephone;Mail';

let folders = 0;
function arrange(phones: readonly string[]) {
  folders += 1;
  const data = join(folder, `data-${folders}`);
  const file = join(folder, `annuaire-${folders}.csv`);
  const rows = phones.map(
    (phone, n) => `${uaiOf(n + 1)};Ecole ${n};Ecole;031;${phone};e${n}@b.example`,
  );
  writeFileSync(file, [HEADER, ...rows].join('\n'));
  const said: string[] = [];
  const out = (isTTY = false) => ({ isTTY, write: (text: string) => said.push(text) });
  return { data, file, out, said: () => said.join('') };
}

test('the report is in French, and the schools are in the data folder', async () => {
  const { data, file, out, said } = arrange(['0536499286', '0056000000']);
  expect(await schoolsImport([file], { data, dryRun: false, json: false }, out())).toBe(0);
  expect(said()).toContain('2 écoles, collèges et lycées, 0 autre organisme');
  expect(said()).toContain('Annuaire : 2 ajoutés');
  expect(said()).toContain(`Enregistré dans le dossier ${data}\n`);
  expect(said()).toContain(`${file}:3 ${uaiOf(2)} Telephone « 0056000000 » commence par 00`);
  const store = openDirectory(directoryPath(data));
  expect(await store.count()).toEqual({ schools: 2, mails: 2, mobiles: 0 });
  store.close();
});

test('what was done is written down for the console, and of a trial nothing', async () => {
  const { data, file, out } = arrange(['0536499286', '0056000000']);
  await schoolsImport([file], { data, dryRun: true, json: false }, out());
  expect(await readLastImport(data)).toBe(null);
  await schoolsImport([file], { data, dryRun: false, json: false }, out());
  expect(await readLastImport(data)).toMatchObject({
    added: 2,
    files: [{ file, rows: 2, schools: 2 }],
  });
});

test('the report is in English when asked', async () => {
  const { data, file, out, said } = arrange(['0536499286', 'x']);
  const options = { data, dryRun: false, json: false, language: 'en' } as const;
  await schoolsImport([file], options, out());
  expect(said()).toContain('Directory: 2 added');
  expect(said()).toContain(`Kept in the folder ${data}\n`);
  expect(said()).toContain('not a telephone number');
  expect(said()).not.toMatch(/écoles|annuaire :/i);
});

test('a dry run says the same and makes not even the folder', async () => {
  const { data, file, out, said } = arrange(['0536499286']);
  expect(await schoolsImport([file], { data, dryRun: true, json: false }, out())).toBe(0);
  expect(said()).toContain('1 ajouté,');
  expect(said()).toContain('rien n’a été écrit');
  expect(existsSync(data)).toBe(false);
});

test('a dry run on a folder of an older Préau leaves its files as they are', async () => {
  const { data, file, out, said } = arrange(['0536499286', '0536499287']);
  const path = directoryPath(data);
  writeOldDirectory(path);
  const before = readFileSync(path);
  await schoolsImport([file], { data, dryRun: true, json: true }, out());
  expect(JSON.parse(said())).toMatchObject({ changes: { added: 1, changed: 1 } });
  expect(readdirSync(data)).toEqual(['directory.sqlite']);
  expect(readFileSync(path).equals(before)).toBe(true);
  await schoolsImport([file], { data, dryRun: false, json: true }, out());
  expect(readFileSync(path).equals(before)).toBe(false);
});

test('a dry run on a folder of a newer Préau names that folder, and its copy is gone', async () => {
  const { data, file, out } = arrange(['0536499286']);
  const path = directoryPath(data);
  openDirectory(path).close();
  const database = new DatabaseSync(path);
  database.exec('PRAGMA user_version = 99');
  database.close();
  const temporary = join(folder, 'temporary');
  mkdirSync(temporary);
  vi.stubEnv('TMPDIR', temporary);
  await expect(
    schoolsImport([file], { data, dryRun: true, json: false }, out()),
  ).rejects.toMatchObject({ code: 'data-folder-newer', message: expect.stringContaining(path) });
  expect(readdirSync(temporary)).toEqual([]);
  vi.unstubAllEnvs();
});

test('what closes nobody is told in words', async () => {
  const { data, out, said } = arrange([]);
  const file = join(folder, 'closing.csv');
  const rowOf = (n: number) => `${uaiOf(n)};Ecole ${n};Lycée;031;;`;
  const bring = (...rows: readonly string[]) => {
    writeFileSync(file, [HEADER, ...rows].join('\n'));
    return schoolsImport([file], { data, dryRun: false, json: false }, out());
  };
  await bring(rowOf(1), rowOf(2), rowOf(3));
  await bring(rowOf(1));
  expect(said()).toContain('département 031, lycées : 2 sur 3 manquent au fichier');
  await bring(rowOf(1), rowOf(2), ';Ecole 3;Lycée;031;;');
  expect(said()).toContain('1 ligne ne dit pas de quel établissement elle parle');
  expect(said()).not.toContain('1 fermés');
});

test('twenty rejected values are shown, and how to get all', async () => {
  const { data, file, out, said } = arrange(Array(25).fill('0056000000'));
  await schoolsImport([file], { data, dryRun: true, json: false }, out());
  expect(said().match(/« 0056000000 »/g)).toHaveLength(20);
  expect(said()).toContain('… et 5 autres. Toutes : même commande avec --json.');
});

test('JSON is one document with all of them, without progress', async () => {
  const { data, file, out, said } = arrange(Array(25).fill('0056000000'));
  await schoolsImport([file], { data, dryRun: false, json: true }, out(true));
  const report = JSON.parse(said());
  expect(report.files[0].rejected).toHaveLength(25);
  expect(report).toMatchObject({
    dryRun: false,
    files: [{ file, rows: 25, schools: 25, contacts: { email: 25, landline: 0 } }],
    changes: { added: 25 },
  });
});

test('progress is shown on a terminal only, and wiped', async () => {
  const terminal = arrange(['0536499286']);
  const { data, file } = terminal;
  await schoolsImport([file], { data, dryRun: true, json: false }, terminal.out(true));
  expect(terminal.said()).toContain('\r1\u001B[K\r\u001B[K');
  const pipe = arrange(['0536499286']);
  await schoolsImport([pipe.file], { data, dryRun: true, json: false }, pipe.out());
  expect(pipe.said()).not.toContain('\r');
  expect(pipe.said()).not.toContain('\u001B');
});

test('a file cannot drive the terminal', async () => {
  const { data, file, out, said } = arrange(['\u001B[2J\u202E\u0007']);
  await schoolsImport([file], { data, dryRun: true, json: false }, out());
  expect(said()).toContain('« \\u{1b}[2J\\u{202e}\\u{7} »');
});

test('no file, and a file that is not there, are refused with their code', async () => {
  const { data, out } = arrange([]);
  const options = { data, dryRun: false, json: false };
  await expect(schoolsImport([], options, out())).rejects.toMatchObject({
    code: 'argument-invalid',
  });
  await expect(schoolsImport([join(folder, 'none')], options, out())).rejects.toMatchObject({
    code: 'file-unreadable',
  });
});

test('one bad file among good ones writes nothing', async () => {
  const { data, file, out } = arrange(['0536499286']);
  const bad = join(folder, 'bad.csv');
  writeFileSync(bad, `${HEADER}\n${uaiOf(1)};Coll\u00E8ge;x;031;;\n`, 'latin1');
  const options = { data, dryRun: false, json: false };
  await expect(schoolsImport([file, bad], options, out())).rejects.toMatchObject({
    code: 'directory-unreadable',
  });
  const store = openDirectory(directoryPath(data));
  expect(await store.count()).toMatchObject({ schools: 0 });
  store.close();
});

test('a table of attachments and a JSON directory are told in words, with their places', async () => {
  const { data, out, said } = arrange([]);
  const directory = join(folder, 'annuaire.json');
  const one = { uai: uaiOf(1), nom_etablissement: 'Ecole', telephone: '0056000000' };
  writeFileSync(directory, JSON.stringify({ total_count: 70_000, results: [one] }));
  const table = join(folder, 'ent.csv');
  writeFileSync(table, `uai;platform\n${uaiOf(1)};ent\n${uaiOf(2)};ent-35\n`);
  const options = { data, dryRun: true, json: false, platforms: ['ent'] };
  await schoolsImport([directory, table], options, out());
  expect(said()).toContain('1 enregistrement');
  expect(said()).toContain('000 annoncés : c’est une page de réponses, pas tout l’annuaire');
  expect(said()).toContain(`${directory} #1 ${uaiOf(1)} telephone « 0056000000 »`);
  expect(said()).toContain('table de rattachement : 2 rattachements, 0 en double, 0 ligne écartée');
  expect(said()).toContain('plateforme absente de la configuration');
  expect(said()).toContain('établissement absent de l’annuaire');
});

test('JSON has the names and the shapes that programs rely on', async () => {
  const { data, file, out, said } = arrange(['0536499286', '0056000000']);
  await schoolsImport([file], { data, dryRun: true, json: true }, out());
  expect(JSON.parse(said())).toMatchObject({
    files: [
      {
        file,
        rows: 2,
        schools: 2,
        otherBodies: 0,
        contacts: { email: 2, mobile: 0, landline: 1 },
        merged: 0,
        closing: 0,
        opening: 0,
        rejected: [
          {
            line: 3,
            uai: uaiOf(2),
            column: 'Telephone',
            value: '0056000000',
            reason: 'phone-leading-00',
          },
        ],
      },
    ],
  });
});
