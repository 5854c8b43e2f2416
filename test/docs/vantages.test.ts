// Goal: what docs/vantages.md has a school's administrator paste names files and options that there
// are. Method: read the page beside the tree and the command line.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { buildProgram } from '../../cli/frame.ts';
import { createIo } from '../../cli/frame-io.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/vantages.md'), 'utf8');
const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** `Name=value` of the unit, with the lines that a backslash joins. */
function settingOf(name: string): string {
  const unit = page.replaceAll('\\\n', ' ');
  const value = new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1];
  if (value === undefined) throw new Error(`the unit has no ${name}`);
  return value;
}

const optionsOf = (text: string): readonly string[] =>
  [...text.matchAll(/(?<=\s|`)--[a-z-]+/g)].map(([option]) => option);

test('the unit starts a file that there is, from the folder that it names', () => {
  const [node = '', script = '', command] = settingOf('ExecStart').split(/\s+/);
  const folder = settingOf('WorkingDirectory');
  expect(node.startsWith(`${folder}/`)).toBe(true);
  expect(existsSync(join(root, node.slice(folder.length)))).toBe(true);
  expect(existsSync(join(root, script))).toBe(true);
  expect(manifest).toMatchObject({ bin: { preau: script } });
  expect(command).toBe('vantage');
});

test('each option of the unit and of the table is one of the command', () => {
  const program = buildProgram(createIo(process));
  const vantage = program.commands.find((command) => command.name() === 'vantage');
  const known = vantage?.options.map(({ long }) => long) ?? [];
  const table = page.split('\n').filter((line) => line.startsWith('| `--'));
  const used = [settingOf('ExecStart'), ...table].flatMap(optionsOf);
  expect(used.length).toBeGreaterThan(10);
  expect(used.filter((option) => !known.includes(option))).toEqual([]);
});
