// Goal: what a bundle leaves out of a client is what no command of it uses, and a key means what it meant.
// Method: a client's schemas as they are and written plainly, evaluated and compared whole; bundles of one
// command with and without the plugin.
import { globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { BUNDLING } from '../../lib/bundling.ts';
import { withoutPlainErrors, withPlainKeys } from '../../lib/lean-schemas.ts';

const root = BUNDLING.absWorkingDir;
const modules = globSync('node_modules/@aws-sdk/client-*/dist-es/schemas/schemas_0.js', {
  cwd: root,
}).toSorted();

test('a constant is written out where it is a key, and nowhere else', () => {
  const plain = withPlainKeys('const _h = "http";\nexport const a = [_h, { [_h]: _h, [_x]: 1 }];');
  expect(plain).toBe('const _h = "http";\nexport const a = [_h, { "http": _h, [_x]: 1 }];');
  const own = 'const _p = "__proto__";\nexport const a = { [_p]: 1 };';
  expect(withPlainKeys(own)).toBe(own);
});

describe.each(modules)('%s', (path) => {
  test('says the same of every command', async () => {
    const text = readFileSync(join(root, path), 'utf8');
    const plain = withPlainKeys(text);
    expect(plain).not.toBe(text);
    const [before, after] = await Promise.all([text, plain].map((one) => evaluate(one, path)));
    expect(before?.length).toBeGreaterThan(1_000);
    // Megabytes, which nobody would read as a difference.
    expect(after === before).toBe(true);
  });
});

test('an error of texts alone is not registered; one that holds more, or may be tried again, is', () => {
  const register = (name: string) => `n0_registry.registerError(${name}$, ${name});`;
  const error = (name: string, traits: string, members: string, types: string) =>
    `export var ${name}$ = [-3, n0, _${name},\n    { [_e]: _c${traits} },\n    [${members}],\n    [${types}]\n];\n${register(name)}`;
  const module = [
    error('Plain', ', [_hE]: 400', '_m', '0'),
    error('Typed', '', '_T, _m', '0, 0'),
    error('Empty', ', [_hE]: 404', '', ''),
    error('Named', ', [_aQE]: [`AWS.Named`, 400], [_hE]: 400', '_m', '0'),
    error('Holding', '', '_m, _I', '0, () => Item'),
    error('Later', ', [_hE]: 429', '_rAS, _m', '[0, { [_hH]: _RA }], 0'),
    error('Again', '', '_m', '0'),
  ].join('\n');
  const lean = withoutPlainErrors(module, new Set(['Again']));
  const kept = ['Named', 'Holding', 'Later', 'Again'].map(register);
  expect(lean.match(/n0_registry.*/g)).toEqual(kept);
  expect(lean.replaceAll(/\n?n0_registry.*/g, '')).toBe(module.replaceAll(/\n?n0_registry.*/g, ''));
});

interface Answered {
  readonly name: string;
  readonly message: string;
  readonly fault: string;
  readonly status: number;
  readonly isClientsOwn: boolean;
  readonly hasOwnClass: boolean;
}

// What a service answers, in each protocol that a function's clients speak.
const ANSWERS = [
  {
    what: 'XML of Route 53',
    client: 'route-53',
    command: 'GetChange',
    input: { Id: 'C1' },
    type: 'text/xml',
    body: '<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchChange</Code><Message>no C1</Message></Error></ErrorResponse>',
    name: 'NoSuchChange',
  },
  {
    what: 'XML of S3',
    client: 's3',
    command: 'GetObject',
    input: { Bucket: 'b', Key: 'k' },
    type: 'application/xml',
    body: '<Error><Code>NoSuchKey</Code><Message>no k</Message><Key>k</Key></Error>',
    name: 'NoSuchKey',
  },
  {
    what: 'JSON of DynamoDB',
    client: 'dynamodb',
    command: 'GetItem',
    input: { TableName: 't', Key: { k: { S: 'k' } } },
    type: 'application/x-amz-json-1.0',
    body: '{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"no t"}',
    name: 'ResourceNotFoundException',
  },
  {
    what: 'JSON of Lambda',
    client: 'lambda',
    command: 'Invoke',
    input: { FunctionName: 'f' },
    type: 'application/json',
    body: '{"__type":"ResourceNotFoundException","Type":"User","Message":"no f"}',
    name: 'ResourceNotFoundException',
  },
  {
    what: 'JSON of SES',
    client: 'sesv2',
    command: 'GetEmailIdentity',
    input: { EmailIdentity: 'x' },
    type: 'application/json',
    body: '{"__type":"NotFoundException","message":"no x"}',
    name: 'NotFoundException',
  },
] as const;

test.each(ANSWERS)('an error in $what is told the same with its class and without', async (one) => {
  const [lean, whole] = await Promise.all([answered(one, true), answered(one, false)]);
  // Or nothing was left out, and there is nothing to compare.
  expect([lean.hasOwnClass, whole.hasOwnClass]).toEqual([false, true]);
  expect({ ...lean, hasOwnClass: true }).toEqual(whole);
  expect(whole).toMatchObject({ name: one.name, fault: 'client', status: 404, isClientsOwn: true });
  expect(whole.message).toMatch(/^no /);
});

test('one command of S3 weighs less than with all that its client could', async () => {
  const contents = `import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
export const handler = [new S3Client({}), GetObjectCommand];`;
  const sizes = await Promise.all(
    [BUNDLING.plugins, []].map(async (plugins) => {
      const stdin = { contents, resolveDir: root };
      const { outputFiles } = await build({ ...BUNDLING, plugins, stdin, write: false });
      return outputFiles[0]?.contents.length ?? Number.NaN;
    }),
  );
  expect(sizes[0]).toBeLessThan((sizes[1] ?? 0) - 30_000);
});

/** All that a module of schemas exports, as one text: functions by what they give. */
async function evaluate(contents: string, path: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'preau-schemas-'));
  try {
    const outfile = join(folder, 'schemas.cjs');
    await build({
      stdin: { contents, resolveDir: join(root, dirname(path)) },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
      outfile,
    });
    return told(createRequire(import.meta.url)(outfile));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function told(exported: unknown): string {
  const seen = new Set<unknown>();
  const plain = (_key: string, value: unknown): unknown => {
    if (typeof value === 'function')
      return isClass(value) ? value.name : plain('', (value as () => unknown)());
    if (typeof value !== 'object' || value === null) return value;
    if (seen.has(value)) return '(seen)';
    seen.add(value);
    return value;
  };
  return JSON.stringify(exported, plain);
}

/** A reference to a schema is an arrow, which has none. */
const isClass = (value: object): value is { readonly name: string } & object =>
  'prototype' in value;

/** What a bundle of one client and one command throws at an answer of a service. */
async function answered(
  { client, command, input, type, body }: (typeof ANSWERS)[number],
  isLean: boolean,
): Promise<Answered> {
  const contents = `import * as sdk from '@aws-sdk/client-${client}';
import { ${command}Command } from '@aws-sdk/client-${client}';
import { Readable } from 'node:stream';
const name = Object.keys(sdk).find((one) => /^[A-Z]\\w+Client$/.test(one) && !one.startsWith('__'));
export async function ask(input, type, body) {
  const response = { statusCode: 404, headers: { 'content-type': type }, body: Readable.from([body]) };
  const client = new sdk[name]({
    region: 'eu-west-3', maxAttempts: 1, credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    requestHandler: { handle: async () => ({ response }) },
  });
  const error = await client.send(new ${command}Command(input)).catch((thrown) => thrown);
  const base = Object.keys(sdk).find((one) => one.endsWith('ServiceException'));
  return { name: error.name, message: error.message, fault: error.$fault,
    status: error.$metadata.httpStatusCode, isClientsOwn: error instanceof sdk[base],
    hasOwnClass: Object.getPrototypeOf(error) !== sdk[base].prototype };
}`;
  const folder = await mkdtemp(join(tmpdir(), 'preau-errors-'));
  try {
    const outfile = join(folder, 'client.cjs');
    const plugins = isLean ? BUNDLING.plugins : [];
    await build({ ...BUNDLING, plugins, stdin: { contents, resolveDir: root }, outfile });
    const { ask } = createRequire(import.meta.url)(outfile) as {
      ask: (...asked: readonly unknown[]) => Promise<Answered>;
    };
    return await ask(input, type, body);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
