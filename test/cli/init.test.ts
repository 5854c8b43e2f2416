import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createIo } from '../../cli/frame-io.ts';
import { composeConfig } from '../../cli/init-compose.ts';
import type { InitAnswers } from '../../cli/init-answers.ts';
import { INIT_QUESTIONS } from '../../cli/init-questions.ts';
import { runInit } from '../../cli/init-run.ts';
import { yamlScalar } from '../../cli/init-scalar.ts';
import { readSmtp } from '../../cli/init-smtp.ts';
import { initWords } from '../../cli/init-words.ts';
import { readConfig } from '../../config/read-config.ts';
import { type } from './a-terminal.ts';

// Goal: a first configuration that `preau check` takes, whatever was answered, and never over another.
// Method: any answers composed and read back; a terminal that answers from a list; one real process.

const ANSWERS: InitAnswers = {
  organisation: 'Région Exemple',
  contact: 'numerique@region.example',
  platforms: ['ent.region.example'],
  hoster: 'Hébergeur du Nord',
  mirrorHoster: 'Université du Sud',
  mirrorAddresses: ['198.51.100.10'],
  directory: '',
  from: 'preau@region.example',
  smtp: 'smtp.region.example:587',
};

const FLAGS = [
  ['--organisation', ANSWERS.organisation, '--contact', ANSWERS.contact],
  ['--platform', 'ent.region.example', '--hoster', ANSWERS.hoster],
  ['--mirror-hoster', ANSWERS.mirrorHoster, '--mirror-address', '198.51.100.10'],
  ['--from', ANSWERS.from, '--smtp', ANSWERS.smtp],
].flat();

const LINES = [
  'Région Exemple <numerique@region.example>',
  'ent.region.example, cv.region.example',
  'Hébergeur du Nord',
  'Université, du Sud, 198.51.100.10 2001:db8::10',
  'annuaire 2026.csv',
  'preau@region.example smtp.region.example:587',
];

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-init-'));
  file = join(folder, 'preau.yaml');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Lines answered one after the other; after the last the person gives up. */
async function answer(lines: readonly string[], lang = 'fr') {
  const said: string[] = [];
  const sink = { write: (text: string) => said.push(text) };
  const io = createIo({ argv: ['--lang', lang], env: {}, stdout: sink, stderr: sink });
  const asked: string[] = [];
  let closed = 0;
  const ask = (question: string) => {
    asked.push(question);
    return Promise.resolve(lines[asked.length - 1] ?? null);
  };
  const open = () => ({ ask, close: () => void (closed += 1) });
  const exit = await runInit({ given: {}, out: file }, io, open);
  return { exit, asked, said: said.join(''), closed };
}

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?$/);
const hostname = fc
  .array(label, { minLength: 1, maxLength: 4 })
  .map((labels) => `${labels.join('.')}.example`);
const words = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom(
      'true',
      'null',
      '~',
      '- a',
      'a: b',
      'a #b',
      '"',
      "'",
      '&a *a',
      '!!js',
      '%',
      '{}',
    ),
    fc.constantFrom(
      'é “x” ’',
      'x\u2028y',
      'x\u0085y',
      '\ufeffx',
      '0x1F',
      '1e3',
      '2026-01-01',
      '|',
      '>',
    ),
  )
  .filter((text) => text.trim() !== '' && /^\P{Cc}*$/u.test(text) && text.length <= 120);
const address = fc.oneof(
  fc.ipV4(),
  fc.ipV6().filter((text) => !text.includes('.')),
);

const answers: fc.Arbitrary<InitAnswers> = fc
  .record({
    organisation: words,
    contact: fc.constantFrom('a@b.example', "o'b+c@region.example"),
    platforms: fc.array(hostname, { minLength: 1, maxLength: 4 }),
    hoster: words,
    mirrorHoster: words,
    mirrorAddresses: fc.array(address, { minLength: 1, maxLength: 3 }),
    directory: fc.oneof(fc.constant(''), words),
    from: fc.constant('preau@region.example'),
    smtp: fc.constantFrom('localhost:25', '[::1]:25', 'smtp.region.example', '10.0.0.1:465'),
  })
  // A protected name that is another's origin or mirror is refused, and said: not for this property.
  .filter(({ platforms }) => !platforms.some((name) => /^(?:origine|secours)-/.test(name)));

describe('what is written', () => {
  test('is taken by check and says what was answered, whatever that was', () => {
    fc.assert(
      fc.property(answers, fc.constantFrom('fr' as const, 'en' as const), (given, language) => {
        const options = { language, words: initWords(language), schema: '../a b/#é.json' };
        const read = readConfig(composeConfig(given, options));
        if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems));
        const { organisation, hosters, platforms, schools } = read.config;
        expect(organisation.name).toBe(given.organisation.trim());
        expect(hosters.map(({ name }) => name)).toEqual([
          given.hoster.trim(),
          given.mirrorHoster.trim(),
        ]);
        expect(platforms.map((platform) => platform.hostname)).toEqual([
          ...new Set(given.platforms),
        ]);
        expect(platforms[0]?.mirror?.addresses).toEqual(given.mirrorAddresses);
        expect(schools.directories).toEqual(given.directory === '' ? [] : [given.directory]);
      }),
    );
  });

  test('holds each text on one line, quoted where YAML would read something else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const written = yamlScalar(text);
        expect(written).not.toMatch(/[\n\r\u2028\u2029\u0085]/);
        const read: unknown = parse(`key: ${written} # comment`);
        expect(read).toEqual({ key: text });
      }),
    );
    expect(['Région Sud', 'yes', 'null', 'a: b'].map(yamlScalar)).toEqual([
      'Région Sud',
      'yes',
      '"null"',
      '"a: b"',
    ]);
  });

  test('names its JSON Schema first, from the folder that it stands in', async () => {
    await type(['init', ...FLAGS, '--out', file]);
    const [first = ''] = readFileSync(file, 'utf8').split('\n');
    const path = /^# yaml-language-server: \$schema=(.+)$/.exec(first)?.[1] ?? '';
    const schema = readFileSync(join(folder, decodeURI(path)), 'utf8');
    expect(JSON.parse(schema)).toHaveProperty('properties.platforms');
  });

  test.each([
    ['smtp.a.example', 'smtp.a.example', 587, 'starttls'],
    ['smtp.a.example:465', 'smtp.a.example', 465, 'tls'],
    ['127.0.0.1:25', '127.0.0.1', 25, 'none'],
    ['[::1]:25', '::1', 25, 'none'],
    ['localhost', 'localhost', 587, 'starttls'],
  ])('reads the server %s', (text, host, port, security) => {
    expect(readSmtp(text)).toEqual({ host, port, security });
  });
});

describe('with options', () => {
  test('it writes a file that preau check takes, and lists what is still to be written', async () => {
    const { exitCode, out } = await type(['init', ...FLAGS, '--out', file]);
    expect(exitCode).toBe(0);
    const place = /preau\.yaml:(\d+)  expect/.exec(out)?.[1];
    const line = readFileSync(file, 'utf8').split('\n')[Number(place) - 1];
    expect(line).toContain('À REMPLACER');
    expect((await type(['check', file])).exitCode).toBe(0);
  });

  test('it never writes over a file', async () => {
    writeFileSync(file, 'mine');
    const { exitCode, err } = await type(['init', ...FLAGS, '--out', file]);
    expect(exitCode).toBe(2);
    expect(err).toContain('--out');
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  test('--dry-run shows it and writes nothing', async () => {
    const { exitCode, out } = await type(['init', ...FLAGS, '--out', file, '--dry-run']);
    expect(exitCode).toBe(0);
    expect(readConfig(out).kind).toBe('read');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('--json says the file, its text and the places to complete', async () => {
    const { out } = await type(['init', ...FLAGS, '--out', file, '--json']);
    const told = JSON.parse(out) as Record<string, unknown>;
    expect(told).toMatchObject({ file, written: true, text: readFileSync(file, 'utf8') });
    expect(told['toComplete']).toContainEqual({ line: expect.any(Number), key: 'addresses' });
  });

  test.each([
    [['--contact', 'nobody'], '--contact'],
    [['--platform', 'ent'], '--platform'],
    [['--mirror-address', '198.51.100.999'], '--mirror-address'],
    [['--mirror-hoster', 'HÉBERGEUR du nord '], '--mirror-hoster'],
    [['--organisation', 'a\u001b[2Jb'], '--organisation'],
    [['--smtp', 'a b'], '--smtp'],
    [['--smtp', 'smtp.region.example:99999'], '--smtp'],
  ])('%j is refused by its name, and nothing is written', async (flags, name) => {
    const { exitCode, err } = await type(['init', ...FLAGS, ...flags, '--out', file]);
    expect(exitCode).toBe(2);
    expect(err).toContain(`${name} : on attend `);
    expect(err).not.toContain('\u001b');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a process without a terminal names the options that it lacks', () => {
    const bin = fileURLToPath(new URL('../../bin/preau.js', import.meta.url));
    const args = [bin, 'init', '--hoster', 'A', '--out', file];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', input: '' });
    expect(status).toBe(2);
    expect(stderr).toContain('--organisation, --contact, --platform');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('on a terminal', () => {
  test.each(['fr', 'en'])('six questions are enough (%s)', async (lang) => {
    const { exit, asked, closed } = await answer(LINES, lang);
    expect([exit, asked.length, closed]).toEqual([0, 6, 1]);
    const read = readConfig(readFileSync(file, 'utf8'));
    expect(read).toMatchObject({
      kind: 'read',
      config: {
        organisation: { name: 'Région Exemple', contact: 'numerique@region.example' },
        hosters: [{ name: 'Hébergeur du Nord' }, { name: 'Université, du Sud' }],
        schools: { directories: ['annuaire 2026.csv'] },
      },
    });
  });

  test('a wrong answer is asked again, with what was expected', async () => {
    const { exit, asked, said } = await answer(['Région Exemple', ...LINES]);
    expect([exit, asked.length]).toEqual([0, 7]);
    expect(said).toContain('reçu : rien');
  });

  test('giving up at any question leaves nothing and ends with 130', async () => {
    for (const count of LINES.keys()) {
      const { exit, said, closed } = await answer(LINES.slice(0, count));
      expect([exit, closed, readdirSync(folder)]).toEqual([130, 1, []]);
      expect(said).toContain('rien n’a été écrit');
    }
  });

  test('any line is read within bounds, and refused or taken', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (line) => {
        for (const { answers: names, read } of INIT_QUESTIONS)
          expect(Object.keys(read(line))).toEqual(names);
      }),
    );
  });
});
