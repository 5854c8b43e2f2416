// Goal: a labelled set is scored from the command line, in both languages, and no file makes it crash.
// Method: the command line as typed, on the documented outages, on doctored ones and on bad input.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documentedLines } from '../fixtures/cause/documented.ts';
import { type } from './a-terminal.ts';

const SET = new URL('../fixtures/cause/scenarios.jsonl', import.meta.url).pathname;
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-evaluate-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const evaluate = async (path: string, ...more: readonly string[]) =>
  type(['cause', 'evaluate', path, ...more]);

const scoreOf = async (
  path: string,
  ...more: readonly string[]
): Promise<Readonly<Record<string, unknown>>> => {
  const { out, exitCode } = await evaluate(path, '--json', ...more);
  return { exitCode, ...(JSON.parse(out) as Record<string, unknown>) };
};

const ATTACKED = documentedLines.find((line) => line.includes('"github-2018')) ?? '';

test('gives the documented figures as JSON, and nothing else on standard output', async () => {
  const score = await scoreOf(SET);
  expect(score).toMatchObject({
    exitCode: 0,
    scenarios: 33,
    falseAccusations: [],
    wrong: [],
    skipped: [],
  });
  expect(Object.keys(score)).toEqual(
    expect.arrayContaining(['spoken', 'acceptable', 'brier', 'logLoss', 'reliability']),
  );
});

test.each([
  ['fr', 'cause dite', 'Accusé à tort'],
  ['en', 'cause said', 'Accused falsely'],
])('reads in %s within 80 columns', async (lang, said, accused) => {
  const { out, err } = await evaluate(SET, '--lang', lang, '--verbose');
  expect(err).toBe('');
  expect(out).toContain(said);
  expect(out).toContain(accused);
  expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test('a spoken attack that the label does not bear out is a false accusation, and exits with 1', async () => {
  const lie = { ...(JSON.parse(ATTACKED) as object), label: 'application', acceptable: [] };
  const score = await scoreOf(file('lie.jsonl', `${JSON.stringify(lie)}\n`));
  const accused = {
    id: 'github-2018-02-28',
    spoken: 'attack',
    rung: 'probable',
    label: 'application',
  };
  expect(score).toMatchObject({ exitCode: 1, wrong: [accused], falseAccusations: [accused] });
});

test('so is a hosting failure, and what an expert accepts is none', async () => {
  const fire = documentedLines.find((line) => line.includes('"ovh-sbg2')) ?? '';
  const told = (acceptable: readonly string[]) =>
    `${JSON.stringify({ ...(JSON.parse(fire) as object), label: 'dns_tls', acceptable })}\n`;
  const lie = await scoreOf(file('fire.jsonl', told(['third_party'])));
  expect(lie).toMatchObject({ exitCode: 1, falseAccusations: [{ spoken: 'hosting' }] });
  const admitted = await scoreOf(file('fire.jsonl', told(['hosting'])));
  expect(admitted).toMatchObject({ exitCode: 0, spoken: 1, acceptable: 1, wrong: [] });
});

test('an unknown kind is counted and the rest is used', async () => {
  const odd = JSON.parse(ATTACKED) as { probeFindings: object[]; traffic: object };
  odd.probeFindings.push({ kind: 'martian' }, { kind: 'constructor' }, { kind: 7 });
  odd.traffic = { ...odd.traffic, nonSchoolShare: 'most' };
  const line = JSON.stringify({ ...odd, hosterStatus: 'none', aliens: true });
  const score = await scoreOf(file('odd.jsonl', `${line}\n`));
  expect(score).toMatchObject({ scenarios: 1, spoken: 1 });
  const skipped = score['skipped'] as { reason: string; field: string; value: string }[];
  expect(skipped.map(({ reason, field }) => `${reason} ${field}`).toSorted()).toEqual([
    'malformed hosterStatus',
    'malformed probeFindings.kind',
    'malformed traffic.nonSchoolShare',
    'unknown-kind probeFindings',
    'unknown-kind probeFindings',
  ]);
});

test.each([
  ['fr', 'attendu une liste', 'attendu un texte', 'trop grand ou trop long', '200 au plus'],
  ['en', 'expected a list', 'expected a text', 'too large, or too long', '200 at most'],
])('what was expected is told in the reader’s language: %s', async (language, ...said) => {
  const odd = {
    id: 'odd',
    label: 'overload',
    probeFindings: [{ kind: 7 }],
    hosterStatus: 'none',
    traffic: { nonSchoolShare: 3 },
    calendar: Array.from({ length: 201 }, () => ({ kind: 'none' })),
  };
  const { out } = await evaluate(
    file('said.jsonl', `${JSON.stringify(odd)}\n`),
    '--lang',
    language,
  );
  const text = out.replaceAll(/\s+/gu, ' ');
  for (const one of said) expect(text).toContain(one);
  expect(text).not.toMatch(/Invalid input|Too big/u);
});

const deep = `{"id":"deep","label":"attack","services":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;

test.each<[string, string | Buffer, string]>([
  ['an empty file', '', ''],
  ['blank lines', '\n\n \n', ''],
  ['no JSON', 'what a day\n', 'not-json'],
  ['a list', '[1,2]\n', 'not-json'],
  ['a number', '7\n', 'not-json'],
  ['no id', '{"label":"attack"}\n', 'malformed'],
  ['no label', '{"id":"a","probeFindings":[{"kind":"slow"}]}\n', 'no-label'],
  ['a label of nobody', '{"id":"a","label":"gremlins"}\n', 'no-label'],
  ['a prototype as a label', '{"id":"a","label":"__proto__"}\n', 'no-label'],
  ['NUL bytes', Buffer.alloc(5_000), 'not-json'],
  ['half a line', ATTACKED.slice(0, 400), 'not-json'],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x80, 0x0a, 0xc3]), 'not-json'],
  ['one line of a megabyte', `{"id":"${'a'.repeat(1_000_000)}"}\n`, 'line-too-long'],
])('%s is no set: it is told, and exits with 1', async (name, text, reason) => {
  const score = await scoreOf(file(`${name}.jsonl`, text));
  expect(score).toMatchObject({ exitCode: 1, scenarios: 0, brier: null, logLoss: null });
  const reasons = (score['skipped'] as { reason: string }[]).map((one) => one.reason);
  expect(reasons.at(-1) ?? '').toBe(reason);
  const { err } = await evaluate(join(folder, `${name}.jsonl`), '--lang', 'en');
  expect(err).toContain('nothing in this file reads as an outage');
});

test('nesting without an end is passed over', async () => {
  const score = await scoreOf(file('deep.jsonl', `${deep}\n`));
  expect(score).toMatchObject({ exitCode: 0, scenarios: 1, spoken: 0 });
});

test('the same outage twice counts once', async () => {
  const score = await scoreOf(file('twice.jsonl', `${ATTACKED}\n${ATTACKED}\n`));
  expect(score).toMatchObject({ scenarios: 1, skipped: [{ reason: 'twice', count: 1 }] });
});

test('garbage by the thousand is counted in a short list', async () => {
  const lines = Array.from({ length: 3_000 }, (_none, at) => `{"id":"a","label":"x${at}"}`);
  const score = await scoreOf(file('garbage.jsonl', lines.join('\n')));
  const skipped = score['skipped'] as { count: number }[];
  expect(skipped.length).toBeLessThanOrEqual(201);
  expect(skipped.reduce((sum, { count }) => sum + count, 0)).toBe(6_000);
});

test('a file that is not there, or a folder, is an error with what to do', async () => {
  for (const path of [join(folder, 'no-such.jsonl'), folder]) {
    const { err, exitCode } = await evaluate(path, '--lang', 'en');
    expect(exitCode).toBe(1);
    expect(err).toContain('file-unreadable');
    expect(err).toContain('check its name');
  }
});

test('another table scores otherwise; one that is broken is refused with its place', async () => {
  const { readFileSync } = await import('node:fs');
  const own = readFileSync(new URL('../../data/likelihoods.yaml', import.meta.url), 'utf8');
  const deaf = own.replace('shrink: 0.7', 'shrink: 0.01').replace('version: 2026', 'version: 1999');
  const score = await scoreOf(SET, '--table', file('deaf.yaml', deaf));
  expect(score).toMatchObject({ tableVersion: expect.stringContaining('1999') as string });
  expect(score['spoken']).toBeLessThan(15);
  const broken = await evaluate(
    SET,
    '--table',
    file('broken.yaml', own.replace('overload: 0.10', 'overload: ten')),
  );
  expect(broken.exitCode).toBe(3);
  expect(broken.err).toMatch(/config-invalid.*\n? *\d+:\d+/);
});

test('explains a case of a file: what speaks for and against, what was claimed, what was left out', async () => {
  const odd = JSON.parse(documentedLines[0] ?? '') as { calendar: object[] };
  odd.calendar.push({ kind: 'eclipse' });
  const { out, exitCode } = await type([
    'cause',
    'explain',
    file('case.json', JSON.stringify(odd, null, 2)),
    '--lang',
    'en',
  ]);
  expect(exitCode).toBe(0);
  expect(out).toContain('Cause: overload (probable)');
  expect(out).toContain('What speaks against it');
  expect(out).toContain('politician');
  expect(out).toContain('1 × unknown kind: calendar, eclipse');
  expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test('explains signals and claims as a home has them, without a label or an id', async () => {
  const own = {
    signals: [
      {
        feature: 'tls-invalid',
        at: 1_700_000_000_000,
        provenance: 'measured',
        source: 'probes',
        statement: 'expired',
      },
    ],
    claims: [{ role: 'owner', asserts: 'attack', denies: true, statement: 'no', source: 'a call' }],
  };
  const { out } = await type(['cause', 'explain', file('own.json', JSON.stringify(own)), '--json']);
  expect(JSON.parse(out)).toMatchObject({
    cases: [
      {
        id: 'own.json',
        verdict: { cause: 'name-or-certificate', rung: 'confirmée' },
        claims: [{ role: 'owner', denies: true }],
      },
    ],
    skipped: [],
  });
});

test('a file without a case is told from an incident, and says so', async () => {
  const { err, out, exitCode } = await type([
    'cause',
    'explain',
    file('other.json', '{"name":"x"}'),
  ]);
  expect(exitCode).toBe(1);
  expect(out).toContain('mal formé');
  expect(err).toContain('rien dans ce fichier');
  const missing = await type(['cause', 'explain', join(folder, 'gone.json')]);
  expect(missing.err).toContain('file-unreadable');
});
