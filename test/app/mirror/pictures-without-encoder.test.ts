// Goal: where there is no encoder, as on AWS, pictures still tell nothing, and the heavy ones are told of.
// Method: a share of pictures rendered with ports that write down what they are asked to keep.
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { lessonMarkup } from '../../../adapters/local/mirror/markup.ts';
import { mirrorWords } from '../../../adapters/local/mirror/words.ts';
import { renderShare } from '../../../app/mirror/render-share.ts';
import { epochMs, platformId, sha256 } from '../../../core/units.ts';
import {
  CANARY,
  fromTelephone,
  photograph,
} from '../../adapters/local/mirror/pictures/hostile-pictures.ts';

const hashText = (text: string) => sha256(createHash('sha256').update(text).digest('hex'));

it('keeps them clean and whole, counts those over the budget, and leaves out what it cannot clean', async () => {
  const lessons: { readonly [name: string]: Uint8Array } = {
    'a.jpg': await fromTelephone(),
    'b.jpg': await photograph(64, 48)
      .withExif({ IFD0: { Artist: CANARY } })
      .jpeg()
      .toBuffer(),
    'c.avif': await photograph(64, 48)
      .withExif({ IFD0: { Artist: CANARY } })
      .avif({ effort: 0 })
      .toBuffer(),
    'd.png': Buffer.from('<html>'),
    'e.docx': Buffer.from('PK word/vbaProject.bin'),
    'p.html': Buffer.from('<h1>P</h1><img src="b.jpg" alt="b">'),
  };
  const files = Object.entries(lessons).map(([name, { length }]) => ({
    name,
    path: `/${name}`,
    sizeBytes: length,
  }));
  const kept = new Map<string, Uint8Array>();
  const words = mirrorWords('fr');
  const result = await renderShare(
    {
      markup: lessonMarkup(words),
      words,
      hashText,
      source: { read: async ({ name }) => lessons[name] ?? null },
      keep: async (bytes, path) => {
        kept.set(path, bytes);
        return sha256(createHash('sha256').update(bytes).digest('hex'));
      },
    },
    {
      request: { platform: platformId('ent'), builtAt: epochMs(0), language: 'fr' },
      sets: [],
      files,
      leftOut: [],
      shares: [],
      previous: null,
    },
    { from: 0, to: files.length },
  );
  expect([...kept.keys()]).toEqual(['/a.jpg', '/b.jpg', '/p.html']);
  for (const bytes of kept.values()) expect(Buffer.from(bytes).includes(CANARY)).toBe(false);
  expect(result.heavyPictures).toBe(1);
  expect(result.leftOut).toEqual([
    { name: 'c.avif', reason: 'picture-tells' },
    { name: 'd.png', reason: 'picture-broken' },
    { name: 'e.docx', reason: 'macros' },
  ]);
});
