import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { EXIT } from '../../cli/errors-exit-codes.ts';
import { configSchema } from '../../config/schema.ts';

// Goal: docs/configuration.md has every key with its default, and every exit code.
// Method: walk the schema and look for each key in the page.

const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');

interface Key {
  readonly name: string;
  readonly default: unknown;
}

function keysOf(schema: z.core.JSONSchema._JSONSchema | undefined): readonly Key[] {
  if (typeof schema !== 'object') return [];
  const items = Array.isArray(schema.items) ? undefined : schema.items;
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, child]) => [
    { name, default: typeof child === 'object' ? child.default : undefined },
    ...keysOf(child),
  ]);
  return [...own, ...keysOf(items)];
}

const keys = keysOf(z.toJSONSchema(configSchema, { io: 'input' }));

test('documents every key', () => {
  expect(keys.length).toBeGreaterThan(90);
  expect(keys.filter(({ name }) => !page.includes(`\`${name}\``))).toEqual([]);
});

test('documents every simple default on its key’s line', () => {
  const missing = keys.filter(({ name, default: value }) => {
    if (typeof value !== 'string' && typeof value !== 'number') return false;
    const lines = page.split('\n').filter((line) => line.startsWith(`| \`${name}\``));
    return !lines.some((line) => line.includes(`\`${value}\``));
  });
  expect(missing).toEqual([]);
});

test('documents every exit code, as the help does', () => {
  for (const code of Object.values(EXIT)) {
    expect(page).toContain(`| ${code} |`);
    for (const language of ['fr', 'en']) {
      const words = new URL(`../../locales/${language}.yaml`, import.meta.url);
      expect(readFileSync(words, 'utf8')).toMatch(new RegExp(`^      ${code} +\\S`, 'm'));
    }
  }
});
