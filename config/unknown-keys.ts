import type { z } from 'zod';
import { nearWord } from './near-word.ts';
import type { ConfigPath, Finding } from './problem.ts';

type SchemaNode = z.core.JSONSchema.BaseSchema;

/** More unknown keys in one map, and it is no map of ours (chosen). */
const UNKNOWN_KEYS_MAX = 50;

/** Keys that a schema does not know, each with the one that was meant, or with all that it knows. */
export function unknownKeys(
  schema: SchemaNode,
  path: ConfigPath,
  keys: readonly string[],
): readonly Finding[] {
  const known = keysAt(schema, path);
  return keys.slice(0, UNKNOWN_KEYS_MAX).map((key) => {
    const near = nearWord(key, known);
    const at = { path: [...path, key], got: key, atKey: true };
    if (near !== undefined) return { ...at, code: 'unknown-key-near', values: { near } };
    return { ...at, code: 'unknown-key', values: { keys: known.join(', ') } };
  });
}

function keysAt(schema: SchemaNode, path: ConfigPath): readonly string[] {
  let node: SchemaNode | undefined = schema;
  for (const part of path) {
    const next: unknown = typeof part === 'number' ? node?.items : node?.properties?.[part];
    node = isSchema(next) ? next : undefined;
  }
  return Object.keys(node?.properties ?? {});
}

function isSchema(node: unknown): node is SchemaNode {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}
