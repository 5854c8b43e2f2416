import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { cliDoc } from '../../cli/cli-doc.ts';
import { buildProgram } from '../../cli/frame.ts';
import { commandPath, isRunnable } from '../../cli/frame-command-help.ts';
import { EXAMPLED } from '../../cli/frame-examples.ts';
import { createIo } from '../../cli/frame-io.ts';
import { type } from './a-terminal.ts';

// Goal: each command's help is whole in both languages: an example that works, exit codes, 80 columns.
// Method: walk the tree of commands; type each example; one real process whose output is piped.

const sink = { write: () => true, columns: 80 };
const ioIn = (language: string) =>
  createIo({ argv: ['--lang', language], env: {}, stdout: sink, stderr: sink });

const all = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(all)];

function helpOf(command: Command): string {
  let help = '';
  command.configureOutput({ writeOut: (text) => void (help += text), getOutHelpWidth: () => 80 });
  command.outputHelp();
  return help;
}

/** As a shell splits it, up to where its output goes. */
const wordsOf = (line: string): readonly string[] =>
  [...(line.split(' > ')[0] ?? '').matchAll(/"([^"]*)"|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? '',
  );

const io = ioIn('fr');
const paths = all(buildProgram(io))
  .filter((command) => command.parent !== null && isRunnable(command, io))
  .map(commandPath);

test('the commands of the design are there', () => {
  const wanted =
    'check,start,rehearse,schools import,mirror build,mirror verify,mirror publish,shelter,release,' +
    'drill,cause explain,cause evaluate,notice preview,notice plan,dossier export,dossier verify,' +
    'init,doctor';
  for (const path of wanted.split(',')) expect(paths).toContain(path);
});

test('no example is of a command that is gone', () => {
  expect(EXAMPLED.filter((path) => !paths.includes(path))).toEqual([]);
});

describe.each(['fr', 'en'])('in %s', (language) => {
  test.each(paths)('the help of %s', async (path) => {
    const program = buildProgram(ioIn(language));
    const command = all(program).find((one) => commandPath(one) === path);
    if (command === undefined) throw new Error(`${path} is gone`);
    const help = helpOf(command);
    expect(help).toMatch(/\n(?:Codes de sortie :|Exit codes:)\n {2}0 /);
    expect(help).toContain('--json');
    const [before = '', example = ''] = help.split(/\n(?:Exemple :|Example:)\n/);
    expect(before.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const [preau, ...words] = wordsOf(example.trim());
    expect([preau, words.slice(0, path.split(' ').length).join(' ')]).toEqual(['preau', path]);
    let taken = false;
    command.action(() => void (taken = true));
    await program.parseAsync([...words], { from: 'user' });
    expect(taken).toBe(true);
  });

  test('a word that is almost a command is answered with that command', async () => {
    for (const [typed, meant] of [
      ['docter', 'doctor'],
      ['mirror bild', 'build'],
      ['relese', 'release'],
    ] as const) {
      const { exitCode, err } = await type(`--lang ${language} ${typed}`);
      expect(exitCode).toBe(2);
      expect(err).toContain(`${meant} ?`.replace(' ?', language === 'fr' ? ' ?' : '?'));
    }
  });
});

test('a process whose output is piped colours nothing, nor with NO_COLOR', () => {
  const bin = fileURLToPath(new URL('../../bin/preau.js', import.meta.url));
  const example = fileURLToPath(new URL('../../examples/preau.yaml', import.meta.url));
  const { FORCE_COLOR: _, ...env } = process.env;
  const run = (more: Readonly<Record<string, string>>) =>
    spawnSync(process.execPath, [bin, 'check', example], {
      encoding: 'utf8',
      env: { ...env, ...more },
    });
  for (const { stdout, stderr, status } of [run({}), run({ NO_COLOR: '1' })]) {
    expect(status).toBe(0);
    expect(`${stdout}${stderr}`).not.toContain('\u001b');
    expect(stdout).toContain('preau.yaml');
  }
});

describe('docs/cli.md', () => {
  const doc = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8');

  test('is up to date: run `npm run cli-doc`', () => {
    expect(doc).toBe(cliDoc());
  });

  test('has every command and every option', () => {
    for (const path of paths) expect(doc).toContain(`\n## \`preau ${path}\`\n`);
    const options = all(buildProgram(ioIn('en'))).flatMap((command) => command.options);
    for (const { long } of options) expect(doc).toContain(long);
  });
});
