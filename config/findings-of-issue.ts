import { z } from 'zod';
import type { ConfigPath, Finding } from './problem.ts';
import { isProblemCode, type ProblemCode } from './problem-words-fr.ts';
import { configSchema } from './schema.ts';
import { unknownKeys } from './unknown-keys.ts';

const wholeConfig = z.toJSONSchema(configSchema, { io: 'input' });

/**
 * Turn one issue of zod into what we say of it. A refusal with a name of its own carries it, as
 * `problem:<code>` in its message or as `params.problem`; the others are told apart by their kind.
 *
 * @param schema that knows the keys
 */
export function findingsOfIssue(
  issue: z.core.$ZodIssue,
  tree: unknown,
  schema: z.core.JSONSchema.BaseSchema = wholeConfig,
): readonly Finding[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys') {
    return unknownKeys(schema, path, issue.keys);
  }
  if (valueAt(tree, path) === undefined && issue.code !== 'custom') {
    return [{ code: 'missing', path, values: { key: String(path.at(-1) ?? '') }, got: '' }];
  }
  return [{ path, ...nameIssue(issue) }];
}

function nameIssue(issue: z.core.$ZodIssue): Pick<Finding, 'code' | 'values'> {
  const named = issue.message.startsWith('problem:') ? issue.message.slice(8) : undefined;
  if (issue.code === 'custom') {
    const { problem, ...values } = issue.params ?? {};
    return { code: codeOf(problem ?? named), values };
  }
  if (named !== undefined && issue.code !== 'invalid_type') return { code: codeOf(named) };
  if (issue.code === 'invalid_type') return { code: typeCode(issue.expected) };
  if (issue.code === 'invalid_value') {
    return { code: 'not-among', values: { choices: issue.values.map(String).join(', ') } };
  }
  if (issue.code === 'too_small') {
    const code = issue.inclusive === false ? 'number-above' : sizeCode(issue.origin, 'least');
    return { code, values: { bound: Number(issue.minimum) } };
  }
  if (issue.code === 'too_big') {
    return { code: sizeCode(issue.origin, 'most'), values: { bound: Number(issue.maximum) } };
  }
  return { code: 'invalid', values: { why: issue.message } };
}

function codeOf(name: unknown): ProblemCode {
  return isProblemCode(name) ? name : 'invalid';
}

function typeCode(expected: string): ProblemCode {
  const code = `type-${expected}`;
  return isProblemCode(code) ? code : 'invalid';
}

function sizeCode(origin: string, bound: 'least' | 'most'): ProblemCode {
  const what = origin === 'string' || origin === 'array' ? origin : 'number';
  return codeOf(`${what}-${bound}`);
}

/** The plain value at a path, undefined when there is none. */
export function valueAt(tree: unknown, path: ConfigPath): unknown {
  let node = tree;
  for (const part of path) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, part)) return undefined;
    node = Reflect.get(node, part);
  }
  return node;
}
