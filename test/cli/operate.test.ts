import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { personOf } from '../../cli/operate-person.ts';
import { createIo } from '../../cli/frame-io.ts';
import { type } from './a-terminal.ts';

// Goal: commands of the crisis cell that cannot be done say why, and end with the right code.
// Method: command lines typed into a terminal that writes down, on a folder where no home ran.

const folder = mkdtempSync(join(tmpdir(), 'preau-operate-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SAID = ['--statement', 'x', '--source', 'y'];

test.each([
  { line: ['shelter', 'ent-x'], code: 2, words: '--reason' },
  { line: ['shelter', 'ent-x', '--reason', 'r'], code: 5, words: 'dns-unreachable' },
  { line: ['release', 'ent-x', '--reason', 'r'], code: 5, words: 'touch' },
  { line: ['shelter', '../x', '--reason', 'r'], code: 1, words: 'not-found' },
  { line: ['veto', 'ent-x', '--reason', 'r'], code: 5, words: 'home-unreachable' },
  { line: ['drill', 'start', 'ent-x'], code: 5, words: 'home-unreachable' },
  { line: ['notice', 'hold', 'n'], code: 5, words: 'home-unreachable' },
  { line: ['shelter', 'ent-x', '--reason', 'r', '--dry-run'], code: 1, words: 'not-found' },
  { line: ['cause', 'explain'], code: 1, words: 'not-found' },
  { line: ['notice', 'preview'], code: 1, words: 'not-found' },
  { line: ['journal', 'verify'], code: 1, words: 'no journal' },
  { line: ['cause', 'confirm', 'i', 'bad-luck'], code: 2, words: 'On attend : overload' },
  {
    line: ['cause', 'claim', 'x', '--role', 'king', '--asserts', 'attack', ...SAID],
    code: 2,
    words: 'On attend : owner',
  },
])('$line ends with $code', async ({ line, code, words }) => {
  const { exitCode, err, out } = await type([...line, '--data', folder]);
  expect(exitCode).toBe(code);
  expect(err).toContain(words);
  expect(out).toBe('');
});

test.each(['names status', 'names stop'])('%s says that there is none', async (line) => {
  const { exitCode, out } = await type([...line.split(' '), '--data', folder]);
  expect(exitCode).toBe(1);
  expect(out).toContain('Aucun serveur de noms');
});

test('whoever asks is named by --by, else by their login, within bounds', () => {
  const stdout = { write: () => undefined };
  const io = (env: Readonly<Record<string, string>>) =>
    createIo({ argv: [], env, stdout, stderr: stdout });
  expect(personOf('A. Martin', io({}))).toEqual({ role: 'cli', name: 'A. Martin' });
  expect(personOf(undefined, io({ LOGNAME: 'astreinte' })).name).toBe('astreinte');
  expect(personOf(undefined, io({})).name).toBe('cli');
  expect(personOf(`a\u001b[2J${'b'.repeat(200)}`, io({})).name).toMatch(/^a \[2Jb{75}$/);
});
