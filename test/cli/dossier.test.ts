import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFolderEvidence } from '../../adapters/local/evidence/folder-evidence.ts';
import { unpackDossier } from '../../adapters/local/dossier/unpack.ts';
import { epochMs } from '../../core/units.ts';
import { MORNING_CONTACTS } from '../fixtures/lived-morning.ts';
import { morningFolder } from '../fixtures/morning-folder.ts';
import { BELL } from '../fixtures/timeline.ts';
import { type } from './a-terminal.ts';

// Goal: a dossier holds the evidence of one incident and nobody's address, says the same to a
// stranger with a shell as to `preau`, and is the same whenever it is made of the same record.
// Method: a home lived through a morning in SQLite files; the command line as typed; the recipe of
// LISEZMOI.txt run by a shell where sha256sum and jq are there.

let folder = '';
let data = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preau-dossier-'));
  data = join(folder, 'data');
  await morningFolder(data, 500);
});
afterAll(() => rmSync(folder, { recursive: true }));

const path = (name: string): string => join(folder, name);
const exported = async (name: string, from = data) =>
  type(['dossier', 'export', 'ent', '--data', from, '--out', path(name)]);

function bytesIn(name: string): ReadonlyMap<string, Uint8Array> {
  const unpacked = unpackDossier(readFileSync(path(name)));
  if (unpacked.kind !== 'read') throw new Error(`not read: ${unpacked.why}`);
  return unpacked.files;
}

const filesIn = (name: string): ReadonlyMap<string, string> =>
  new Map([...bytesIn(name)].map(([file, bytes]) => [file, Buffer.from(bytes).toString()]));

/** As a reader's `unzip` would. */
function unzip(name: string, into: string): void {
  for (const [file, bytes] of bytesIn(name)) {
    mkdirSync(dirname(join(into, file)), { recursive: true });
    writeFileSync(join(into, file), bytes);
  }
}

const has = (command: string): boolean => {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const shell = ['sh', 'jq', 'sha256sum', 'head'].every((one) => one === 'sh' || has(one));

describe('a dossier of a closed incident', () => {
  let done = { exitCode: 1, out: '', err: '' };
  beforeAll(async () => {
    done = await exported('one.zip');
  });

  test('tells what it holds, and is whole by its own bytes alone', async () => {
    const { exitCode: code, out, err } = done;
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Dossier écrit');
    expect(out).not.toContain('pas clos');
    const { exitCode, out: said } = await type(['dossier', 'verify', path('one.zip')]);
    expect(exitCode).toBe(0);
    expect(said).toContain('Entier');
    expect(said).toContain('noté');
  });

  test('has the journal from its first line, the measurements, verdicts, notices and decisions', () => {
    const files = filesIn('one.zip');
    const manifest = JSON.parse(files.get('manifest.json') ?? '');
    const journal = (files.get('journal.jsonl') ?? '')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(journal[0].event.kind).toBe('home-started');
    expect(journal.at(-1).hash).toBe(manifest.journal.last.hash);
    expect(manifest.incident).toMatchObject({ platform: 'ent', drill: false });
    expect(manifest.incident.closedAt).toBeGreaterThan(manifest.incident.fellAt);
    const seen = [...files]
      .filter(([name]) => name.startsWith('observations/'))
      .flatMap(([, text]) => text.trimEnd().split('\n'))
      .map((line) => JSON.parse(line));
    expect(files.has('observations/toulouse.jsonl')).toBe(true);
    expect(seen.length).toBe(manifest.observations.count);
    expect(new Set(seen.map(({ platform }) => platform))).toEqual(new Set(['ent', 'temoin']));
    expect(Math.min(...seen.map(({ at }) => at))).toBeLessThan(manifest.incident.fellAt + 60_000);
    const { verdicts, claims } = JSON.parse(files.get('verdicts.json') ?? '');
    expect(verdicts.length).toBeGreaterThan(0);
    expect(verdicts.at(-1).verdict.for.length).toBeGreaterThan(0);
    expect(claims).toHaveLength(1);
    expect(files.get('decisions.txt')).toMatch(
      /NE RÉPOND PLUS[\s\S]*MIROIR[\s\S]*déclaré[\s\S]*incident clos/,
    );
    const [rules] = JSON.parse(files.get('rules.json') ?? '');
    expect(rules.policy.cause.table.rows.length).toBeGreaterThan(10);
  });

  test('has each notice word for word, and what came of it by pseudonym', () => {
    const files = filesIn('one.zip');
    const first = files.get('notices/01.txt') ?? '';
    expect(first).toContain('Message ent-');
    expect(first).toContain('--- SMS (fr)');
    expect(first).toContain('--- Courriel (en)');
    expect(first).toMatch(
      /advenu\s: 0 remis, 1 accepté, sans nouvelle, .*, 1 sans réponse, .*, 1 refusé\n/,
    );
    expect(first).toMatch(/fournisseurs\s: 0 remise confirmée, .*, 1 revenu\n/);
    const receipts = (files.get('notices/01.receipts.jsonl') ?? '')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const key = Buffer.from(readFileSync(path('one.zip.key'), 'utf8').trim(), 'hex');
    const by = (text: string) => createHmac('sha256', key).update(text).digest('hex');
    const [bounced, reached, unanswered] = MORNING_CONTACTS;
    const outcomes = new Map(receipts.map(({ recipient, ...rest }) => [recipient, rest]));
    expect(outcomes.get(by(`mail:${bounced}`))).toMatchObject({
      outcome: 'failed-permanent',
      receipt: 'bounced',
    });
    expect(outcomes.get(by(`mail:${reached}`))).toMatchObject({
      outcome: 'accepted',
      language: 'en',
    });
    expect(outcomes.get(by(`sms:${unanswered}`))).toMatchObject({
      outcome: 'unknown',
      channel: 'sms',
    });
  });

  test('holds no address and no number of anybody', () => {
    for (const [name, text] of filesIn('one.zip')) {
      expect({ name, found: /[\w.+-]+@[\w-]+\.[\w.]+/.exec(text)?.[0] }).toEqual({ name });
      expect({ name, found: /\+33\d{6,}/.exec(text)?.[0] }).toEqual({ name });
      for (const contact of MORNING_CONTACTS) expect(text.includes(contact)).toBe(false);
    }
  });

  test.skipIf(!shell)(
    'verifies by the recipe in it, and a changed line does not',
    { timeout: 30_000 },
    () => {
      const unpacked = path('unpacked');
      unzip('one.zip', unpacked);
      const run = (command: string) =>
        execFileSync('sh', ['-c', command], {
          cwd: unpacked,
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        });
      expect(run('sh verifier.sh')).toMatch(/journal\.jsonl: \d+ lines OK [0-9a-f]{64}\n/);
      const zip = path('one.zip');
      expect(run(`head -c -86 ${zip} | sha256sum | cut -c 1-64`).trim()).toBe(
        run(`tail -c 64 ${zip}`),
      );
      const journal = readFileSync(join(unpacked, 'journal.jsonl'), 'utf8');
      const altered = journal.replace('"http-503"', '"http-500"');
      expect(altered).not.toBe(journal);
      writeFileSync(join(unpacked, 'journal.jsonl'), altered);
      expect(() => run('sh verifier.sh')).toThrow('Command failed');
      // Whoever changes the manifest too is stopped by the chain.
      const manifest = JSON.parse(readFileSync(join(unpacked, 'manifest.json'), 'utf8'));
      const listed = manifest.files.find(({ name }: { name: string }) => name === 'journal.jsonl');
      listed.sha256 = run('sha256sum journal.jsonl').slice(0, 64);
      writeFileSync(join(unpacked, 'manifest.json'), JSON.stringify(manifest));
      expect(() => run('sh verifier.sh')).toThrow('Command failed');
      expect(run('sh verifier.sh 2>&1 || true')).toMatch(/line \d+ FAILED/);
    },
  );

  test('is for its owner only, and is never written over', async () => {
    expect(statSync(path('one.zip')).mode & 0o777).toBe(0o600);
    expect(statSync(path('one.zip.key')).mode & 0o777).toBe(0o600);
    const before = readFileSync(path('one.zip'));
    const again = await exported('one.zip');
    expect(again.exitCode).toBe(2);
    expect(again.err).toContain('--out');
    expect(readFileSync(path('one.zip')).equals(before)).toBe(true);
  });
});

test('an open incident has a dossier too, which says that it is open', async () => {
  const open = path('open');
  await morningFolder(open, 30);
  const { exitCode, out } = await exported('open.zip', open);
  expect(exitCode).toBe(0);
  expect(out).toContain('pas clos');
  expect((await type(['dossier', 'verify', path('open.zip')])).exitCode).toBe(0);
});

test('what a home kept of status pages and logs is in the dossier, byte for byte', async () => {
  const { incident } = JSON.parse(filesIn('one.zip').get('manifest.json') ?? '');
  const bytes = Buffer.from([0, 1, 254, 255]);
  const evidence = createFolderEvidence(join(data, 'evidence'));
  const hash = await evidence.keep(incident.id, {
    bytes,
    from: 'https://status.example/api/v2/summary.json',
    fetchedAt: epochMs(BELL),
  });
  const { exitCode, out } = await exported('raw.zip');
  expect(exitCode).toBe(0);
  expect(out).toContain('formes brutes : 1');
  expect(Buffer.from(bytesIn('raw.zip').get(`raw/${hash}`) ?? []).equals(bytes)).toBe(true);
  expect(JSON.parse(filesIn('raw.zip').get('raw.json') ?? '')).toMatchObject([
    { sha256: hash, fetchedAt: new Date(BELL).toISOString() },
  ]);
  expect((await type(['dossier', 'verify', path('raw.zip')])).exitCode).toBe(0);
});

test('an altered journal gives no dossier', async () => {
  const altered = path('altered');
  await morningFolder(altered, 30);
  const database = new DatabaseSync(join(altered, 'journal.sqlite'));
  database.exec(
    `UPDATE journal SET entry = replace(entry, 'au téléphone', 'au journal') WHERE entry LIKE '%au téléphone%'`,
  );
  database.close();
  const { exitCode, err } = await exported('altered.zip', altered);
  expect(exitCode).toBe(1);
  expect(err).toContain('journal-broken');
});

test.each([
  { line: ['export', 'ent-nobody'], code: 1, words: 'not-found' },
  { line: ['verify', 'no-such.zip'], code: 1, words: 'file-unreadable' },
])('$line ends with $code', async ({ line, code, words }) => {
  const more = line[0] === 'export' ? ['--data', data] : [];
  const { exitCode, err } = await type(['dossier', ...line, ...more]);
  expect(exitCode).toBe(code);
  expect(err).toContain(words);
});

test('a file that is something else is said to be changed, from its first byte', async () => {
  writeFileSync(path('letter.zip'), 'Madame, Monsieur');
  const { exitCode, out } = await type(['dossier', 'verify', path('letter.zip'), '--json']);
  expect(exitCode).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ kind: 'changed', file: null, byte: 0 });
});

// A device has no size and no end: reading it whole would fill the memory.
test.skipIf(process.platform === 'win32').each([['/dev/zero'], [tmpdir()]])(
  'what is no file is not read as a dossier: %s',
  { timeout: 10_000 },
  async (file) => {
    const { exitCode, err } = await type(['dossier', 'verify', file]);
    expect(exitCode).toBe(1);
    expect(err).toContain("n'est pas un fichier");
  },
);
