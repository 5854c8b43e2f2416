// Goal: the three commands say what they did to people and to programs, and exit as documented.
// Method: run on a small folder, with notebooks for the two outputs.
import { appendFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { createIo } from '../../cli/frame-io.ts';
import { mirrorBuild } from '../../cli/mirror-build.ts';
import { mirrorPublish } from '../../cli/mirror-publish.ts';
import { mirrorRights } from '../../cli/mirror-rights.ts';
import { mirrorRollback } from '../../cli/mirror-rollback.ts';
import { mirrorVerify } from '../../cli/mirror-verify.ts';
import { MORNING, temporaryFolder, writeTree } from '../adapters/local/mirror/fixture.ts';

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

async function source(): Promise<{
  root: string;
  options: { source: string; out: string; platform: string; now: number };
}> {
  const root = await folder();
  await writeTree(join(root, 'source'), {
    'a.md': '# A\n\n[x](gone.md)\n\n<script>1</script>',
    'x\u001B[2J.mp4': 'x',
  });
  return {
    root,
    options: {
      source: join(root, 'source'),
      out: join(root, 'out'),
      platform: 'ent-x',
      now: MORNING,
    },
  };
}

describe('preau mirror', () => {
  it('build tells people what it made, took out and left out', async () => {
    const { options } = await source();
    const { io, texts } = notebook();
    expect(await mirrorBuild(options, io)).toBe(0);
    expect(texts.out).toMatch(/^Copie [0-9a-f]{16} de « ent-x »\n/);
    expect(texts.out).toContain('0 interne, 0 externe, 1 mort (devenu du texte)');
    expect(texts.out).toContain('retiré : programmes 1');
    expect(texts.out).toContain('caractère de commande dans le nom');
    expect(texts.out).toContain('/a.html → /gone.md');
    expect(texts.out).toContain('aucune licence');
    expect(texts.out).not.toContain('\u001B');
    expect(texts.err).toBe('');
  });

  it('build, verify and publish give programs one JSON document each', async () => {
    const { root, options } = await source();
    const built = notebook();
    await mirrorBuild({ ...options, json: true }, built.io);
    const { buildId } = JSON.parse(built.texts.out) as { buildId: string };
    expect(buildId).toMatch(/^[0-9a-f]{16}$/);
    const verified = notebook();
    expect(
      await mirrorVerify(
        { folder: options.out, key: join(root, 'mirror-key.pem'), json: true, now: MORNING },
        verified.io,
      ),
    ).toBe(0);
    expect(JSON.parse(verified.texts.out)).toMatchObject({
      intact: true,
      buildId,
      signature: 'valid',
      faults: [],
    });
    const published = notebook();
    expect(
      await mirrorPublish(
        { folder: options.out, to: [join(root, 'target')], json: true },
        published.io,
      ),
    ).toBe(0);
    expect(JSON.parse(published.texts.out)).toMatchObject({ buildId, platform: 'ent-x' });
  });

  it('verify exits 1 and names each fault', async () => {
    const { options } = await source();
    await mirrorBuild(options, notebook().io);
    const good = notebook('en');
    expect(await mirrorVerify({ folder: options.out, now: MORNING }, good.io)).toBe(0);
    expect(good.texts.out).toContain('is intact');
    await appendFile(join(options.out, '.preau/current/a.html'), '<script>');
    const { io, texts } = notebook('en');
    expect(await mirrorVerify({ folder: options.out, now: MORNING }, io)).toBe(1);
    expect(texts.out).toContain('changed: /a.html');
    expect(texts.out).toContain('program in /a.html: <script>');
  });

  it('publish says what travelled, and rollback where it went', async () => {
    const { root, options } = await source();
    await mirrorBuild(options, notebook().io);
    const first = notebook();
    await mirrorPublish({ folder: options.out, to: [join(root, 'target')] }, first.io);
    expect(first.texts.out).toContain('publiée et relue');
    const again = notebook();
    await mirrorPublish({ folder: options.out, to: [join(root, 'target')] }, again.io);
    expect(again.texts.out).toContain('rien à transporter');
    const buildId = /Copie ([0-9a-f]{16})/.exec(again.texts.out)?.[1] ?? '';
    const back = notebook();
    expect(await mirrorRollback({ target: options.out, buildId }, back.io)).toBe(0);
    expect(back.texts.out).toContain(`Retour à la copie ${buildId}`);
  });

  it('publish tells each target by itself: one that fails stops no other, and exits 1', async () => {
    const { root, options } = await source();
    await mirrorBuild(options, notebook().io);
    await writeTree(join(root, 'theirs'), { 'these.odt': 'x' });
    const to = [join(root, 'theirs'), join(root, 'target')];
    const tried = notebook();
    expect(await mirrorPublish({ folder: options.out, to, dryRun: true }, tried.io)).toBe(1);
    expect(tried.texts.out).toContain('essai à blanc');
    await expect(
      mirrorVerify({ folder: to[1] ?? '', now: MORNING }, notebook().io),
    ).rejects.toMatchObject({
      code: 'mirror-unverified',
    });
    const { io, texts } = notebook();
    expect(await mirrorPublish({ folder: options.out, to, json: true }, io)).toBe(1);
    const { targets } = JSON.parse(texts.out) as { targets: readonly unknown[] };
    expect(targets).toMatchObject([
      { target: to[0], kind: 'failed', error: { code: 'argument-invalid', retryable: false } },
      { target: to[1], kind: 'published', removed: 0 },
    ]);
    expect(await mirrorVerify({ folder: to[1] ?? '', now: MORNING }, notebook().io)).toBe(0);
    expect(texts.err).toBe('');
  });

  it('publish refuses what is no target before anything is read', async () => {
    const to = ['s3://key:secret@lecons'];
    const refused = mirrorPublish({ folder: '/nowhere', to }, notebook().io);
    await expect(refused).rejects.toMatchObject({ code: 'argument-invalid' });
  });

  it('publish says how far it is to a home that runs it', async () => {
    const { root, options } = await source();
    await mirrorBuild(options, notebook().io);
    const { io, texts } = notebook();
    const asked = { ...io, env: { PREAU_PROGRESS: 'lines' } };
    await mirrorPublish({ folder: options.out, to: [join(root, 'target')], json: true }, asked);
    expect(texts.err).toMatch(/^(progress \d+\/\d+\n)+$/);
  });

  it('rollback lists what is kept, and goes to the release before', async () => {
    const { root, options } = await source();
    await mirrorBuild(options, notebook().io);
    await writeTree(join(root, 'source'), { 'b.md': '# B' });
    await mirrorBuild({ ...options, now: MORNING + 3_600_000 }, notebook().io);
    const listed = notebook();
    await mirrorRollback({ target: options.out, list: true, json: true }, listed.io);
    const { kept } = JSON.parse(listed.texts.out) as { kept: { buildId: string }[] };
    expect(kept).toMatchObject([{ isServed: true }, { isServed: false }]);
    const back = notebook();
    expect(await mirrorRollback({ target: options.out, json: true }, back.io)).toBe(0);
    expect(JSON.parse(back.texts.out)).toMatchObject({ buildId: kept[1]?.buildId });
    const shown = notebook();
    await mirrorRollback({ target: options.out, list: true }, shown.io);
    expect(shown.texts.out).toMatch(/06:00 UTC {2}en service\n$/);
    const further = mirrorRollback({ target: options.out }, notebook().io);
    await expect(further).rejects.toMatchObject({ code: 'not-found' });
  });

  it('refuses a platform that is no id, and a key that is not there', async () => {
    const { options } = await source();
    await expect(
      mirrorBuild({ ...options, platform: 'ENT X' }, notebook().io),
    ).rejects.toMatchObject({ code: 'argument-invalid' });
    await expect(
      mirrorVerify({ folder: options.out, key: '/nowhere.pem', now: MORNING }, notebook().io),
    ).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  it('has words for every reason, in both languages', async () => {
    const { io: fr } = notebook('fr');
    const { io: en } = notebook('en');
    const reasons = [
      'absolute',
      'backslash',
      'control-character',
      'empty',
      'excluded',
      'hidden',
      'leaves-the-folder',
      'link',
      'media',
      'name-taken',
      'nested-too-deep',
      'no-drawing',
      'not-unicode',
      'reserved',
      'script',
      'source-too-big',
      'special',
      'style',
      'too-big',
      'too-deep',
      'too-long',
      'type',
      'unreadable',
    ];
    for (const reason of reasons) {
      expect(fr.words(`mirror.leftOut.${reason}`)).not.toBe('');
      expect(en.words(`mirror.leftOut.${reason}`)).not.toBe('');
    }
    const removed = [
      'bases',
      'dangerousLinks',
      'drawings',
      'fields',
      'forms',
      'frames',
      'handlers',
      'metas',
      'missingImages',
      'others',
      'remoteImages',
      'scripts',
      'sources',
      'stylesheets',
      'titles',
    ];
    for (const kind of removed) {
      expect(fr.words(`mirror.removed.${kind}`)).not.toBe('');
      expect(en.words(`mirror.removed.${kind}`)).not.toBe('');
    }
  });

  it('rights shows what waits, records a decision by name, and refuses one without', async () => {
    const root = await folder();
    await writeTree(root, { 'l.md': '---\nlicense: All rights reserved\n---\n# L', 'm.md': '# M' });
    const asked = { source: root, now: MORNING };
    const first = notebook();
    expect(await mirrorRights(asked, first.io)).toBe(1);
    expect(first.texts.out).toContain('l.md : All rights reserved : attend une décision');
    await expect(
      mirrorRights({ ...asked, publish: ['l.md'] }, notebook().io),
    ).rejects.toMatchObject({ code: 'argument-invalid' });
    const second = notebook('en');
    const decided = { ...asked, publish: ['l.md'], by: 'C. Martin', json: true };
    expect(await mirrorRights(decided, second.io)).toBe(0);
    expect(JSON.parse(second.texts.out)).toMatchObject({
      waiting: 0,
      items: [{ name: 'l.md', decision: 'publish', by: 'C. Martin', on: '2021-04-06' }],
    });
  });

  it('rights shows all that waits or is kept out, packages too, and takes no empty item', async () => {
    const root = await folder();
    const text = new TextEncoder();
    await writeTree(root, {
      'preau-lessons.yaml': JSON.stringify({
        exclude: ['maths/corriges/', 'examen.zip'],
        rights: [{ item: 'm.md', decision: 'leave-out', by: 'C. Martin', on: '2021-04-01' }],
      }),
      'm.md': '# M',
      'h.html': '<meta name="copyright" content="© Nathan"><p>x</p>',
      'prive.md': '---\nprivate: true\n---\n# P',
      'maths/preau-lessons.yaml': 'title: Maths',
      'maths/corriges/c.md': '# C',
      'examen.zip': zipSync({ 'e.md': text.encode('# E') }),
      'cours.zip': zipSync({
        'preau-lessons.yaml': text.encode('exclude: [s.md]'),
        's.md': text.encode('# S'),
        'r.md': text.encode('---\ntitle: A : b\nlicence: Tous droits réservés\n---\n# R'),
      }),
    });
    const { io, texts } = notebook();
    expect(await mirrorRights({ source: root, now: MORNING }, io)).toBe(1);
    expect(
      texts.out
        .split('\n')
        .filter((line) => line.startsWith('  '))
        .toSorted(),
    ).toEqual([
      "  cours/r.md : Tous droits réservés : attend une décision, n'est pas dans la copie",
      '  cours/s.md : exclu par preau-lessons.yaml',
      '  examen.zip : exclu par preau-lessons.yaml',
      "  h.html : © Nathan : attend une décision, n'est pas dans la copie",
      '  m.md : écartée : décision de C. Martin, le 2021-04-01',
      '  maths/corriges/c.md : exclu par preau-lessons.yaml',
      "  prive.md : private: true : attend une décision, n'est pas dans la copie",
    ]);
    for (const item of ['', ' '])
      await expect(
        mirrorRights({ source: root, now: MORNING, publish: [item], by: 'C. M.' }, notebook().io),
      ).rejects.toMatchObject({ code: 'argument-invalid' });
  });

  it.each([
    [{ statusPage: 'javascript:alert(1)' }, '--status-page'],
    [{ statusPage: 'etat.example.fr' }, '--status-page'],
    [{ statusPage: 'https://moi:secret@etat.example.fr' }, '--status-page'],
    [{ hosts: ['ent.example.fr', 'http://foo/'] }, '--host'],
    [{ hosts: ['a b'] }, '--host'],
    [{ hosts: [''] }, '--host'],
  ])('build refuses %j before it writes anything', async (wrong, option) => {
    const { root, options } = await source();
    await expect(mirrorBuild({ ...options, ...wrong }, notebook().io)).rejects.toMatchObject({
      code: 'argument-invalid',
      message: expect.stringContaining(option),
    });
    expect(await readdir(root)).toEqual(['source']);
  });

  it('build gives programs its reasons and warnings, and a name to what has none', async () => {
    const { options } = await source();
    const { io, texts } = notebook();
    const { platform: _platform, ...unnamed } = options;
    expect(await mirrorBuild({ ...unnamed, json: true }, io)).toBe(0);
    expect(JSON.parse(texts.out)).toMatchObject({
      buildId: expect.stringMatching(/^[0-9a-f]{16}$/),
      platform: 'source',
      pages: 1,
      leftOut: [{ reason: 'control-character' }],
      warnings: [expect.stringContaining('licence'), expect.stringContaining('lien mort')],
    });
  });
});
