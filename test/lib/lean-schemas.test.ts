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
import { withPlainKeys } from '../../lib/lean-schemas.ts';

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
