import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// Goal: keep the arrows and the sizes that docs/architecture.md promises.
// Method: read the import lines of every file. An allow-list where the linter has deny-lists: a
// new layer or a new package is refused until somebody writes it here.

type Rule = string | RegExp;

const mayImport: Readonly<Record<string, readonly Rule[]>> = {
  core: [],
  config: ['core', 'zod', 'yaml', /^node:(fs|url|path)$/],
  app: ['core', 'config', 'zod', 'intl-messageformat'],
  'adapters/aws': [
    'core',
    'config',
    'app',
    /^@aws-sdk\//,
    /^@smithy\//,
    /^node:/,
    'adapters/local',
    /^zod(\/mini)?$/,
  ],
  'adapters/local': [
    'core',
    'config',
    'app',
    /^node:/,
    /^@orama\/stemmers(\/|$)/,
    '@peculiar/x509',
    'asn1js',
    'pdfkit',
    'pkijs',
    '@sparticuz/chromium',
    'axe-core',
    /^csv-parse(\/|$)/,
    'dns-packet',
    'fflate',
    'htmlparser2',
    'libphonenumber-js',
    /^libphonenumber-js\//,
    'mailparser',
    /^markdown-it(-|$)/,
    'nodemailer',
    /^nodemailer\//,
    'playwright-core',
    'reflect-metadata',
    'robots-parser',
    'sanitize-html',
    'saxes',
    'sharp',
    'tar-stream',
    'temml',
    'tough-cookie',
    /^undici(\/lib\/(core|dispatcher)\/.+)?$/,
    'yaml',
    'yauzl',
    /^zod(\/mini)?$/,
  ],
  lambdas: [
    'core',
    'config',
    'app',
    'adapters/aws',
    'adapters/local',
    'web',
    'zod',
    'zod/mini',
    // Types alone: the package has no code.
    'aws-lambda',
    /^@middy\//,
    /^@aws-lambda-powertools\//,
    /^@aws-sdk\//,
    /^node:/,
  ],
  home: [
    'core',
    'config',
    'app',
    'adapters/local',
    'web',
    /^node:/,
    'dns-packet',
    'fast-xml-parser',
    'mailparser',
    'markdown-it',
    'nodemailer',
    /^nodemailer\//,
    'smtp-server',
    'undici',
    'yaml',
    'zod',
  ],
  web: [
    'core',
    'config',
    'app',
    /^node:/,
    /^zod(\/mini)?$/,
    'fast-xml-parser',
    'ical-generator',
    'uplot',
    'yaml',
  ],
  cli: [
    'core',
    'config',
    'app',
    'adapters/aws',
    'adapters/local',
    'home',
    'web',
    /^node:/,
    'commander',
    'picocolors',
    'yaml',
  ],
  lib: [
    'config',
    'constructs',
    'cdk-nag',
    'esbuild',
    /^aws-cdk-lib(\/|$)/,
    /^node:(path|url|fs|os|child_process)$/,
  ],
  bench: ['core', 'config', 'app', 'adapters/local', 'home', /^node:/, /./],
};
const LINES_MAX = 250;

const root = new URL('..', import.meta.url);
const layers = Object.keys(mayImport);
const files = layers.flatMap((layer) => globSync(`${layer}/**/*.ts`, { cwd: root }));
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const layerOf = (path: string) => layers.find((layer) => path.startsWith(`${layer}/`)) ?? path;

/** What a file imports: the layer's name for a file of ours, the specifier for a package. */
function importsOf(path: string): string[] {
  const text = read(path);
  const specifiers = [
    ...text.matchAll(/^(?:import|export)\s[^;]*?from '(.+?)';/gm),
    ...text.matchAll(/^import '(.+?)';/gm),
    ...text.matchAll(/\bimport\('(.+?)'\)/g),
  ].map((match) => match[1] ?? '');
  return specifiers.map((specifier) => {
    if (!specifier.startsWith('.')) return specifier;
    return layerOf(new URL(specifier, new URL(path, root)).pathname.slice(root.pathname.length));
  });
}

test('every file imports only what its layer may', () => {
  const strays = files.flatMap((path) => {
    const layer = layerOf(path);
    const allowed = [layer, ...(mayImport[layer] ?? [])];
    return importsOf(path)
      .filter(
        (found) =>
          !allowed.some((rule) => (typeof rule === 'string' ? rule === found : rule.test(found))),
      )
      .map((found) => `${path} -> ${found}`);
  });
  expect(strays).toEqual([]);
});

test('core reads no clock, no chance and no machine', () => {
  const impure =
    /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.|\bsetTimeout\(|\bsetInterval\(|\bfetch\(/;
  const strays = files.filter((path) => path.startsWith('core/') && impure.test(read(path)));
  expect(strays).toEqual([]);
});

test(`no file is longer than ${LINES_MAX} lines`, () => {
  expect(files.filter((path) => read(path).split('\n').length > LINES_MAX + 1)).toEqual([]);
});

test('nothing in the project points at a folder outside it', () => {
  const texts = globSync(
    '{core,config,app,adapters,home,cli,web,lib,lambdas,bench,bin,data,docs,examples,locales,test}/**/*.{ts,md,yaml,yml,json}',
    { cwd: root },
  );
  const outside = texts.filter(
    (path) =>
      path !== 'test/architecture.test.ts' &&
      /\.\.\/shared\/|\/work\/(main|shared)/.test(read(path)),
  );
  expect(outside).toEqual([]);
});
