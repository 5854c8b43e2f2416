import { z } from 'zod';
import type { EncodedPicture } from '../../../../app/mirror/picture-encoder.ts';
import { hashOf } from '../../hash.ts';

const size = z.int().check(z.positive(), z.lte(100_000_000));
const header = z.strictObject({
  sha256: z.string(),
  main: size,
  width: size,
  height: size,
  sources: z
    .array(
      z.strictObject({
        name: z.string().check(z.regex(/^[0-9a-f]{24}\.(?:webp|avif)$/)),
        type: z.enum(['image/webp', 'image/avif']),
        width: size,
        height: size,
        isNarrow: z.boolean(),
        bytes: size,
      }),
    )
    .check(z.maxLength(8)),
});

/** An encoded picture as one file: a line of JSON, then its makings one behind the other. */
export function writeEntry(picture: EncodedPicture & { kind: 'encoded' }): Uint8Array {
  const { main, width, height, sources } = picture;
  const body = Buffer.concat([main, ...sources.map(({ bytes }) => bytes)]);
  const head: z.infer<typeof header> = {
    sha256: hashOf(body),
    main: main.length,
    width,
    height,
    sources: sources.map(({ name, type, bytes, ...rest }) => ({
      ...rest,
      name,
      type: type === 'image/avif' ? 'image/avif' : 'image/webp',
      bytes: bytes.length,
    })),
  };
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), body]);
}

/** @returns null for a file that was cut short, changed, or written by another version */
export function readEntry(file: Uint8Array): EncodedPicture | null {
  const line = file.indexOf(0x0a);
  if (line === -1 || line > 10_000) return null;
  const read = header.safeParse(parsed(Buffer.from(file.subarray(0, line)).toString('utf8')));
  if (!read.success) return null;
  const body = file.subarray(line + 1);
  if (hashOf(body) !== read.data.sha256) return null;
  const { main, width, height, sources } = read.data;
  let at = main;
  const cut = sources.map(({ bytes, ...source }) => {
    at += bytes;
    return { ...source, bytes: body.subarray(at - bytes, at) };
  });
  if (at !== body.length) return null;
  return { kind: 'encoded', main: body.subarray(0, main), width, height, sources: cut };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
