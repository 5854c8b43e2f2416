import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashOf } from '../../adapters/local/hash.ts';
import { openJournal } from '../../adapters/local/journal.ts';
import { openEngine } from '../../app/engine.ts';
import { epochMs } from '../../core/units.ts';
import { loadPolicy } from '../../home/load-policy.ts';
import { morningConfig, morningFolder } from '../fixtures/morning-folder.ts';
import { type } from './a-terminal.ts';

// Goal: what people recorded of a cause can be read back, in words and by programs, and leaves the home
// as a labelled set. Method: a morning lived through and closed, in a data folder; command lines typed
// into a terminal that writes down.

const folder = mkdtempSync(join(tmpdir(), 'preau-record-'));
const [recorded, silent] = [join(folder, 'recorded'), join(folder, 'silent')];
const by = { role: 'cli', name: 'A. Martin' };

beforeAll(async () => {
  await morningFolder(silent, 500);
  await morningFolder(recorded, 500);
  const journal = openJournal(join(recorded, 'journal.sqlite'));
  const engine = await openEngine(journal, loadPolicy(morningConfig()), hashOf);
  const { incidents, at } = engine.state();
  for (const { id: incident } of Object.values(incidents)) {
    const event = { kind: 'person-recorded-cause' as const, at, incident, by };
    await engine.handle({ ...event, cause: 'attack', confidence: 0.8, source: 'réunion\u0007' });
    const later = { ...event, at: epochMs(at + 60_000) };
    await engine.handle({ ...later, cause: 'overload', confidence: 0.95, source: 'rapport' });
  }
  journal.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

const SOURCE = ['--source', 'x'];

test.each([
  { line: ['record', 'P-0001', 'overload'], code: 2, words: '--source' },
  { line: ['record', 'P-0001', 'bad-luck', ...SOURCE], code: 2, words: 'On attend : overload' },
  { line: ['record', 'P-0001', 'other', ...SOURCE], code: 2, words: 'On attend : overload' },
  { line: ['record', 'P-9', 'overload', ...SOURCE], code: 1, words: 'P-0001' },
  {
    line: ['record', 'P-0001', 'overload', '--also', 'suspended', ...SOURCE],
    code: 2,
    words: 'On attend : overload',
  },
  ...['0', '1.5', '-1', 'sûr', '1e-1', '0,0', '90'].map((sure) => ({
    line: ['record', 'P-0001', 'overload', `--confidence=${sure}`, ...SOURCE],
    code: 2,
    words: '0,01 à 1',
  })),
  { line: ['record', 'P-0001', 'overload', ...SOURCE], code: 5, words: 'home-unreachable' },
  { line: ['record', 'ent', 'overload', '--confidence', '0,9', ...SOURCE], code: 5, words: 'home' },
  ...['hier', '2021-02-30', '2021-4-6', '06/04/2021'].map((since) => ({
    line: ['scenarios', '--since', since],
    code: 2,
    words: 'On attend un jour',
  })),
])('$line ends with $code', async ({ line, code, words }) => {
  const { exitCode, err, out } = await type(['cause', ...line, '--data', silent]);
  expect(exitCode).toBe(code);
  expect(err).toContain(words);
  expect(out).toBe('');
});

describe('explain', () => {
  test.each([
    [
      'fr',
      'Cause confirmée : trop de connexions',
      'sûreté 80 % : réunion',
      'remplacée',
      'Plainte|plainte',
    ],
    ['en', 'Confirmed cause: too many people', 'sure at 80%: réunion', 'replaced', 'complaint'],
  ])('says in %s what may be said, what was recorded, and the clock', async (lang, ...words) => {
    const { out, exitCode } = await type(['cause', 'explain', '--lang', lang, '--data', recorded]);
    const text = out.replaceAll(/\s+/g, ' ');
    expect(exitCode).toBe(0);
    for (const word of words) expect(text).toMatch(new RegExp(word));
    expect(out).not.toContain('\u0007');
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('has all of it for programs', async () => {
    const { out } = await type(['cause', 'explain', '--json', '--data', recorded]);
    const { incidents } = JSON.parse(out) as { readonly incidents: readonly object[] };
    expect(incidents).toMatchObject([
      {
        reference: 'P-0001',
        says: { cause: 'overload', rung: 'confirmée', sentence: expect.any(String) },
        verdict: { for: expect.any(Array), against: expect.any(Array), missing: expect.any(Array) },
        claims: [{ role: 'vendor' }],
        recorded: [{ cause: 'attack' }, { cause: 'overload', by }],
        history: [{ cause: 'undetermined', at: expect.stringMatching(/^2021-04-06T/) }],
        earlier: [{ text: expect.stringContaining('attaque') }],
        clocks: [{ kind: 'complaint', stands: false }],
        signals: expect.arrayContaining([expect.objectContaining({ feature: 'queue-page' })]),
      },
    ]);
  });
});

describe('scenarios', () => {
  test('writes one JSON object a line, and nothing else there', async () => {
    const { out, err } = await type(['cause', 'scenarios', '--data', recorded]);
    expect(err).toBe('');
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([{ label: 'overload', labelConfidence: 0.95, date: '2021-04-06' }]);
    const later = await type(['cause', 'scenarios', '--since', '2021-04-07', '--data', recorded]);
    expect(later).toEqual({ exitCode: 0, out: '', err: '' });
  });

  test('says beside it what nobody has recorded yet', async () => {
    const { out, err, exitCode } = await type(['cause', 'scenarios', '--data', silent]);
    expect({ out, exitCode }).toEqual({ out: '', exitCode: 0 });
    expect(err).toMatch(/^1 incident.*preau cause record/);
  });
});
