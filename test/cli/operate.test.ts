import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personOf } from '../../cli/operate-person.ts';
import { createIo } from '../../cli/frame-io.ts';
import { readJournal } from '../../home/deploy/read-journal.ts';
import { morningFolder } from '../fixtures/morning-folder.ts';
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
  { line: ['veto', 'ent-x', '--reason', 'r', '--dry-run'], code: 1, words: 'not-found' },
  { line: ['drill', 'ent-x', '--dry-run'], code: 1, words: 'not-found' },
  { line: ['drill', 'report', 'ent-x'], code: 1, words: 'not-found' },
  { line: ['drill', 'ent-x'], code: 5, words: 'home-unreachable' },
  { line: ['share', 'ent-x', '50', '--reason', 'r'], code: 5, words: 'home-unreachable' },
  { line: ['share', 'ent-x', '50'], code: 2, words: '--reason' },
  { line: ['share', 'ent-x', '100', '--reason', 'r'], code: 2, words: 'preau shelter' },
  { line: ['share', 'ent-x', '12.5', '--reason', 'r'], code: 2, words: '0 à 99' },
  { line: ['share', 'ent-x', '1e1', '--reason', 'r'], code: 2, words: '0 à 99' },
  { line: ['share', 'ent-x', 'moitié', '--reason', 'r'], code: 2, words: '0 à 99' },
  { line: ['cause', 'explain'], code: 1, words: 'not-found' },
  { line: ['notice', 'preview'], code: 1, words: 'not-found' },
  { line: ['journal', 'verify'], code: 1, words: "n'a pas de journal" },
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

describe('a dry run, on a home that stopped in the middle of a fall', () => {
  const data = join(folder, 'lived');
  beforeAll(() => morningFolder(data, 30));
  const dry = async (...line: readonly string[]) => {
    const { exitCode, out } = await type([...line, '--dry-run', '--json', '--data', data]);
    return { exitCode, ...(JSON.parse(out) as { readonly dryRun: true; readonly plan: unknown }) };
  };

  test('tells of a veto that it is noted, with its undoing, and writes nothing', async () => {
    const before = readJournal(data).length;
    expect(await dry('veto', 'ent', '--reason', 'r', '--by', 'A. Martin')).toMatchObject({
      exitCode: 0,
      dryRun: true,
      plan: {
        command: { kind: 'veto', platform: 'ent', by: { role: 'cli', name: 'A. Martin' } },
        outcome: 'noted',
        openIncident: 'P-0001',
        followMs: null,
        undo: `preau unveto ent --reason "POURQUOI" --data ${data}`,
        place: { zone: 'region.example', ttlMs: 60_000 },
      },
    });
    expect(readJournal(data)).toHaveLength(before);
  });

  test('tells of a release that the platform does not answer, and ends with 1', async () => {
    const { exitCode, plan } = await dry('release', 'ent', '--reason', 'r');
    expect(exitCode).toBe(1);
    expect(plan).toMatchObject({
      outcome: 'refused',
      obstacles: [{ title: expect.stringContaining('ne répond pas') }],
    });
  });

  test('tells of a drill that nothing would turn over an incident', async () => {
    expect(await dry('drill', 'ent')).toMatchObject({ exitCode: 1, plan: { outcome: 'nothing' } });
  });
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
