import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { buildProgram } from '../../cli/frame.ts';
import { createIo } from '../../cli/frame-io.ts';
import { PreauError } from '../../core/errors.ts';
import { type } from './a-terminal.ts';

// Goal: the frame that every command stands in: languages, exit codes, errors, colours.
// Method: type command lines into a terminal that writes down; one real process for bin/.

const failing = (error: unknown) => ({
  modules: [
    {
      register: (program: Command) =>
        void program.command('fail').action(() => Promise.reject(error)),
    },
  ],
});

describe('language', () => {
  test.each([
    ['', {}, 'Commandes :'],
    ['', { LANG: 'C' }, 'Commandes :'],
    ['', { LANG: 'en_GB.UTF-8' }, 'Commands:'],
    ['', { LC_ALL: 'fr_FR.UTF-8', LANG: 'en_GB.UTF-8' }, 'Commandes :'],
    ['--lang en --help', { LANG: 'fr_FR' }, 'Commands:'],
    ['--help --lang=en', {}, 'Commands:'],
  ])('%s with %j says %s', async (line, env, words) => {
    const { out, exitCode } = await type(line, { env });
    expect(out).toContain(words);
    expect(exitCode).toBe(0);
  });

  test('the help of a command has no English word of the library in French', async () => {
    const { out } = await type('check --help');
    expect(out).toContain('par défaut : preau.yaml');
    expect(out).not.toMatch(/Usage:|Options:|default|display help/);
  });

  test('both languages have the same words, and the same values in them', () => {
    const leaves = (tree: unknown, path = ''): string[] =>
      typeof tree === 'object' && tree !== null
        ? Object.entries(tree).flatMap(([key, child]) => leaves(child, `${path}.${key}`))
        : [`${path} ${[...String(tree).matchAll(/\{\w+\}/g)].map(String).sort().join()}`];
    const of = (language: string) => {
      const file = new URL(`../../locales/${language}.yaml`, import.meta.url);
      const { cli, check } = parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
      return leaves({ cli, check });
    };
    expect(of('fr')).toEqual(of('en'));
  });
});

test.each(['fr', 'en'])('every command and every option says what it is for, in %s', (lang) => {
  const stdout = { write: () => undefined };
  const io = createIo({ argv: [`--lang=${lang}`], env: {}, stdout, stderr: stdout });
  const all = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(all)];
  const silent = all(buildProgram(io)).flatMap((command) => [
    ...(command.description() === '' ? [command.name()] : []),
    ...command.options.filter(({ description }) => description === '').map(({ flags }) => flags),
  ]);
  expect(silent).toEqual([]);
});

describe('a wrong command line ends with 2 and says why', () => {
  test.each([
    ['--jsn', 'option inconnue : --jsn Vouliez-vous dire --json ?'],
    ['chek', 'commande inconnue : chek Vouliez-vous dire check ?'],
    ['--lang de', '« de » refusée. On attend fr ou en.'],
    ['check a b', "trop d'arguments"],
  ])('%s', async (line, words) => {
    const { exitCode, err, out } = await type(line);
    expect(exitCode).toBe(2);
    expect(err).toContain(words);
    expect(out).toBe('');
  });
});

describe('an error', () => {
  test.each([
    ['argument-invalid', 2],
    ['config-invalid', 3],
    ['data-folder-in-use', 4],
    ['data-folder-newer', 4],
    ['dns-unreachable', 5],
    ['notice-refused', 1],
  ] as const)('%s ends with %d, and shows its code and text', async (code, exit) => {
    const { exitCode, err } = await type(
      'fail',
      failing(new PreauError(code, 'expected a, got b')),
    );
    expect(exitCode).toBe(exit);
    expect(err).toContain(`${code}: expected a, got b`);
    expect(err).not.toContain('    at ');
  });

  test('of another kind is a bug: its stack, and how to report it', async () => {
    const { exitCode, err } = await type('fail', failing(new TypeError('x is not a function')));
    expect(exitCode).toBe(70);
    expect(err).toContain('défaut de Préau');
    expect(err).toContain('    at ');
    expect(err).toContain('preau --version');
  });

  test('is one JSON document with --json', async () => {
    const error = new PreauError('store-unavailable', 'no room', { retryable: true });
    const { err, out } = await type('fail --json', failing(error));
    expect(out).toBe('');
    expect(JSON.parse(err)).toEqual({
      error: { code: 'store-unavailable', message: 'no room', said: 'no room', retryable: true },
    });
  });
});

test('colours only on a terminal, and not with NO_COLOR', async () => {
  const escape = String.fromCharCode(27);
  expect((await type('--help', { isTTY: true })).out).toContain(escape);
  expect((await type('--help')).out).not.toContain(escape);
  expect((await type('--help', { isTTY: true, env: { NO_COLOR: '1' } })).out).not.toContain(escape);
  expect((await type('--help', { isTTY: true, env: { TERM: 'dumb' } })).out).not.toContain(escape);
});

test('the real process prints its version', () => {
  const bin = fileURLToPath(new URL('../../bin/preau.js', import.meta.url));
  const { stdout, status } = spawnSync(process.execPath, [bin, '--version'], { encoding: 'utf8' });
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(status).toBe(0);
});

test('the guard is written for an old Node: no syntax newer than 2017, no static import', () => {
  const guard = readFileSync(new URL('../../bin/preau.js', import.meta.url), 'utf8');
  expect(guard).not.toMatch(/^import |\?\.|\?\?|await/m);
  expect(guard).toContain('Node 24');
});
