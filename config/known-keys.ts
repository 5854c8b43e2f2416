import { z } from 'zod';
import type { ConfigPath } from './problem.ts';
import { configSchema } from './schema.ts';

type SchemaNode = z.core.JSONSchema.BaseSchema;

const wholeSchema: SchemaNode = z.toJSONSchema(configSchema, { io: 'input' });

/** @returns the keys that the schema knows of the map at `path`; empty where it knows no map */
export function knownKeys(path: ConfigPath): readonly string[] {
  let node: SchemaNode | undefined = wholeSchema;
  for (const part of path) {
    const next: unknown = typeof part === 'number' ? node?.items : node?.properties?.[part];
    node = isSchema(next) ? next : undefined;
  }
  return Object.keys(node?.properties ?? {});
}

function isSchema(node: unknown): node is SchemaNode {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}
