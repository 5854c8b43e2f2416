// Goal: people and programs are told what is wrong with a mirror and where, from one byte on the disk to the home's own word.
// Method: a small course built, tampered with, served and measured; two builds of it compared; a loss published.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCertificates } from '../../adapters/local/certificates.ts';
import { createProber } from '../../adapters/local/prober.ts';
import { measureMirror } from '../../app/watch/measure-mirror.ts';
import { mirrorInBrief, SAMPLED } from '../../app/watch/mirror-in-brief.ts';
import { createIo } from '../../cli/frame-io.ts';
import { mirrorBuild } from '../../cli/mirror-build.ts';
import { mirrorDiff } from '../../cli/mirror-diff.ts';
import { mirrorPublish } from '../../cli/mirror-publish.ts';
import { mirrorVerify } from '../../cli/mirror-verify.ts';
import { turnsToSeeAll } from '../../core/mirror/fit/spread-sample.ts';
import { durationMs, epochMs, hours, platformId, vantageId } from '../../core/units.ts';
import { startMirrorServer } from '../../home/mirror-server/mirror-server.ts';
import { testPolicy } from '../fixtures/policy.ts';
import { MORNING, temporaryFolder, writeTree } from '../adapters/local/mirror/fixture.ts';
import { readManifest } from '../../adapters/local/mirror/manifest-file.ts';

const folder = temporaryFolder();

function notebook(language: 'fr' | 'en' = 'fr') {
  const texts = { out: '', err: '' };
  const io = createIo({
    argv: ['--lang', language],
    env: {},
    stdout: { write: (text: string) => void (texts.out += text) },
    stderr: { write: (text: string) => void (texts.err += text) },
  });
  return { io, texts };
}

const lessons = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `l${index}.md`,
      `# Leçon ${index}\n\nUn texte sur la dérivée numéro ${index}. Il a deux phrases.`,
    ]),
  );

async function built(
  files: Readonly<Record<string, string>>,
  root?: string,
  now: number = MORNING,
) {
  const at = root ?? (await folder());
  await rm(join(at, 'source'), { recursive: true, force: true });
  await writeTree(join(at, 'source'), files);
  const { io, texts } = notebook();
  const asked = { source: join(at, 'source'), out: join(at, 'out'), platform: 'ent-x', now };
  await mirrorBuild({ ...asked, json: true }, io);
  const { buildId } = JSON.parse(texts.out) as { buildId: string };
  return { root: at, out: join(at, 'out'), buildId };
}

/** Change one byte of a file, and nothing of its length. */
async function tamper(path: string): Promise<void> {
  const bytes = await readFile(path);
  const at = bytes.indexOf('dérivée');
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(path, bytes);
}

describe('a mirror built yesterday with one byte changed', () => {
  it('is unfit, and the command says where', async () => {
    const { out } = await built(lessons(6), undefined, MORNING - hours(24));
    const good = notebook();
    expect(await mirrorVerify({ folder: out, now: MORNING, maxAge: '2d' }, good.io)).toBe(0);
    expect(good.texts.out).toMatch(/intacte[^]*liens suivis/);
    await tamper(join(out, '.preau/current/l3.html'));
    for (const [language, line] of [
      ['fr', '  changé : /l3.html'],
      ['en', '  changed: /l3.html'],
    ] as const) {
      const { io, texts } = notebook(language);
      expect(await mirrorVerify({ folder: out, now: MORNING }, io)).toBe(1);
      expect(texts.out.split('\n')).toContain(line);
    }
  });

  it('is unfit for the home within the turns that the sample takes, and it says where', async () => {
    const { root, out } = await built(lessons(6), undefined, MORNING - hours(24));
    await tamper(join(out, '.preau/current/l3.html'));
    const { measure, stop, files } = await served(root, out);
    try {
      const turns = turnsToSeeAll(files, SAMPLED.files);
      const told: string[] = [];
      for (let turn = 0; turn < turns; turn += 1) told.push(...(await measure(turn)).reasons);
      expect(told).toContain('la leçon /l3.html n’est pas celle qui a été publiée');
      expect(await measure(0, ['/l3.html'])).toMatchObject({ fit: false });
    } finally {
      await stop();
    }
  }, 30_000);
});

describe('preau mirror verify', () => {
  it('names a dead link, an age, and what does not go together', async () => {
    const { out } = await built(lessons(3));
    const page = join(out, '.preau/current/l1.html');
    const html = await readFile(page, 'utf8');
    await writeFile(page, html.replace('</main>', '<a href="gone.html">x</a></main>'));
    const { io, texts } = notebook('en');
    const later = MORNING + hours(30);
    expect(await mirrorVerify({ folder: out, now: later, maxAge: '24h' }, io)).toBe(1);
    expect(texts.out).toContain('dead link in /l1.html: gone.html');
    expect(texts.out).toContain('build too old: 30 h / 24 h');
    for (const wrong of [{ as: 'ent.example' }, { all: true }, { maxAge: 'hier' }])
      await expect(
        mirrorVerify({ folder: out, now: later, ...wrong }, notebook().io),
      ).rejects.toMatchObject({ code: 'argument-invalid' });
    for (const place of ['http://127.0.0.1', 'https://x.example/chemin', 'https://a:b@x.example'])
      await expect(
        mirrorVerify({ folder: place, now: later }, notebook().io),
      ).rejects.toMatchObject({ code: 'argument-invalid' });
  });

  it('of a served mirror gives programs all that it looked at', async () => {
    const { root, out } = await built(lessons(3));
    const { port, caFile, stop } = await served(root, out);
    try {
      const { io, texts } = notebook();
      const asked = { folder: `https://127.0.0.1:${port}`, as: 'nord.example', ca: caFile };
      expect(await mirrorVerify({ ...asked, now: Date.now(), json: true }, io)).toBe(0);
      expect(JSON.parse(texts.out)).toMatchObject({
        fit: true,
        name: 'nord.example',
        browser: 'not-asked',
        certificate: { valid: true },
        faults: [],
      });
      const people = notebook();
      expect(await mirrorVerify({ ...asked, now: Date.now() }, people.io)).toBe(0);
      expect(people.texts.out).toMatch(/sous nord\.example[^]*certificat valable encore \d+ jours/);
      const wrong = notebook();
      const other = { ...asked, as: 'sud.example' };
      expect(await mirrorVerify({ ...other, now: Date.now() }, wrong.io)).toBe(1);
      expect(wrong.texts.out).toContain('le certificat ne vaut pas pour le nom de la plateforme');
    } finally {
      await stop();
    }
  });
});

describe('preau mirror diff', () => {
  it('says what changed for a teacher, the lost addresses first', async () => {
    const { 'l0.md': first = '', 'l1.md': second = '', 'l2.md': third = '', ...rest } = lessons(8);
    const before = await built({ 'l0.md': first, 'l1.md': second, 'l2.md': third, ...rest });
    const after = await built(
      {
        'l0.md': first.replace('Il a deux phrases.', 'Il a une autre fin.'),
        'ailleurs.md': second,
        'neuve.md': '# Neuve\n\nTout est neuf.',
        ...rest,
      },
      before.root,
      MORNING + hours(24),
    );
    const asked = { before: before.buildId, after: after.buildId, folder: before.out };
    const { io, texts } = notebook();
    expect(await mirrorDiff(asked, io)).toBe(1);
    const lines = texts.out.split('\n').map((line) => line.trim());
    expect(lines[1]).toMatch(/^Adresses qui ne répondent plus \(\d+\)$/);
    expect(lines).toContain('/l2.html');
    expect(lines).toContain('Leçon 2 (/l2.html)');
    expect(lines).toContain('Neuve (/neuve.html)');
    expect(lines).toContain('Leçon 1 : /l1.html → /ailleurs.html');
    expect(texts.out).toMatch(
      /Leçon 0 \(\/l0\.html\) : \d+\s%.*nouveau : « Il a une autre fin\. »/u,
    );
    expect(lines).toContain('5 leçons inchangées.');
    const programs = notebook();
    await mirrorDiff({ ...asked, json: true }, programs.io);
    expect(JSON.parse(programs.texts.out)).toMatchObject({
      before: { buildId: before.buildId },
      counts: { added: 1, removed: 1, renamed: 1, changed: 1, same: 5 },
      changed: [{ path: '/l0.html', sentence: { kind: 'new', text: 'Il a une autre fin.' } }],
    });
  });

  it('finds nothing in a build of another day, in either language', async () => {
    const before = await built(lessons(3));
    const after = await built(lessons(3), before.root, MORNING + hours(24));
    expect(after.buildId).not.toBe(before.buildId);
    const { io, texts } = notebook('en');
    const asked = { before: before.buildId, after: after.buildId, folder: before.out };
    expect(await mirrorDiff(asked, io)).toBe(0);
    expect(texts.out).toContain('Nothing changed for readers.');
    const folders = {
      before: before.out,
      after: join(before.out, '.preau/releases', after.buildId),
    };
    expect(await mirrorDiff(folders, notebook().io)).toBe(0);
    await expect(mirrorDiff({ ...asked, after: '../..' }, notebook().io)).rejects.toMatchObject({
      code: 'argument-invalid',
    });
  });
});

it('publish refuses a build that lost much, until somebody says that it should', async () => {
  const { root, out } = await built(lessons(20));
  const to = [join(root, 'target')];
  expect(await mirrorPublish({ folder: out, to }, notebook().io)).toBe(0);
  const small = await built(lessons(10), root, MORNING + hours(24));
  const refused = notebook();
  expect(await mirrorPublish({ folder: out, to }, refused.io)).toBe(1);
  expect(refused.texts.out).toMatch(/mirror-shrunk: .*pages : 21,.*pages : 11,.*--accept-loss/);
  const dry = notebook();
  expect(await mirrorPublish({ folder: out, to, dryRun: true }, dry.io)).toBe(1);
  const accepted = notebook();
  expect(await mirrorPublish({ folder: out, to, acceptLoss: true }, accepted.io)).toBe(0);
  expect(accepted.texts.out).toContain(small.buildId);
  expect(await mirrorPublish({ folder: out, to }, notebook().io)).toBe(0);
});

/** The mirror behind the embedded server as `nord.example`, and the home's measure of it. */
async function served(root: string, out: string) {
  const certificates = await openCertificates(join(root, 'tls'));
  const { keyPem: key, certPem: cert } = await certificates.leafFor(['nord.example']);
  const server = await startMirrorServer({
    folder: out,
    address: '127.0.0.1',
    port: 0,
    tls: { key, cert },
    platform: platformId('nord'),
    hostname: 'nord.example',
    ownName: 'miroir-nord.example',
  });
  const caFile = join(root, 'ca.pem');
  await writeFile(caFile, certificates.caPem);
  const manifest = await readManifest(join(out, '.preau/current'));
  const [nord] = testPolicy(['nord']).platforms;
  const mirror = nord?.mirror;
  if (nord === undefined || mirror === undefined) throw new Error('the fixture has a mirror');
  const clock = { now: () => epochMs(MORNING), sleep: async () => undefined, real: () => 0 };
  const prober = createProber({ clock, ca: certificates.caPem });
  const measure = async (turn: number, wrong: readonly string[] = []) => {
    const event = await measureMirror(
      { clock, prober, observations: { add: async () => undefined, between: async () => [] } },
      { ...nord, mirror: { ...mirror, ownName: '127.0.0.1', port: server.port } },
      { id: vantageId('v1'), name: 'Un', controls: [] },
      mirrorInBrief(manifest, turn, wrong),
      { probeBudgetMs: durationMs(5_000), language: 'fr' },
      wrong,
    );
    if (event === null) throw new Error('nothing was measured');
    return event.fitness;
  };
  return {
    port: server.port,
    caFile,
    measure,
    files: manifest.files.length,
    stop: () => server.stop(),
  };
}
