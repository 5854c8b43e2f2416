// Goal: a picture that is on the mirror already is not read again, and the mirror is the one that a first build gives.
// Method: a source that writes down what is read of it, built into a folder twice and into another once.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { hashOf } from '../../../../../adapters/local/hash.ts';
import { lessonMarkup } from '../../../../../adapters/local/mirror/markup.ts';
import { pictureShelf } from '../../../../../adapters/local/mirror/pages/picture-shelf.ts';
import { STEMMERS } from '../../../../../adapters/local/mirror/stem.ts';
import { folderStore } from '../../../../../adapters/local/mirror/store.ts';
import { mirrorWords } from '../../../../../adapters/local/mirror/words.ts';
import { buildMirror } from '../../../../../app/mirror/build-mirror.ts';
import type { PictureEncoder } from '../../../../../app/mirror/picture-encoder.ts';
import { epochMs, platformId } from '../../../../../core/units.ts';
import { DOT } from '../fixture.ts';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((one) => rmSync(one, { recursive: true, force: true })));

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'preau-pictures-'));
  folders.push(folder);
  return folder;
}

const encoder: PictureEncoder = { encode: async () => ({ kind: 'as-it-is' }) };
const words = mirrorWords('fr');
/** With a word about whoever made it, which cleaning takes out. */
const SIGNED = withComment(DOT, 'Auteur : Jeanne');
const SITE = {
  'un.html': Buffer.from('<h1>Un</h1><p>Un point <img src="a.png" alt="un point"></p>'),
  'a.png': SIGNED,
  'b.png': DOT,
};

async function build(out: string, site: Readonly<Record<string, Buffer>>, isWarm = true) {
  const read: string[] = [];
  const memory = pictureShelf({
    folder: join(out, '.preau', 'plain-pictures'),
    secret: Buffer.from('secret'),
    edition: 'one',
  });
  const {
    manifest,
    folder,
    changed: _,
    ...report
  } = await buildMirror(
    {
      source: {
        sets: async () => [{ folder: '/', aliases: {}, exclude: [] }],
        list: async () => ({
          files: Object.entries(site).map(([name, { length }]) => ({
            name,
            path: `/${name}`,
            sizeBytes: length,
            mark: hashOf(site[name] ?? ''),
          })),
          leftOut: [],
        }),
        read: async ({ name }) => {
          read.push(name);
          return site[name] ?? null;
        },
      },
      markup: lessonMarkup(words),
      store: folderStore(out),
      words,
      stemmers: STEMMERS,
      pictures: encoder,
      pictureMemory: isWarm ? memory : undefined,
      hashText: hashOf,
      sign: (unsigned) => unsigned,
    },
    { platform: platformId('ent-x'), builtAt: epochMs(0), language: 'fr', archives: false },
  );
  memory.prune();
  return { manifest, report, folder, read: read.filter((name) => name.endsWith('.png')) };
}

/** @returns the pictures that a second build reads; what it makes is what a first one would */
async function again(
  site: Readonly<Record<string, Buffer>>,
  change: (out: string) => void = () => {},
) {
  const out = freshFolder();
  await build(out, SITE);
  change(out);
  const second = await build(out, site);
  const cold = await build(freshFolder(), site, false);
  expect([second.manifest, second.report]).toEqual([cold.manifest, cold.report]);
  expect(readFileSync(join(second.folder, 'a.png'))).toEqual(
    readFileSync(join(cold.folder, 'a.png')),
  );
  return second.read;
}

describe('a picture that was written before', () => {
  it('is not read', async () => {
    expect(await again(SITE)).toEqual([]);
  });

  it('is read when it is another, and it alone', async () => {
    expect(await again({ ...SITE, 'b.png': withComment(DOT, 'Autre') })).toEqual(['b.png']);
  });

  it.each<[string, (out: string) => void]>([
    ['what was kept was written over', (out) => spoilAll(join(out, '.preau', 'plain-pictures'))],
    [
      'its file was changed behind our back',
      (out) => {
        const [id = ''] = readdirSync(join(out, '.preau', 'releases'));
        for (const name of ['a.png', 'b.png'])
          writeFileSync(join(out, '.preau', 'releases', id, name), SIGNED);
      },
    ],
  ])('is read when %s', async (_, change) => {
    expect((await again(SITE, change)).toSorted()).toEqual(['a.png', 'b.png']);
  });
});

function spoilAll(folder: string): void {
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'latin1').replace(/"width":\d/, '"width":9');
    writeFileSync(join(folder, name), text, 'latin1');
  }
}

/** A PNG with a `tEXt` chunk behind its header, which has 33 bytes with the signature. */
function withComment(png: Buffer, text: string): Buffer {
  const body = Buffer.from(`Comment\0${text}`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const chunk = Buffer.concat([length, Buffer.from('tEXt'), body, Buffer.alloc(4)]);
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}
