import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packDossier } from '../../adapters/local/dossier/pack.ts';
import { unpackDossier } from '../../adapters/local/dossier/unpack.ts';
import { morningFolder } from '../fixtures/morning-folder.ts';
import {
  hasOpenssl,
  makeStampAuthority,
  serveStamps,
  type StampAuthority,
} from '../fixtures/stamp-authority.ts';
import { type } from './a-terminal.ts';

// Goal: a dossier is signed by its home's key and by no other, a time stamp in it or beside it is
// told with its authority, one that could not be had is said loudly, and a stranger with openssl
// comes to the same (P8).
// Method: a home lived through a morning; the command line as typed; an authority on loopback made
// by `openssl ts`; dossiers forged and sealed anew. What needs openssl 3 is skipped without it.

let folder = '';
let data = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preau-proofs-'));
  data = join(folder, 'data');
  await morningFolder(data, 30);
  await type(['dossier', 'export', 'ent', '--data', data, '--out', path('plain.zip')]);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const path = (name: string): string => join(folder, name);
const verify = async (...line: readonly string[]) => {
  const { exitCode, out } = await type(['dossier', 'verify', ...line, '--json']);
  return { exitCode, ...JSON.parse(out) };
};

function filesIn(name: string): Map<string, Uint8Array> {
  const unpacked = unpackDossier(readFileSync(path(name)));
  if (unpacked.kind !== 'read') throw new Error(`not read: ${unpacked.why}`);
  return new Map(unpacked.files);
}

function forge(name: string, change: (files: Map<string, Uint8Array>) => void): string {
  const files = filesIn('plain.zip');
  // Made anew, whatever else is.
  files.delete('octets.bin');
  change(files);
  writeFileSync(path(name), packDossier(files));
  return path(name);
}

test('a dossier is signed by the key that `dossier key` shows, made once and for its owner only', async () => {
  const { exitCode, out } = await type(['dossier', 'key', '--data', data, '--json']);
  const { publicPem, sha256, file } = JSON.parse(out);
  expect(exitCode).toBe(0);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const held = path('held.pem');
  writeFileSync(held, publicPem);
  expect(await verify(path('plain.zip'), '--key', held)).toMatchObject({
    exitCode: 0,
    kind: 'whole',
    proofs: { signer: { sha256, known: true }, stamps: [] },
  });
  expect((await type(['dossier', 'verify', path('plain.zip')])).out).toContain(sha256);
});

test('another key, a taken away or moved signature, and a signed change are told', async () => {
  const other = generateKeyPairSync('ed25519');
  const pem = other.publicKey.export({ type: 'spki', format: 'pem' });
  writeFileSync(path('other.pem'), pem);
  expect(await verify(path('plain.zip'), '--key', path('other.pem'))).toMatchObject({
    exitCode: 1,
    file: 'cle-publique.pem',
    why: 'signer-other',
  });
  const bare = forge('bare.zip', (files) => files.delete('manifest.sig'));
  expect(await verify(bare)).toMatchObject({ file: 'manifest.sig', why: 'signature-missing' });
  const wrong = forge('wrong.zip', (files) => files.set('manifest.sig', Buffer.alloc(64, 7)));
  expect(await verify(wrong)).toMatchObject({ file: 'manifest.sig', why: 'signature-wrong' });
  const changed = forge('changed.zip', (files) => {
    const text = Buffer.from(files.get('manifest.json') ?? []).toString();
    files.set('manifest.json', Buffer.from(text.replace('"drill": false', '"drill": true')));
  });
  expect(await verify(changed)).toMatchObject({ file: 'manifest.sig', why: 'signature-wrong' });
});

test('a dossier that nobody signs says so, and a key that is expected is then missed', async () => {
  const out = path('unsigned.zip');
  const made = await type(['dossier', 'export', 'ent', '--data', data, '--out', out, '--no-key']);
  expect(made.exitCode).toBe(0);
  expect(made.out).toContain('Pas signé');
  expect(await verify(out)).toMatchObject({ exitCode: 0, proofs: { signer: null } });
  expect(await verify(out, '--key', path('other.pem'))).toMatchObject({ why: 'signature-missing' });
});

test('an authority that is not there leaves a whole dossier without a stamp, said loudly, with 5', async () => {
  const out = path('late.zip');
  const line = ['dossier', 'export', 'ent', '--data', data, '--out', out];
  const made = await type([...line, '--tsa', 'http://127.0.0.1:9/tsa']);
  expect(made.exitCode).toBe(5);
  expect(made.err).toContain('ATTENTION');
  expect(made.err).toContain('dossier stamp');
  expect(await verify(out)).toMatchObject({ exitCode: 0, proofs: { stamps: [] } });
  const refused = await type([...line, '--tsa', 'http://tsa.example/']);
  expect(refused).toMatchObject({ exitCode: 2 });
});

test.each(['--key', '--tsa-ca'])(
  '%s of something else is an error, and no fault of the dossier',
  async (option) => {
    writeFileSync(path('letter.pem'), 'Madame, Monsieur');
    const line = ['dossier', 'verify', path('plain.zip'), option, path('letter.pem')];
    const { exitCode, err } = await type(line);
    expect(exitCode).toBe(1);
    expect(err).toContain('file-unreadable');
  },
);

test('what a dossier says of itself does not drive the terminal', async () => {
  const loud = forge('loud.zip', (files) => {
    const text = Buffer.from(files.get('manifest.json') ?? []).toString();
    const manifest = { ...JSON.parse(text), organisation: '\u001B[2JX', signer: null };
    files.set('manifest.json', Buffer.from(JSON.stringify(manifest)));
    files.delete('manifest.sig');
  });
  const { out, exitCode } = await type(['dossier', 'verify', loud]);
  expect(exitCode).toBe(0);
  expect(out).not.toContain('\u001B');
});

describe.skipIf(!hasOpenssl())('with a time-stamping authority (needs openssl 3)', () => {
  let authority: StampAuthority;
  let server: Awaited<ReturnType<typeof serveStamps>>;
  beforeAll(async () => {
    authority = makeStampAuthority();
    server = await serveStamps((query, response) => response.end(authority.answer(query)));
    const out = path('stamped.zip');
    const line = ['dossier', 'export', 'ent', '--data', data, '--out', out];
    await type([...line, '--tsa', server.url]);
  }, 60_000);
  afterAll(async () => {
    await server.close();
    authority.remove();
  });

  test('a dossier holds its stamp, and tells its time and whose it is', async () => {
    const trusted = await verify(path('stamped.zip'), '--tsa-ca', authority.caFile);
    expect(trusted).toMatchObject({
      exitCode: 0,
      proofs: { stamps: [{ authority: 'Autorité de test, Horodatage', trusted: true }] },
    });
    const { out } = await type(['dossier', 'verify', path('stamped.zip')]);
    expect(out).toContain('Horodaté le');
    expect(out).toContain('--tsa-ca');
  });

  test('a stamp added later lies beside the dossier and is found there; that of another is refused', async () => {
    const line = ['dossier', 'stamp', path('plain.zip'), '--tsa', server.url];
    expect(await type(line)).toMatchObject({ exitCode: 0 });
    expect(await verify(path('plain.zip'), '--tsa-ca', authority.caFile)).toMatchObject({
      exitCode: 0,
      proofs: { stamps: [{ trusted: true }] },
    });
    expect(await type(line)).toMatchObject({ exitCode: 2 });
    writeFileSync(`${path('plain.zip')}.tsr`, filesIn('stamped.zip').get('manifest.tsr') ?? '');
    expect(await verify(path('plain.zip'))).toMatchObject({
      exitCode: 1,
      file: `${path('plain.zip')}.tsr`,
      why: 'stamp-of-other-bytes',
    });
    rmSync(`${path('plain.zip')}.tsr`);
  });

  test('a stranger with a shell and openssl comes to the same, by the recipe in it', () => {
    const at = path('unpacked');
    for (const [name, bytes] of filesIn('stamped.zip')) {
      mkdirSync(dirname(join(at, name)), { recursive: true });
      writeFileSync(join(at, name), bytes);
    }
    const options = { cwd: at, encoding: 'utf8', stdio: 'pipe' } as const;
    const run = (command: string) => execFileSync('sh', ['-c', command], options);
    const said = run(`sh verifier.sh ${authority.caFile}`);
    expect(said).toMatch(/manifest\.sig: OK by [0-9a-f]{64}\nmanifest\.tsr: OK, \w+/);
    const recipe = readFileSync(join(at, 'LISEZMOI.txt'), 'utf8');
    const lines = recipe.split('\n').filter((line) => /^ +openssl /.test(line));
    expect(lines).toHaveLength(4);
    for (const line of lines) run(line.trim().replace('AUTORITE.pem', authority.caFile));
    writeFileSync(join(at, 'stray.txt'), 'x');
    expect(() => run('sh verifier.sh')).toThrow('stray.txt');
    rmSync(join(at, 'stray.txt'));
    writeFileSync(join(at, 'manifest.sig'), Buffer.alloc(64));
    expect(() => run('sh verifier.sh')).toThrow('manifest.sig FAILED');
  });
});
