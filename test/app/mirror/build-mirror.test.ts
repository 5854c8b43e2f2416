// Goal: the use case keeps its order and its all-or-nothing, whatever the world behind its ports.
// Method: ports made of plain objects that write down what they are asked.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { buildMirror } from '../../../app/mirror/build-mirror.ts';
import type { BuildMirrorPorts, LessonSet } from '../../../app/mirror/ports.ts';
import { PreauError } from '../../../core/errors.ts';
import { epochMs, platformId, sha256 } from '../../../core/units.ts';

const hash = (bytes: Uint8Array | string) =>
  sha256(createHash('sha256').update(bytes).digest('hex'));
const request = { platform: platformId('ent-x'), builtAt: epochMs(0), language: 'fr' as const };

function world(files: Readonly<Record<string, string | null>>, set: Partial<LessonSet> = {}) {
  const did: string[] = [];
  const written = new Map<string, string>();
  const ports: BuildMirrorPorts = {
    source: {
      sets: async () => [{ folder: '/', aliases: {}, exclude: [], ...set }],
      list: async () => ({
        files: Object.keys(files).map((name) => ({ name, path: `/${name}`, sizeBytes: 1 })),
        leftOut: [],
      }),
      read: async ({ name }) => {
        const text = files[name] ?? null;
        return text === null ? null : new TextEncoder().encode(text);
      },
    },
    markup: {
      page: (html, judge) => {
        const link = judge(html);
        return { title: null, language: null, body: link.kind, text: '', removed: { scripts: 1 } };
      },
      markdown: (text) => ({ html: text, title: 'Titre', removed: {} }),
      drawing: () => null,
    },
    store: {
      draft: async () => ({
        write: async (path, bytes) => {
          written.set(path, new TextDecoder().decode(bytes));
          return hash(bytes);
        },
        commit: async (manifest) => {
          did.push(`commit ${manifest.files.length}`);
          return { folder: 'release', changed: manifest.files.length };
        },
        discard: async () => void did.push('discard'),
      }),
    },
    words: (key) => key,
    stemmers: { fr: (word) => word, en: (word) => word },
    hashText: hash,
    sign: (manifest) => {
      did.push('sign');
      return manifest;
    },
  };
  return { ports, did, written };
}

describe('building a mirror', () => {
  it('signs, then commits, once everything is written', async () => {
    const { ports, did, written } = world({ 'a.md': 'b.html', 'b.html': 'gone' });
    const report = await buildMirror(ports, request);
    expect(did).toEqual(['sign', `commit ${written.size}`]);
    expect(report).toMatchObject({
      pages: 2,
      links: { internal: 1, external: 0, dead: 1 },
      deadLinks: [{ page: '/b.html', target: '/gone' }],
      removed: { scripts: 2 },
    });
    expect(report.manifest.files.map(({ path }) => path)).toEqual([...written.keys()].toSorted());
  });

  it('keeps links to the platform’s own name on the mirror', async () => {
    const { ports } = world({ 'a.html': 'https://ENT.example/b.html', 'b.html': '#x' });
    const own = await buildMirror(ports, { ...request, ownHosts: ['ent.EXAMPLE'] });
    expect(own.links).toEqual({ internal: 2, external: 0, dead: 0 });
    const foreign = await buildMirror(ports, request);
    expect(foreign.links).toEqual({ internal: 1, external: 1, dead: 0 });
  });

  it('leaves out what can no longer be read, with its addresses', async () => {
    const { ports } = world(
      { 'a.md': '#x', 'b.md': null },
      { aliases: { '/view?id=1': 'b.md', '/view?id=2': 'a.md' } },
    );
    const { manifest, leftOut } = await buildMirror(ports, request);
    expect(leftOut).toEqual([{ name: 'b.md', reason: 'unreadable' }]);
    expect(Object.keys(manifest.aliases).filter((address) => /id=|\/b/.test(address))).toEqual([
      '/view?id=2',
    ]);
  });

  it('discards its draft when anything fails', async () => {
    const empty = world({ 'x.css': 'x' });
    await expect(buildMirror(empty.ports, request)).rejects.toBeInstanceOf(PreauError);
    expect(empty.did).toEqual(['discard']);
    const zone = world({ 'a.md': '#x' });
    await expect(
      buildMirror(zone.ports, { ...request, timeZone: 'Mars/Olympus' }),
    ).rejects.toMatchObject({ code: 'argument-invalid' });
    expect(zone.did).toEqual(['discard']);
  });

  it('calls itself what it was told, else what the lessons say, else the platform’s id', async () => {
    const { ports } = world({ 'a.md': '#x' }, { title: 'Leçons' });
    expect((await buildMirror(ports, { ...request, title: 'ENT' })).manifest.title).toBe('ENT');
    expect((await buildMirror(ports, request)).manifest.title).toBe('Leçons');
    expect((await buildMirror(world({ 'a.md': '#x' }).ports, request)).manifest.title).toBe(
      'ent-x',
    );
  });
});
