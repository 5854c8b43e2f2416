// Goal: the recipe of a crawl is read whole, or refused with every problem at its line and column, and no
// secret is ever told. Method: recipes as owners write them, with one thing wrong each, and any text.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readConfig } from '../../config/read-config.ts';
import { readRecipe } from '../../config/read-recipe.ts';
import { webLessonsElsewhere } from '../../config/web-lessons-elsewhere.ts';
import { aConfig } from './a-config.ts';

const WHOLE = `start: [https://ent.example.fr/cours/]
hosts: [ent.example.fr, media.example.fr:8443]
sameAs: { www.ent.example.fr: ent.example.fr }
include: [/cours/, /fichiers/]
exclude: [/cours/forum/, "*.iso", /view.php?id=4]
budgets: { pages: 5000, bytes: 2GB, time: 2h }
politeness: { connections: 2, perSecond: 0.5 }
robots: { overriddenBy: Mme Durand, because: notre propre site }
session:
  headers: { authorization: { environment: ENT_TOKEN } }
  login:
    page: https://ent.example.fr/login/index.php
    fields: { username: lecteur, password: { file: mot-de-passe } }
    expect: Mes cours
render: never
addresses: { ent.example.fr: [192.0.2.1] }
licence: CC BY-SA 4.0
`;

test('a recipe is read with its defaults and its units', () => {
  const read = readRecipe(WHOLE);
  if (read.kind !== 'read') throw new Error(JSON.stringify(read.problems));
  expect(read.recipe).toMatchObject({
    budgets: { pages: 5_000, bytes: 2_000_000_000, time: 7_200_000 },
    session: { login: { fields: { password: { file: 'mot-de-passe' } } } },
    privateHosts: [],
    sitemaps: [],
  });
});

test('an empty map is a recipe: every default', () => {
  expect(readRecipe('{}')).toMatchObject({ kind: 'read', recipe: { render: 'auto', include: [] } });
});

test.each([
  ['budgets: { pages: 5000', 'budgets: { page: 5000', 'budgets.page', 'unknown-key-near'],
  ['bytes: 2GB', 'bytes: 2 Go', 'budgets.bytes', 'size'],
  ['bytes: 2GB', 'bytes: 9000GB', 'budgets.bytes', 'size-bounds'],
  ['"*.iso"', '"**/x"', 'exclude[1]', 'recipe-form'],
  ['media.example.fr:8443', 'https://media.example.fr', 'hosts[1]', 'recipe-host'],
  ['{ environment: ENT_TOKEN }', '{}', 'session.headers.authorization', 'recipe-secret'],
  [
    '{ file: mot-de-passe }',
    '{ file: a, environment: B }',
    'session.login.fields.password',
    'recipe-secret',
  ],
  [
    'environment: ENT_TOKEN',
    'environment: "ENT TOKEN"',
    'session.headers.authorization.environment',
    'recipe-variable',
  ],
  [', because: notre propre site', '', 'robots.because', 'missing'],
  ['page: https://ent.', 'page: https://autre.', 'session.login.page', 'recipe-outside'],
  ['[https://ent.example.fr/cours/]', '[https://x.example.fr/]', 'start[0]', 'recipe-outside'],
  [
    '{ www.ent.example.fr: ent',
    '{ www.ent.example.fr: inconnu',
    'sameAs.www.ent.example.fr',
    'recipe-same-as',
  ],
])('%s -> %s is refused at %s by %s', (from, to, path, code) => {
  const read = readRecipe(WHOLE.replace(from, to), 'en');
  if (read.kind === 'read') throw new Error('read');
  expect(read.problems.map((problem) => [problem.path, problem.code])).toEqual([[path, code]]);
  const [problem] = read.problems;
  expect(problem?.line).toBeGreaterThan(0);
  expect(`${problem?.expected}${problem?.remedy}`).not.toMatch(/\{\w+\}/);
});

test('all problems come at once, in the order of the text', () => {
  const broken = WHOLE.replace('2GB', '2').replace('never', 'maybe').replace('0.5', '0');
  const read = readRecipe(broken);
  if (read.kind === 'read') throw new Error('read');
  expect(read.problems.map(({ line }) => line)).toEqual([6, 7, 15]);
});

test('any text is answered', () => {
  const words = fc.constantFrom(
    'start',
    'hosts',
    ':',
    '\n',
    '  ',
    '- ',
    '{',
    '}',
    '[',
    'https://a.fr',
    '&a',
    '*a',
    '1',
  );
  const anyText = fc.oneof(
    fc.string(),
    fc.array(words, { maxLength: 30 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(anyText, (text) => {
      const read = readRecipe(text);
      return read.kind === 'read' || read.problems.length > 0;
    }),
  );
});

const problemsOf = (changes: object, rehearsal = false): readonly string[] => {
  const read = readConfig(aConfig(changes as Record<string, unknown>), {
    language: 'en',
    rehearsal,
  });
  return read.kind === 'read' ? [] : read.problems.map(({ path, code }) => `${path} ${code}`);
};
const LESSONS = 'platforms.0.mirror.lessons';
const RECIPE = 'platforms.0.mirror.recipe';
const SITE = 'https://ent.region.example/';

test('a platform may have a web site for its lessons, visited from one machine alone', () => {
  expect(problemsOf({ aws: undefined, [LESSONS]: SITE, [RECIPE]: 'ent.yaml' })).toEqual([]);
  const kept = {
    [LESSONS]: SITE,
    'aws.mirrors': { bucket: 'preau-mirrors-exemple' },
    'platforms.0.mirror.cloudFront': true,
    'platforms.0.mirror.addresses': undefined,
  };
  expect(problemsOf(kept)).toEqual(['platforms[0].mirror.lessons web-lessons-on-aws']);
  expect(problemsOf({ ...kept, 'platforms.0.mirror.built': 'elsewhere' })).toEqual([]);
  // At another hoster no function builds it.
  expect(problemsOf({ [LESSONS]: SITE })).toEqual([]);
  expect(problemsOf({ aws: undefined, [RECIPE]: 'ent.yaml' })).toEqual([
    'platforms[0].mirror.recipe recipe-without-site',
  ]);
  expect(problemsOf({ aws: undefined, [LESSONS]: 'https://a:b@ent.region.example/' })).toEqual([
    'platforms[0].mirror.lessons url',
  ]);
  expect(problemsOf({ aws: undefined, [LESSONS]: SITE }, true)).toContain(
    'platforms[0].mirror.lessons web-lessons-in-rehearsal',
  );
});

test('a site of another name is told, and no fault', () => {
  const told = (lessons: string) => {
    const read = readConfig(aConfig({ aws: undefined, [LESSONS]: lessons }));
    return read.kind === 'read' ? webLessonsElsewhere(read.config).map(({ code }) => code) : null;
  };
  expect(told(SITE)).toEqual([]);
  expect(told('https://cours.example/')).toEqual(['web-lessons-elsewhere']);
  expect(told('lecons')).toEqual([]);
});

test('every recipe of docs/web-crawls.md is right', () => {
  const page = readFileSync(new URL('../../docs/web-crawls.md', import.meta.url), 'utf8');
  const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);
  const recipes = blocks.filter((text) => !text.startsWith('mirror:'));
  expect(recipes).toHaveLength(2);
  expect(recipes.map((text) => readRecipe(text).kind)).toEqual(['read', 'read']);
});
