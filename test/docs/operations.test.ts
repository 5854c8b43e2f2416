// Goal: docs/operations.md has a row for each kind of resource, and names only commands and stacks that
// there are. Method: read the page beside what it speaks of.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { buildProgram } from '../../cli/frame.ts';
import { createIo } from '../../cli/frame-io.ts';
import { STACKS } from '../../config/aws-names.ts';
import { RESOURCE_COSTS } from '../../config/cost/resource-kinds.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const page = read('docs/operations.md');

test('each stack is there', () => {
  const names = Object.values(STACKS).map((name) =>
    typeof name === 'string' ? name : name('REGION'),
  );
  expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

test('each kind of resource that is made has a row with its price, and no other has', () => {
  const rows = [...page.matchAll(/^\| `((?:AWS|Custom)::[\w:]+)` \|.*\| (.+) \|$/gm)];
  const kinds = rows.map(([, kind = '']) => kind);
  expect(kinds.filter((kind) => kind.startsWith('AWS::')).toSorted()).toEqual(
    Object.keys(RESOURCE_COSTS).toSorted(),
  );
  const free = rows.flatMap(([, kind = '', price]) => (price === 'free' ? [kind] : []));
  const known = (kind: string) => RESOURCE_COSTS[kind];
  expect(
    free.filter((kind) => known(kind) !== undefined && !('free' in (known(kind) ?? {}))),
  ).toEqual([]);
});

test('each command that is shown exists', () => {
  const sink = { write: () => true };
  const program = buildProgram(createIo({ argv: [], env: {}, stdout: sink, stderr: sink }));
  const shown = [
    ...page.matchAll(/(?:^|`|&& )(?:npm run )?preau (?:-- )?([a-z]+)(?: ([a-z]+))?/gm),
  ];
  expect(shown.length).toBeGreaterThan(10);
  const unknown = shown.filter(([, verb = '', more = '']) => !isCommand(program, verb, more));
  expect(unknown.map(([text]) => text)).toEqual([]);
});

/** A group needs its own command behind it; behind another comes an argument. */
function isCommand(program: Command, verb: string, more: string): boolean {
  const found = program.commands.find((command) => command.name() === verb);
  if (found === undefined) return false;
  return found.commands.length === 0 || found.commands.some((child) => child.name() === more);
}
