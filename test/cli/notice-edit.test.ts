import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noticeEdit } from '../../app/views/notice-edit.ts';
import type { State } from '../../core/incident/state.ts';
import type { Notice } from '../../core/notice/notice.ts';
import { epochMs } from '../../core/units.ts';
import { readJournal } from '../../home/deploy/read-journal.ts';
import { replayFolder } from '../../home/deploy/replay-folder.ts';
import { morningFolder } from '../fixtures/morning-folder.ts';
import { type } from './a-terminal.ts';

// Goal: a person's sentence in a notice is seen before it is added, and refused where it says too much.
// Method: command lines on a home that stopped while its notice waited.

const folder = mkdtempSync(join(tmpdir(), 'preau-notice-edit-'));
const data = join(folder, 'lived');
const SENTENCE = 'Les cours de ce matin ont lieu au CDI.';
let before: State;
let policy: Awaited<ReturnType<typeof replayFolder>>['policy'];
let notice: Notice;

beforeAll(async () => {
  await morningFolder(data, 7);
  ({ state: before, policy } = await replayFolder(data));
  const [first] = Object.values(before.notices);
  if (first === undefined) throw new Error('the morning planned no notice');
  notice = first;
});
afterAll(() => rmSync(folder, { recursive: true }));

const edit = (sentence: string, ...more: readonly string[]) =>
  type(['notice', 'edit', notice.id, sentence, '--data', data, ...more]);

const dry = async (sentence: string, ...more: readonly string[]) => {
  const { exitCode, out } = await edit(sentence, '--dry-run', '--json', ...more);
  return { exitCode, ...(JSON.parse(out) as { readonly text: { readonly mailText: string } }) };
};

test('a dry run shows the words as they would leave, counted, and writes nothing', async () => {
  const lines = readJournal(data).length;
  const { exitCode, out, err } = await edit(SENTENCE, '--dry-run');
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
  expect(out).toContain('À blanc : rien n’est fait. Le message partirait ainsi :');
  expect(out).toContain('SMS · 123 septets sur 160, 1 segment\n');
  expect(out).toContain(SENTENCE);
  expect(out).toContain('Un mot de la cellule de crise');
  expect(out).toMatch(/1 SMS \(1 segment\), 0,07\s€/);
  expect(readJournal(data)).toHaveLength(lines);
});

test('in English its own words are English, and the notice’s are its readers’', async () => {
  const { out } = await edit(SENTENCE, '--dry-run', '--lang', 'en');
  expect(out).toContain('Dry run: nothing is done. The notice would leave like this:');
  expect(out).toContain('€0.07');
  expect(out).toContain('Un mot de la cellule de crise');
});

test('as JSON, with the plan and the texts', async () => {
  const shown = await dry(SENTENCE);
  expect(shown).toMatchObject({
    exitCode: 0,
    dryRun: true,
    notice: notice.id,
    outcome: 'added',
    refusal: null,
    leaves: true,
    plan: { sms: 1, smsSegments: 1, costEuros: 0.07 },
    text: { smsSegments: 1 },
  });
  expect(shown.text.mailText).toContain(SENTENCE);
});

test('a sentence that accuses more than the verdict carries is refused, with why', async () => {
  const shown = await dry('Une attaque venue de l’étranger.');
  expect(shown).toMatchObject({
    exitCode: 1,
    outcome: 'refused',
    refusal: { title: expect.stringContaining('attaque') },
    leaves: false,
  });
  expect(shown.text.mailText).not.toContain('étranger');
  const { out } = await edit('Une attaque venue de l’étranger.', '--dry-run');
  expect(out).toContain('À blanc : la phrase serait refusée.');
});

test('nothing to take out, and a notice that is not there', async () => {
  expect(await dry('')).toMatchObject({ exitCode: 1, outcome: 'nothing' });
  const line = ['notice', 'edit', 'nowhere/outage/1', 'x', '--dry-run', '--data', data];
  const { exitCode, err } = await type(line);
  expect(exitCode).toBe(1);
  expect(err).toContain(`aucun message « nowhere/outage/1 » au journal ; il y a : ${notice.id}`);
});

test.each([['a'.repeat(281)], ['une ligne\nune autre']])(
  'a sentence of the wrong shape: %j',
  async (sentence) => {
    for (const more of [[], ['--dry-run']]) {
      const { exitCode, err } = await edit(sentence, ...more);
      expect(exitCode).toBe(2);
      expect(err).toContain('280 signes');
    }
  },
);

test('without a home that runs nothing is added', async () => {
  const { exitCode, err, out } = await edit(SENTENCE);
  expect({ exitCode, out }).toEqual({ exitCode: 5, out: '' });
  expect(err).toContain('home-unreachable');
});

describe('what a sentence would do', () => {
  const by = { role: 'cli', name: 'A. Martin' };
  const ask = (addition: string, patch: Partial<Notice>) =>
    noticeEdit(
      { ...before, notices: { [notice.id]: { ...notice, ...patch } } },
      policy,
      { kind: 'edit-notice', notice: notice.id, addition, by },
      epochMs(before.at + 1_000),
    );

  test('one that stands is taken out', () => {
    const content = { ...notice.content, addition: SENTENCE };
    expect(ask('', { content })).toMatchObject({ outcome: 'removed', leaves: false });
    expect(ask(SENTENCE, { content })).toMatchObject({ outcome: 'nothing', leaves: true });
  });

  test('what the verdict no longer carries would leave without it', () => {
    const content = { ...notice.content, cause: 'attack' as const };
    const asked = ask('Cette attaque est suivie par nos équipes.', { content });
    expect(asked).toMatchObject({ outcome: 'added', hindrance: null, leaves: false });
  });

  test('one that has left is as it left', () => {
    const left = ask(SENTENCE, { stage: 'sent' });
    expect(left).toEqual({
      outcome: 'nothing',
      hindrance: null,
      content: notice.content,
      leaves: false,
    });
  });
});
