// Goal: of a PNG and of a WebP exactly the parts stay that a browser needs, and nothing cut or foreign is one.
// Method: files put together from parts, byte by byte; each kept, dropped, cut or out of place.
import { describe, expect, it } from 'vitest';
import { cleanPng } from '../../../../core/mirror/picture/clean-png.ts';
import { cleanWebp } from '../../../../core/mirror/picture/clean-webp.ts';
import { bytesOf as bytes, listOf as list } from './bytes-of.ts';

describe('a PNG', () => {
  const SIGN = '\u0089PNG\r\n\u001A\n';
  const END = [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82];
  const part = (name: string, body: readonly number[] = [1, 2]) => [
    0,
    0,
    0,
    body.length,
    ...bytes(name),
    ...body,
    9,
    9,
    9,
    9,
  ];
  const HEAD = part('IHDR', [0, 1, 2, 3, 0, 0, 1, 4, 8, 2, 0, 0, 0]);
  const clean = (...parts: readonly (string | readonly number[])[]) =>
    cleanPng(bytes(SIGN, HEAD, ...parts));
  const KEPT = (...parts: readonly (readonly number[])[]) => [
    ...bytes(SIGN),
    ...HEAD,
    ...parts.flat(),
    ...END,
  ];
  const PIXELS = part('IDAT');

  it('is as wide and as high as its head says', () => {
    expect(clean(PIXELS, END)).toMatchObject({
      format: 'png',
      width: 0x10203,
      height: 260,
      frames: 1,
      tells: false,
    });
  });

  it.each('PLTE tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs fcTL fdAT'.split(' '))(
    'keeps %s',
    (name) => {
      expect(list(clean(part(name), PIXELS, END))).toEqual(KEPT(part(name), PIXELS));
    },
  );
  it.each('tEXt iTXt zTXt tIME eXIf vpAg'.split(' '))('drops %s', (name) => {
    expect(list(clean(part(name), PIXELS, END))).toEqual(KEPT(PIXELS));
  });

  it.each([
    [0, 1],
    [1, 1],
    [2, 2],
    [7, 7],
  ])('says %i pictures, which are %i', (says, frames) => {
    const moves = part('acTL', [0, 0, 0, says, 0, 0, 0, 0]);
    const picture = clean(moves, PIXELS, END);
    expect([picture?.frames, list(picture)]).toEqual([frames, KEPT(moves, PIXELS)]);
  });

  it('begins as one, and needs pixels', () => {
    expect(cleanPng(bytes('\u0089PNX\r\n\u001A\n', HEAD, PIXELS))).toBeNull();
    expect(cleanPng(bytes(SIGN, part('IHDX', [0, 0, 0, 1, 0, 0, 0, 1]), PIXELS))).toBeNull();
    expect(clean(part('PLTE'), END)).toBeNull();
  });

  it('ends at its end, at its last part, and before one that is cut', () => {
    expect(list(clean(PIXELS, END, part('PLTE')))).toEqual(KEPT(PIXELS));
    expect(list(clean(PIXELS))).toEqual(KEPT(PIXELS));
    expect(list(clean(PIXELS, part('IDAT').slice(0, -1)))).toEqual(KEPT(PIXELS));
    expect(list(clean(PIXELS, part('IDAT', [])))).toEqual(KEPT(PIXELS, part('IDAT', [])));
    expect(clean(PIXELS.slice(0, -1))).toBeNull();
  });
});

describe('a WebP', () => {
  const part = (name: string, body: readonly number[]) => [
    ...bytes(name),
    body.length & 0xff,
    body.length >> 8,
    0,
    0,
    ...body,
    ...(body.length % 2 === 1 ? [0] : []),
  ];
  const LOSSY = part('VP8 ', [1, 2, 3, 4, 5, 6, 0x34, 0xd2, 0x78, 0xd6]);
  /** 14 bits less one for each side. */
  const LOSSLESS = part('VP8L', [0x2f, 0x33, 0x92, 0x9d, 0x15]);
  const extended = (flags: number) => part('VP8X', [flags, 0, 0, 0, 1, 2, 3, 4, 5, 6]);
  const file = (...parts: readonly (readonly number[])[]) => {
    const length = parts.flat().length + 4;
    return [...bytes('RIFF', [length & 0xff, length >> 8, 0, 0], 'WEBP'), ...parts.flat()];
  };
  const clean = (...parts: readonly (readonly number[])[]) =>
    cleanWebp(new Uint8Array(file(...parts)));

  it.each([
    ['its lossy pixels', [LOSSY], 0x1234, 0x1678],
    ['its lossless pixels', [LOSSLESS], 0x1234, 0x1677],
    ['its own part', [extended(0x12), LOSSY], 0x30202, 0x60505],
  ] as const)('is as large as %s say', (_, parts, width, height) => {
    const picture = clean(...parts);
    expect(picture).toMatchObject({ format: 'webp', width, height, frames: 1, tells: false });
    expect(list(picture)).toEqual(file(...parts));
  });

  it('says no more that it tells, and is copied for it', () => {
    const told = new Uint8Array(file(extended(0xff), part('EXIF', [1, 2]), LOSSY));
    const before = [...told];
    expect(list(cleanWebp(told))).toEqual(file(extended(0xf3), LOSSY));
    expect([...told]).toEqual(before);
  });

  it.each(['ALPH', 'ANIM', 'ICCP'])('keeps %s, of even and of odd length', (name) => {
    for (const body of [[1, 2], [1, 2, 3], []])
      expect(list(clean(part(name, body), LOSSY))).toEqual(file(part(name, body), LOSSY));
    expect(clean(part(name, [1, 2]))).toBeNull();
  });
  it.each(['EXIF', 'XMP ', 'VP9 ', 'xxxx'])('drops %s', (name) => {
    expect(list(clean(part(name, [1, 2, 3]), LOSSY))).toEqual(file(LOSSY));
  });

  it('moves when it has several pictures', () => {
    const moving = [extended(2), part('ANMF', [1]), part('ANMF', [2, 3])];
    expect(clean(...moving)).toMatchObject({ frames: 2 });
    expect(list(clean(...moving))).toEqual(file(...moving));
    expect(clean(extended(2), LOSSLESS, LOSSY)).toMatchObject({ frames: 2 });
    expect(clean(extended(2))).toBeNull();
    expect(clean(part('ANMF', [1]))).toBeNull();
  });

  it('begins as one', () => {
    const whole = new Uint8Array(file(LOSSY));
    expect(cleanWebp(whole.with(0, 0x53))).toBeNull();
    expect(cleanWebp(whole.with(8, 0x58))).toBeNull();
  });

  it('ends before a part that is cut, and gets back the byte that fills its last one', () => {
    const last = part('ICCP', [7, 8, 9]);
    expect(list(cleanWebp(new Uint8Array(file(LOSSY, last).slice(0, -1))))).toEqual(
      file(LOSSY, last),
    );
    expect(list(cleanWebp(new Uint8Array(file(LOSSY, last).slice(0, -2))))).toEqual(file(LOSSY));
    expect(list(cleanWebp(new Uint8Array(file(LOSSY, part('ALPH', [])))))).toEqual(
      file(LOSSY, part('ALPH', [])),
    );
    expect(list(cleanWebp(new Uint8Array(file(LOSSY, part('ALPH', [])).slice(0, -1))))).toEqual(
      file(LOSSY),
    );
  });

  it('keeps its length over all four bytes', () => {
    const body = Array.from({ length: 70_000 }, () => 5);
    const wide = [...bytes('ICCP', [0x70, 0x11, 1, 0]), ...body];
    const picture = clean(LOSSY, wide);
    expect(picture?.bytes.subarray(4, 8)).toEqual(new Uint8Array([0x8e, 0x11, 1, 0]));
    expect(picture?.bytes.length).toBe(0x1118e + 8);
  });
});
