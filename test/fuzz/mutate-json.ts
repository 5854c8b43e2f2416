import type { Random } from '../../app/ports.ts';
import { pick } from '../../home/stage/seeded-random.ts';

type Json = unknown;

/** What no author of a schema expects in the place of a value. */
const VALUES: readonly Json[] = [
  null,
  true,
  -1,
  1e308,
  0.1,
  '',
  '__proto__',
  'constructor',
  'javascript:alert(1)',
  '\u202e',
  'x'.repeat(5_000),
  '1970-01-01T00:00:00Z',
  '+275760-09-13T00:00:00.000Z',
  '9999-99-99T99:99:99Z',
  [],
  {},
  [[[[[[[[]]]]]]]],
  { toString: 1, valueOf: null, length: -1, constructor: { prototype: { polluted: 1 } } },
];
const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', ''];

/** Put another value, name or copy in one place of a text that is JSON; any other text stays. */
export function mutateJson(input: Uint8Array, random: Random): Uint8Array {
  const text = Buffer.from(input).toString('utf8');
  try {
    return Buffer.from(written(changed(JSON.parse(text), random, 0)));
  } catch {
    return input;
  }
}

/** A name of `__proto__` is written as any other is: `JSON.stringify` writes own names alone. */
const written = (value: Json): string => JSON.stringify(value) ?? 'null';

function changed(value: Json, random: Random, depth: number): Json {
  const isLeaf = typeof value !== 'object' || value === null;
  if (isLeaf || depth > 40 || random.next() < 0.15) return pick(random, VALUES);
  if (Array.isArray(value)) return changedList(value, random, depth);
  return changedFields(value as Record<string, Json>, random, depth);
}

function changedList(list: readonly Json[], random: Random, depth: number): Json {
  const at = Math.floor(random.next() * list.length);
  if (random.next() < 0.1) return [...list, ...Array.from({ length: 300 }, () => list[at])];
  return list.map((item, index) => (index === at ? changed(item, random, depth + 1) : item));
}

function changedFields(fields: Record<string, Json>, random: Random, depth: number): Json {
  const names = Object.keys(fields);
  const name = pick(random, names);
  const entries = Object.entries(fields);
  if (name === undefined || random.next() < 0.1)
    return made([...entries, [pick(random, NAMES) ?? '', pick(random, VALUES)]]);
  if (random.next() < 0.1) return made(entries.filter(([one]) => one !== name));
  return made(
    entries.map(([one, item]) => [one, one === name ? changed(item, random, depth + 1) : item]),
  );
}

/** With `__proto__` as a name of its own, as a parser of JSON makes it. */
function made(entries: readonly (readonly [string, Json])[]): Json {
  const fields: Record<string, Json> = {};
  for (const [name, value] of entries)
    Object.defineProperty(fields, name, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  return fields;
}
