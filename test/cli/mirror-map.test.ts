// Goal: "preau mirror map" writes a release's settings where it is told, and says what they lack.
// Method: run on a small mirror, with notebooks for the two outputs.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createIo } from '../../cli/frame-io.ts';
import { mirrorMap } from '../../cli/mirror-map.ts';
import { build, temporaryFolder, writeTree } from '../adapters/local/mirror/fixture.ts';

const folder = temporaryFolder();

async function mirror() {
  const root = await folder();
  await writeTree(join(root, 'source'), {
    'preau-lessons.yaml': 'aliases: { "/p?t=1&t=2": a.md, "/view.php?id=3": a.md }',
    'a.md': '# A',
  });
  const { manifest } = await build(root);
  const texts = { out: '', err: '' };
  const io = createIo({
    argv: ['--lang', 'fr'],
    env: {},
    stdout: { write: (text: string) => void (texts.out += text) },
    stderr: { write: (text: string) => void (texts.err += text) },
  });
  const options = { folder: join(root, 'out'), for: 'nginx', name: 'ent.example' };
  return { root, manifest, io, texts, options };
}

it('writes the settings to standard output, and what they lack beside it', async () => {
  const { manifest, io, texts, options } = await mirror();
  expect(await mirrorMap(options, io)).toBe(0);
  expect(texts.out).toMatch(
    new RegExp(`^# Build ${manifest.buildId} of the mirror of ent-exemple`),
  );
  expect(texts.out).toContain('id=3');
  expect(texts.out).toContain(join('releases', manifest.buildId));
  expect(texts.err).toContain('1 adresse (');
  expect(texts.err).toContain('/p?t=1&t=2');
});

it('writes a file whole, for the place where the release will stand', async () => {
  const { root, manifest, io, texts, options } = await mirror();
  const out = join(root, 'ent.caddy');
  const more = { for: 'caddy', out, root: '/srv/mirror', json: true };
  expect(await mirrorMap({ ...options, ...more }, io)).toBe(0);
  const text = await readFile(out, 'utf8');
  expect(text).toContain('`/srv/mirror`');
  expect(text).toContain('http://ent.example:80');
  expect(JSON.parse(texts.out)).toMatchObject({
    buildId: manifest.buildId,
    for: 'caddy',
    out,
    leftOut: ['/p?t=1&t=2'],
  });
  expect((await readdir(root)).filter((name) => name.endsWith('.new'))).toEqual([]);
});

it('refuses another server, half a certificate, a folder that is no mirror and one it cannot write to', async () => {
  const { root, io, options } = await mirror();
  await expect(mirrorMap({ ...options, for: 'apache' }, io)).rejects.toMatchObject({
    code: 'argument-invalid',
  });
  await expect(mirrorMap({ ...options, certificate: '/c.pem' }, io)).rejects.toMatchObject({
    code: 'argument-invalid',
  });
  await expect(mirrorMap({ ...options, folder: root }, io)).rejects.toMatchObject({
    code: 'mirror-unverified',
  });
  const out = join(root, 'none', 'x.conf');
  await expect(mirrorMap({ ...options, out }, io)).rejects.toMatchObject({
    code: 'store-unavailable',
  });
});
