// Goal: dossiers asked for at the console are made one at a time, kept for their asker alone, and a failure
// is told plainly. Method: the real command on the folder of a home that lived; and commands that are
// stand-ins, held back, failed or ended.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { epochMs, incidentId } from '../../core/units.ts';
import { createDossierDesk } from '../../home/dossier-desk.ts';
import { type CommandEnd, runCommand } from '../../home/deploy/run-command.ts';
import { replayFolder } from '../../home/deploy/replay-folder.ts';
import { type } from '../cli/a-terminal.ts';
import { morningFolder } from '../fixtures/morning-folder.ts';

const root = mkdtempSync(join(tmpdir(), 'preau-desk-'));
afterAll(() => rmSync(root, { recursive: true }));
const AT = epochMs(Date.UTC(2026, 0, 12, 8));
const [ONE, OTHER] = [incidentId('ent-1'), incidentId('ent-2')];

function desk(name: string, run: typeof runCommand, signal = new AbortController().signal) {
  const dataFolder = join(root, name);
  mkdirSync(dataFolder, { recursive: true });
  const changed = vi.fn<() => void>();
  const clock = { now: () => AT };
  const made = createDossierDesk({ dataFolder, language: 'fr', clock, run, changed, signal });
  return { made, changed, dataFolder };
}

const settled = (made: ReturnType<typeof createDossierDesk>, id = ONE) =>
  vi.waitFor(
    () => {
      const standing = made.standing(id);
      if (standing.kind === 'making') throw new Error('not yet');
      return standing;
    },
    { timeout: 15_000, interval: 20 },
  );

test('the real command makes one that verifies, for its owner only', async () => {
  await morningFolder(join(root, 'lived'), 130);
  const { state } = await replayFolder(join(root, 'lived'));
  const [incident] = Object.values(state.incidents);
  if (incident === undefined) throw new Error('the morning has one');
  const { made, changed, dataFolder } = desk('lived', runCommand);
  made.make(incident.id, incident.reference);
  expect(made.standing(incident.id)).toEqual({ kind: 'making', since: AT });
  const standing = await settled(made, incident.id);
  if (standing.kind !== 'made') throw new Error(JSON.stringify(standing));
  expect(standing.made).toMatchObject({ at: AT, stamping: 'not-asked' });
  expect(changed).toHaveBeenCalledTimes(2);
  const file = made.file(standing.made.archive);
  expect(file).toMatchObject({ downloadAs: `dossier-${incident.reference}.zip` });
  expect(statSync(file?.path ?? '').size).toBe(standing.made.sizeBytes);
  expect(statSync(join(dataFolder, 'dossiers')).mode & 0o077).toBe(0);
  expect(made.file(standing.made.key)?.downloadAs).toBe(`dossier-${incident.reference}.zip.key`);
  const verified = await type(['dossier', 'verify', file?.path ?? '', '--json']);
  expect(verified.exitCode).toBe(0);
});

test('the command’s own words say why there is none', async () => {
  await morningFolder(join(root, 'nothing'), 7);
  const { made } = desk('nothing', runCommand);
  made.make(OTHER, 'P-0002');
  expect(await settled(made, OTHER)).toMatchObject({
    kind: 'failed',
    why: expect.stringContaining('aucun incident, référence ni plateforme « ent-2 »'),
  });
});

/** A command that is held until it is let go. */
function held() {
  const lines: (readonly string[])[] = [];
  let end: (how: CommandEnd) => void = () => undefined;
  const run: typeof runCommand = (args, _step, signal) =>
    new Promise((resolve) => {
      lines.push(args);
      end = resolve;
      signal.addEventListener('abort', () => resolve({ code: null, said: '', words: '' }));
    });
  return { run, lines, end: (how: CommandEnd) => end(how) };
}

const SAID = JSON.stringify({
  sizeBytes: 7,
  stamping: { kind: 'failed' },
  manifest: { journal: { last: { seq: 3, hash: 'f00d' } } },
});

test('one at a time: while one is made another waits to be asked for, and takes its place', async () => {
  const command = held();
  const { made, dataFolder } = desk('one', command.run);
  mkdirSync(join(dataFolder, 'dossiers'), { recursive: true });
  writeFileSync(join(dataFolder, 'dossiers', 'old.zip'), 'x');
  made.make(ONE, 'P-0001');
  made.make(ONE, 'P-0001');
  made.make(OTHER, 'P-0002');
  expect(made.standing(OTHER)).toEqual({ kind: 'busy' });
  await vi.waitFor(() => expect(command.lines).toHaveLength(1));
  expect(readdirSync(join(dataFolder, 'dossiers'))).toEqual([]);
  command.end({ code: 5, said: SAID, words: '' });
  const first = await settled(made);
  expect(first).toMatchObject({ kind: 'made', made: { stamping: 'failed', last: { seq: 3 } } });
  const archive = first.kind === 'made' ? first.made.archive : '';
  expect(made.standing(OTHER)).toEqual({ kind: 'none' });
  made.make(OTHER, 'P-0002');
  expect(made.file(archive)).toBeNull();
  expect(made.standing(ONE)).toEqual({ kind: 'busy' });
  await vi.waitFor(() => expect(command.lines).toHaveLength(2));
  expect(command.lines[1]?.slice(0, 3)).toEqual(['dossier', 'export', OTHER]);
  command.end({ code: 0, said: SAID, words: '' });
  expect(await settled(made, OTHER)).toMatchObject({ kind: 'made' });
});

test.each([
  [{ code: 1, said: '', words: '{"error":{"message":"expected x","said":"voulu x"}}' }, 'voulu x'],
  [{ code: 70, said: '', words: '{"error":{"message":"a bug"}}' }, 'a bug'],
  [{ code: null, said: '', words: 'out of memory' }, 'out of memory'],
  [{ code: null, said: '', words: '' }, '–'],
  [{ code: 0, said: '{"cut', words: '' }, 'SyntaxError'],
])('a command that ends with %o has failed', async (how, why) => {
  const { made } = desk('failed', async () => how);
  made.make(ONE, 'P-0001');
  expect(await settled(made)).toMatchObject({ kind: 'failed', why: expect.stringContaining(why) });
  expect(made.file('abc.zip')).toBeNull();
});

test('it ends with its home', async () => {
  const command = held();
  const home = new AbortController();
  const { made } = desk('ends', command.run, home.signal);
  made.make(ONE, 'P-0001');
  await vi.waitFor(() => expect(command.lines).toHaveLength(1));
  home.abort();
  expect(await settled(made)).toMatchObject({ kind: 'failed' });
});

test('what an earlier start left is gone', async () => {
  mkdirSync(join(root, 'left', 'dossiers'), { recursive: true });
  const { dataFolder } = desk('left', async () => ({ code: 1, said: '', words: '' }));
  await vi.waitFor(() => expect(existsSync(join(dataFolder, 'dossiers'))).toBe(false));
});
