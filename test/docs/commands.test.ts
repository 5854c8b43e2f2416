// Goal: what a page has its reader type is there: the command, each of its options, the script of npm.
// Method: every command line that stands in a block or in backquotes on a page is looked up in the program itself.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { buildProgram } from '../../cli/frame.ts';
import { createIo } from '../../cli/frame-io.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** `docs/cli.md` is written by the program. */
const PAGES = globSync(['*.md', 'docs/**/*.md', 'examples/*/*.md', 'data/*.md'], {
  cwd: root,
}).filter((page) => page !== 'docs/cli.md');
const sink = { write: () => true };
const program = buildProgram(createIo({ argv: [], env: {}, stdout: sink, stderr: sink }));
const scripts = Object.keys(
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object }).scripts,
);

/** Lines of blocks, and what stands in backquotes in the prose around them. */
function typedIn(page: string): readonly string[] {
  const text = readFileSync(join(root, page), 'utf8');
  const blocks = [...text.matchAll(/^ *```\w*\n([\s\S]*?)^ *```/gm)].map(([, body = '']) => body);
  const prose = text.replaceAll(/^ *```[\s\S]*?^ *```/gm, '');
  const spans = [...prose.matchAll(/`([^`]+)`/g)].map(([, span = '']) =>
    span.replaceAll(/\s+/g, ' '),
  );
  return [...blocks.flatMap((block) => block.split('\n')), ...spans];
}

/** Command lines of Préau: from its name on, to the end of the command. */
const LINE = /(?:^|&& |\$ )(?:npm run (?:--silent )?)?preau (?:-- )?([a-z][^&|;#>]*)/;

const shown = PAGES.flatMap((page) =>
  typedIn(page).flatMap((line) => {
    const [, typed] = LINE.exec(line.trim()) ?? [];
    return typed === undefined ? [] : [{ page, typed: typed.trim() }];
  }),
);

/** @returns what of a command line is not there; null when all is */
function lost(typed: string): string | null {
  const words = typed.replaceAll(/"[^"]*"/g, 'TEXT').split(/\s+/);
  let command: Command = program;
  const alternatives = (words.shift() ?? '').split('|');
  const firsts = alternatives.map((name) => find(program, name));
  if (firsts.includes(undefined)) return `preau ${alternatives.join('|')}`;
  command = firsts[0] ?? program;
  const [next = ''] = words;
  const child = next.split('|').map((name) => find(command, name));
  if (child.every((one) => one !== undefined)) command = child[0] ?? command;
  else if (takesNoArgument(command) && /^[a-z]/.test(next))
    return `preau ${command.name()} ${next}`;
  const known = [...command.options, ...(command.parent?.options ?? []), ...program.options];
  const isKnown = (word: string): boolean =>
    word === '--help' ||
    known.some(({ long, short }) => word.split('=')[0] === long || word === short);
  return words.find((word) => /^--?[a-z]/.test(word) && !isKnown(word)) ?? null;
}

const find = (parent: Command, name: string): Command | undefined =>
  parent.commands.find((one) => one.name() === name);

const takesNoArgument = (command: Command): boolean =>
  command.commands.length > 0 && command.registeredArguments.length === 0;

test('every command of Préau that a page shows is there, with its options', () => {
  expect(shown.length).toBeGreaterThan(150);
  const wrong = shown.map(({ page, typed }) => ({ page, typed, lost: lost(typed) }));
  expect(wrong.filter((one) => one.lost !== null)).toEqual([]);
});

test('every script that a page has npm run is there', () => {
  const run = PAGES.flatMap((page) =>
    [
      ...readFileSync(join(root, page), 'utf8').matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/g),
    ].map(([, script = '']) => ({ page, script })),
  );
  expect(run.length).toBeGreaterThan(30);
  expect(run.filter(({ script }) => !scripts.includes(script))).toEqual([]);
});
