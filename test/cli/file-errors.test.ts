// Goal: whoever reads French is told in French of a folder or file that cannot be used, and what to do.
// Method: command lines on places that are not there, empty, no folder, cut, newer or held; and each key
// of a worded failure that the sources name is looked up in both languages.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorText } from '../../cli/errors-text.ts';
import { PreauError } from '../../core/errors.ts';
import { openDataFolder } from '../../home/data-folder/open-data-folder.ts';
import { keepConfig } from '../../home/deploy/kept-configs.ts';
import { errorsWords } from '../../cli/errors-words.ts';
import { readWordTable } from '../../web/words.ts';
import { aConfig } from '../config/a-config.ts';
import { morningConfig } from '../fixtures/morning-folder.ts';
import { type } from './a-terminal.ts';

const root = mkdtempSync(join(tmpdir(), 'preau-file-errors-'));
const at = (name: string): string => join(root, name);
beforeAll(async () => {
  mkdirSync(at('empty'));
  writeFileSync(at('file'), 'x');
  mkdirSync(at('cut'));
  await keepConfig(at('cut'), { fromSeq: 1, config: morningConfig(), caPem: null });
  writeFileSync(at('cut/journal.sqlite'), 'no database');
  writeFileSync(at('no-aws.yaml'), aConfig({ aws: undefined }));
});
afterAll(() => rmSync(root, { recursive: true }));

/** English beginnings of ours; what the system says of a file stays as it says it. */
const ENGLISH = /\b(?:expected|got|name it|there are|check)\b/i;

describe.each([
  'health',
  'notice preview',
  'notice tasks',
  'notice edit n/outage/1 x --dry-run',
  'journal verify',
  'cause explain',
  'cause scenarios',
  'explain P-0001',
  'dossier export P-0001',
  'drill report ent',
  'veto ent --reason r --dry-run',
  'shelter ent --reason r',
])('%s', (line) => {
  test.each(['none', 'empty', 'file', 'cut'])('on a place that is %s', async (name) => {
    const { exitCode, err } = await type(`${line} --data ${at(name)}`);
    expect(exitCode).toBeGreaterThan(0);
    expect(exitCode).toBeLessThan(70);
    expect(err).toContain(root);
    expect(err).not.toMatch(ENGLISH);
  });
});

test.each([
  ['health --aws --data x', 'pas les deux', 'not both'],
  ['health --config x', 'va avec --aws', 'goes with --aws'],
  [`health --aws --config ${at('no-aws.yaml')}`, 'pas de section aws', 'has no aws section'],
  [`dossier verify ${at('none.zip')}`, 'ne peut pas être lu', 'cannot be read'],
  [`dossier verify ${at('empty')}`, "n'est pas un fichier", 'is no file'],
  [`schools import ${at('none.csv')} --data ${at('d')}`, 'ne peut pas être lu', 'cannot be read'],
  [`schools import ${at('empty')} --data ${at('d')}`, "n'est pas un fichier", 'is no file'],
])('%s', async (line, fr, en) => {
  const french = await type(line);
  expect(french.err).toContain(fr);
  expect(french.err).not.toMatch(ENGLISH);
  const english = await type(`${line} --lang en`);
  expect(english.err).toContain(en);
  expect(english.exitCode).toBe(french.exitCode);
});

describe('a data folder that a home would take', () => {
  const refusal = (folder: string): string => {
    try {
      openDataFolder(folder).close();
    } catch (error) {
      if (error instanceof PreauError) return errorText(error, 'fr');
      throw error;
    }
    return 'taken';
  };

  test('held by another', () => {
    const held = openDataFolder(at('held'));
    expect(refusal(at('held'))).toBe(
      `le processus ${process.pid} tient déjà ${at('held')} ; arrêtez-le, ou choisissez un autre dossier par --data`,
    );
    held.close();
    expect(refusal(at('held'))).toBe('taken');
  });

  test('of a newer version, or where none can be', () => {
    mkdirSync(at('newer'));
    writeFileSync(at('newer/preau.json'), '{"dataVersion": 999}');
    expect(refusal(at('newer'))).toContain('est de la version 999, écrit par un Préau plus récent');
    expect(refusal(at('file/below'))).toContain('ne peut pas être écrit');
  });
});

test('every key of a worded failure that the sources name has words in French, and in English its own or none', () => {
  const sources = ['adapters', 'app', 'cli', 'core', 'home'].flatMap((folder) =>
    readdirSync(new URL(`../../${folder}/`, import.meta.url), { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(new URL(`../../${folder}/${name}`, import.meta.url), 'utf8')),
  );
  const keys = sources.flatMap((text) =>
    [...text.matchAll(/said: \{\s*key:([^,}]*)/g)].flatMap(([, key = '']) =>
      [...key.matchAll(/'([a-z]+\.[\w-]+)'/gi)].map(([, name = '']) => `errors.${name}`),
    ),
  );
  expect(keys.length).toBeGreaterThan(150);
  const newer = Object.keys(errorsWords('fr')).map((key) => `errors.${key}`);
  for (const language of ['fr', 'en']) {
    const table = readWordTable(language);
    expect(keys.filter((key) => table[key] === undefined && !newer.includes(key))).toEqual([]);
    expect(newer.filter((key) => table[key] !== undefined)).toEqual([]);
  }
});
