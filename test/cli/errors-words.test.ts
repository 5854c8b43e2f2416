// Goal: whoever reads French is told in French of ports, keys, certificates, options and places that cannot
// be used, with the place, what was expected, what came and what to do; English stays what programs read.
// Method: command lines that are wrong in one way each, in both languages; the sentences of the rest without a
// command; and the table of sentences against the sources that name them.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDkimKey } from '../../adapters/local/read-dkim-key.ts';
import { readTsigSecret } from '../../adapters/local/rfc2136/read-tsig-secret.ts';
import { readVapidKey } from '../../adapters/local/subscriptions/vapid.ts';
import { errorText } from '../../cli/errors-text.ts';
import { errorsWords } from '../../cli/errors-words.ts';
import { agentSaidText } from '../../cli/vantage-agent-said.ts';
import { PreauError } from '../../core/errors.ts';
import { portError } from '../../home/deploy/refuse-ports.ts';
import { openEndpoints } from '../../home/subscriptions/open-endpoints.ts';
import { aConfig } from '../config/a-config.ts';
import { type } from './a-terminal.ts';

const root = mkdtempSync(join(tmpdir(), 'preau-errors-words-'));
const at = (name: string): string => join(root, name);
beforeAll(() => {
  writeFileSync(at('text'), 'no key');
  writeFileSync(at('empty.csv'), 'a;b\nc;d\n');
  writeFileSync(at('wide.csv'), Buffer.from('\uFEFFuai;platform\n', 'utf16le'));
  writeFileSync(at('cut.csv.gz'), Buffer.from([0x1f, 0x8b, 8, 0]));
  writeFileSync(at('preau.yaml'), aConfig({ aws: undefined }));
});
afterAll(() => rmSync(root, { recursive: true }));

/** English of ours; what the system says stays as it says it. */
const ENGLISH = /\b(?:expected|got|give|name it|correct|put it|choose|see|free)\b/i;

test.each([
  [`vantage --port 0 --key-file ${at('none')}`, 'une clé de 32 signes', 'a key of 32 characters'],
  [`vantage key ${at('text')}`, 'un fichier qui puisse être fait', 'a file that can be made'],
  [
    `vantage check --config ${at('preau.yaml')} --ca ${at('text')}`,
    'reçu autre chose',
    'something',
  ],
  [`check ${at('preau.yaml')} --server 192.0.2.1`, '--server seul', 'got it alone'],
  [`check ${at('preau.yaml')} --names --server x`, 'l’adresse IP d’un serveur', 'the IP address'],
  [`cost ${at('preau.yaml')}`, 'une section aws dans', 'an aws section in'],
  [`schools import --data ${at('d')} ${at('empty.csv')}`, 'attendu un en-tête', 'a header with'],
  [`schools import --data ${at('d')} ${at('wide.csv')}`, 'du texte en UTF-8', 'text in UTF-8'],
  [`schools import --data ${at('d')} ${at('cut.csv.gz')}`, 'un fichier gzip', 'a sound gzip file'],
  [`rehearse ${at('none')}`, 'attendu une répétition', 'expected a rehearsal'],
])('%s', async (line, fr, en) => {
  const french = await type(line);
  expect(french.err).toContain(fr);
  expect(french.err).not.toMatch(ENGLISH);
  expect(french.err).not.toMatch(/\{\w+\}/);
  const english = await type(`${line} --lang en`);
  expect(english.err).toContain(en);
  expect([french.exitCode, english.exitCode]).toEqual([english.exitCode, english.exitCode]);
  expect(french.exitCode).toBeLessThan(70);
});

const failing = (run: () => unknown): PreauError => {
  try {
    run();
  } catch (error) {
    if (error instanceof PreauError) return error;
    throw error;
  }
  throw new Error('expected a failure, got none');
};

const refused = (code: string): PreauError =>
  portError(
    { key: 'console', address: '192.0.2.1', port: 80 },
    Object.assign(new Error(code), { code }),
  );

const secret = (name: string, text: string, mode = 0o600): string => {
  writeFileSync(at(name), text, { mode });
  return at(name);
};

describe('a failure that no command of a test comes to', () => {
  test.each<readonly [string, () => PreauError, string]>([
    ['a port below 1024', () => refused('EACCES'), 'mettez console.port à 1024 ou plus'],
    ['an address elsewhere', () => refused('EADDRNOTAVAIL'), 'mettez à console.listen l’une'],
    [
      'a secret that is not there',
      () => failing(() => readTsigSecret(at('none'))),
      'attendu un secret TSIG (names.rfc2136.key.secretFile) dans',
    ],
    [
      'a secret that others may read',
      () => failing(() => readDkimKey(secret('open', 'x', 0o644))),
      'reçu les droits 644 : faites chmod 600',
    ],
    [
      'a secret that is too large',
      () => failing(() => readTsigSecret(secret('large', 'x'.repeat(5_000)))),
      'reçu : 5000 octets. Mettez-y ce secret',
    ],
    ['a folder for a secret', () => failing(() => readDkimKey(root)), 'autre chose qu’un fichier'],
    [
      'a key of another form',
      () => failing(() => readDkimKey(secret('form', 'x'))),
      'reçu autre chose : faites-en une par openssl genrsa 2048',
    ],
    [
      'a short TSIG secret',
      () => failing(() => readTsigSecret(secret('short', 'AAAA'))),
      'reçu 3 octets : faites-en un par tsig-keygen',
    ],
    ['a key of pushes', () => failing(() => readVapidKey(secret('push', 'x'))), 'clé privée P-256'],
    [
      'a webhook’s variable that is unset',
      () => failing(() => openEndpoints([{ ...HOOK, secretVariable: 'PREAU_TEST_UNSET' }])),
      'le secret du webhook region dans la variable PREAU_TEST_UNSET, reçu rien',
    ],
    [
      'a webhook’s secret',
      () => failing(() => openEndpoints([{ ...HOOK, secretFile: secret('hook', 'x') }])),
      'attendu whsec_ et 24 à 64 octets en base64',
    ],
  ])('%s', (_, fail, fr) => {
    const error = fail();
    const french = errorText(error, 'fr');
    expect(french).toContain(fr);
    expect(french).toMatch(/^attendu .*, reçu /);
    expect(french).not.toMatch(ENGLISH);
    expect(french).not.toMatch(/\{\w+\}/);
    expect(errorText(error, 'en')).toBe(error.message);
  });

  const HOOK = {
    name: 'region',
    url: 'https://hook.example/',
    platforms: [],
    events: [],
    drills: false,
  };
});

test.each([
  [
    'status 401, not signed with our key: do both sides have the same key file?',
    'statut 401, non signé',
  ],
  ['status 502, not signed with our key', 'statut 502, non signé de notre clé'],
  ['no answer in 10000 ms', 'aucune réponse en 10000 ms'],
  ['the agent refused: this request was heard before', 'l’agent refuse : cette requête avait déjà'],
  ['the agent refused: something new', 'l’agent refuse : something new'],
  ['too many probes of a.example:443 for a.example/', 'trop de sondes de a.example:443'],
  ['Error: connect ECONNREFUSED', 'Error: connect ECONNREFUSED'],
])('an agent’s « %s » is said in French where its shape is known', (text, fr) => {
  expect(agentSaidText(text, 'fr')).toContain(fr);
  expect(agentSaidText(text, 'en')).toBe(text);
});

const sources = ['adapters', 'app', 'cli', 'core', 'home', 'web'].flatMap((folder) =>
  readdirSync(new URL(`../../${folder}/`, import.meta.url), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.ts') && !/errors-words-\w+-fr/.test(name))
    .map((name) => readFileSync(new URL(`../../${folder}/${name}`, import.meta.url), 'utf8')),
);

describe('the table of sentences', () => {
  const table = Object.entries(errorsWords('fr'));

  test('has none that no failure names', () => {
    const named = new Set(
      sources.flatMap((text) => [...text.matchAll(/'([a-z]+\.[\w-]+)'/g)].map(([, key]) => key)),
    );
    const made = /^(?:chain|glass|remedy|renew|secret|store)\./;
    const unused = table.filter(([key]) => !named.has(key) && !made.test(key));
    expect(unused).toEqual([]);
  });

  test('takes the values that its failures give, and no others', () => {
    const told = sources.flatMap(givenIn);
    expect(told.length).toBeGreaterThan(150);
    const taken = new Map(table.map(([key, text]) => [key, namesOf(text)]));
    const wrong = told.filter(
      ({ key, names }) => taken.has(key) && taken.get(key)?.join() !== names.join(),
    );
    expect(wrong).toEqual([]);
  });

  test('is set as French is', () => {
    expect(table.filter(([, text]) => /\p{L}'\p{L}|\S;|\p{L}: |\.$/u.test(text))).toEqual([]);
  });
});

/** Braces of other texts than ours: of a gateway's address. */
const FOREIGN = /^(?:to|text)$/;

const namesOf = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))]
    .filter((name) => !FOREIGN.test(name))
    .toSorted();

/** Each `key: 'a.b', values: { … }` with the names of its values; one that spreads others is left out. */
function givenIn(
  source: string,
): readonly { readonly key: string; readonly names: readonly string[] }[] {
  return [...source.matchAll(/key: '([a-z]+\.[\w-]+)',\s*values: \{/g)].flatMap((found) => {
    const inner = upToBrace(source.slice(found.index + found[0].length));
    if (inner.some((part) => part.startsWith('...'))) return [];
    const names = inner.flatMap((part) => /^\w+/.exec(part) ?? []);
    return [{ key: found[1] ?? '', names: names.toSorted() }];
  });
}

/** What stands between commas, up to the brace that closes; what is nested stays in one piece. */
function upToBrace(text: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (const sign of text) {
    if (depth === 0 && sign === '}') break;
    if ('([{'.includes(sign)) depth += 1;
    if (')]}'.includes(sign)) depth -= 1;
    if (depth === 0 && sign === ',') parts.push('');
    else parts.push(`${parts.pop() ?? ''}${sign}`);
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
