// Goal: what goes wrong most often with a mirror's commands is told in the reader's language, with what to do.
// Method: whole command lines with the usual mistakes, in both languages.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createIo } from '../../cli/frame-io.ts';
import { runCli } from '../../cli/frame.ts';
import { temporaryFolder } from '../adapters/local/mirror/fixture.ts';

const folder = temporaryFolder();
let root = '';

beforeEach(async () => {
  root = await folder();
  await mkdir(join(root, 'vide'));
  await mkdir(join(root, 'autre'));
  await writeFile(join(root, 'autre/notes.txt'), 'x');
  await writeFile(join(root, 'x.exe'), 'x');
  await writeFile(join(root, 'a.md'), '# A');
});

async function typed(language: 'fr' | 'en', line: string): Promise<{ code: number; err: string }> {
  let err = '';
  const argv = [...line.split(' '), '--lang', language].map((word) =>
    word.replace(/^@/, `${root}/`),
  );
  const sink = { write: () => true };
  const stderr = { write: (text: string) => void (err += text) };
  const code = await runCli(createIo({ argv, env: {}, stdout: sink, stderr }));
  return { code, err };
}

describe.each([
  ['mirror build @absent --out @out', 1, /rien ne peut être lu à/, /nothing can be read at/],
  ['mirror build @x.exe --out @out', 1, /ni un paquet .* site \(https/, /neither a package/],
  ['mirror build @vide --out @out', 1, /rien à montrer .*0 fichier laissé/, /nothing to show/],
  ['mirror build @a.md --out @autre', 2, /n'est pas une copie .* 1 fichier /, /is no copy/],
  ['mirror build @autre --out @autre', 2, /le dossier des leçons/, /folder of the lessons/],
  ['mirror build @a.md --out @out --platform É', 2, /attendu 1 à 64 signes/, /expected 1 to 64/],
  [
    'mirror build @a.md --out @out --dry-run',
    2,
    /attendu l'adresse d'un site/,
    /expected the address/,
  ],
  [
    'mirror build @a.md --out @x.exe/out',
    5,
    /un fichier là où il faut un dossier/,
    /a file where a/,
  ],
  ['mirror build @a.md --out @out --key @a.md', 1, /clé privée Ed25519/, /private Ed25519 key/],
  ['mirror build @a.md --out @out --host https://b', 2, /--host : attendu/, /--host: expected a/],
  [
    'mirror verify https://a.example/x',
    2,
    /attendu https:\/\/nom-ou/,
    /expected https:\/\/name-or/,
  ],
  ['mirror verify @autre --as a.example', 2, /--as : attendu avec/, /--as: expected with an/],
  ['mirror verify @autre --max-age x', 2, /--max-age : attendu une durée/, /--max-age: expected a/],
  ['mirror verify @autre', 1, /n'est pas une copie/, /is no copy/],
  ['mirror publish @autre @cible', 1, /n'est pas une copie/, /is no copy/],
  ['mirror rights https://a:b@ent.example.fr/', 2, /dans sa recette/, /in its recipe/],
  ['mirror rights @a.md --publish a.md', 2, /il manque le nom/, /name of who decides/],
])('%s', (line, exit, fr, en) => {
  it.each([
    ['fr', fr],
    ['en', en],
  ] as const)('is refused in %s', async (language, words) => {
    const { code, err } = await typed(language, line);
    expect(err).toMatch(words);
    expect(err).not.toMatch(/a:b|    at |\{\w+/);
    expect(code).toBe(exit);
  });
});

it('has the same errors in both languages, with the same values', async () => {
  const [fr, en] = await Promise.all(
    (['fr', 'en'] as const).map(async (language) => {
      const file = new URL(`../../locales/${language}.yaml`, import.meta.url);
      const { errors }: { errors: Record<string, Record<string, string>> } = parse(
        await readFile(file, 'utf8'),
      );
      return Object.entries(errors).flatMap(([part, all]) =>
        Object.entries(all).map(([key, text]) => {
          const values = new Set(text.match(/(?<!one |other )\{\w+/g));
          return `${part}.${key} ${[...values].toSorted((a, b) => a.localeCompare(b)).join()}`;
        }),
      );
    }),
  );
  expect(en).toEqual(fr);
});
