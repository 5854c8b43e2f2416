import { describe, expect, test } from 'vitest';
import { hashOf } from '../../../adapters/local/hash.ts';
import { checkChainOfLines } from '../../../core/dossier/chain-of-lines.ts';
import { journalLine, readJournalLine } from '../../../core/dossier/journal-line.ts';
import * as manifest from '../../../core/dossier/manifest.ts';
import { chained, startedAt, task } from '../../fixtures/journal.ts';

// Goal: a dossier's journal is checked by its text alone, and its files have names that lead nowhere.
// Method: three lines as they are written, then each thing that may be wrong with them.

const { DOSSIER_LIMITS, isDossierName, isTooTight } = manifest;
const entries = chained([1, 2, 3].map(startedAt), () => [task('a')]);
const lines = entries.map(journalLine);
const last = entries.at(-1);

describe('a line', () => {
  test('is read as what it says of itself, and the text that was hashed', () => {
    const [line = '', entry] = [lines[0], entries[0]];
    const read = readJournalLine(line);
    expect(read).toMatchObject({ seq: 1, previous: '0'.repeat(64), hash: entry?.hash });
    expect(hashOf(read?.hashed ?? '')).toBe(entry?.hash);
    expect(line).toBe(
      `${line.slice(0, line.indexOf('"hash":'))}"hash":"${entry?.hash}",${line.slice(line.indexOf('"previous":'))}`,
    );
    expect(read?.hashed).toBe(line.replace(`"hash":"${entry?.hash}",`, ''));
  });

  test('is read however long it is', () => {
    const [long] = chained([startedAt(1)], () => [task('x'.repeat(5_000))]);
    expect(long && readJournalLine(journalLine(long))?.hash).toBe(long?.hash);
  });

  test.each([
    ['cut', (line: string) => line.slice(0, -1)],
    ['with more behind it', (line: string) => `${line} `],
    ['without a number', (line: string) => line.replace(/"seq":\d+/, '"seq":')],
    ['with sixteen digits', (line: string) => line.replace(/"seq":\d+/, '"seq":1234567890123456')],
    ['with a letter in a hash', (line: string) => line.replace(/"hash":"./, '"hash":"g')],
    [
      'with a letter in the one before',
      (line: string) => line.replace(/"previous":"./, '"previous":"g'),
    ],
    ['with a short hash', (line: string) => line.replace(/"hash":"./, '"hash":"')],
    ['with a short one before', (line: string) => line.replace(/"previous":"./, '"previous":"')],
    ['of nothing', () => ''],
  ])('%s is none', (_, spoil) => {
    expect(readJournalLine(spoil(lines[0] ?? ''))).toBeNull();
  });

  test('may have fifteen digits', () => {
    const line = lines[0]?.replace(/"seq":\d+/, '"seq":123456789012345') ?? '';
    expect(readJournalLine(line)?.seq).toBe(123_456_789_012_345);
  });
});

describe('lines', () => {
  test('that follow each other are whole, to the last', () => {
    expect(checkChainOfLines(lines, hashOf)).toEqual({
      kind: 'whole',
      end: { seq: 3, hash: last?.hash },
    });
    expect(checkChainOfLines([], hashOf)).toEqual({
      kind: 'whole',
      end: { seq: 0, hash: '0'.repeat(64) },
    });
  });

  const [one = '', two = '', three = ''] = lines;
  const other = chained([4, 5].map(startedAt)).map(journalLine);
  test.each([
    ['line-unreadable', 2, [one, '{}', three]],
    ['line-numbered-otherwise', 2, [one, three]],
    ['line-numbered-otherwise', 1, [two]],
    ['line-does-not-follow', 2, [one, other[1] ?? '']],
    ['line-altered', 2, [one, two.replace('"at":2', '"at":3'), three]],
  ])('%s at line %d', (why, line, broken) => {
    expect(checkChainOfLines(broken, hashOf)).toEqual({ kind: 'broken', line, why });
  });
});

test('a dossier keeps the names of its parts: whoever has an old one must find them', () => {
  expect(manifest).toMatchObject({
    DOSSIER_FORMAT: 'preau-dossier/2',
    MANIFEST_FILE: 'manifest.json',
    SIGNATURE_FILE: 'manifest.sig',
    STAMP_FILE: 'manifest.tsr',
    BLOCKS_FILE: 'octets.bin',
    JOURNAL_FILE: 'journal.jsonl',
    SUMMARY_FILE: 'resume.pdf',
    SIGNER_FILE: 'cle-publique.pem',
  });
});

describe('a file', () => {
  test.each([
    'manifest.json',
    'notices/a.txt',
    'observations/nord_1-2.jsonl.gz',
    `${'a'.repeat(64)}.pdf`,
    `a.${'x'.repeat(10)}`,
    `raw/${'0a'.repeat(32)}`,
  ])('may be called %s', (name) => {
    expect(isDossierName(name)).toBe(true);
  });

  test.each([
    '../manifest.json',
    '/manifest.json',
    'notices/../a.txt',
    'raw/a.txt',
    `raw/${'0a'.repeat(31)}0`,
    `raw/${'0A'.repeat(32)}`,
    `x/raw/${'0a'.repeat(32)}`,
    'other/a.txt',
    'a',
    'a.b.c.d',
    'a.B',
    '.a.txt',
    'a.txt ',
    'é.txt',
    'aé.txt',
    `${'a'.repeat(65)}.pdf`,
    `a.${'x'.repeat(11)}`,
    'notices/notices/a.txt',
  ])('may not be called %s', (name) => {
    expect(isDossierName(name)).toBe(false);
  });

  test('is packed too tightly beyond 250 to 1, once it is large', () => {
    const { ratioFromBytes: from, ratio } = DOSSIER_LIMITS;
    expect(isTooTight(from, 1)).toBe(false);
    expect(isTooTight(from + 1, 1)).toBe(true);
    expect(isTooTight(ratio * 8_000, 8_000)).toBe(false);
    expect(isTooTight(ratio * 8_000 + 1, 8_000)).toBe(true);
    expect(isTooTight(ratio * 8_000 + 1, 8_001)).toBe(false);
  });
});
