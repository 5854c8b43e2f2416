// Goal: GIF, AVIF, BMP and icons are told by their bytes, with the size that they say, and nothing else is one.
// Method: files put together byte by byte; each place that matters changed or cut.
import { describe, expect, it } from 'vitest';
import { cleanGif } from '../../../../core/mirror/picture/clean-gif.ts';
import { cleanPicture } from '../../../../core/mirror/picture/clean-picture.ts';
import { pictureFate } from '../../../../core/mirror/picture/picture-budget.ts';
import { readAvif } from '../../../../core/mirror/picture/read-avif.ts';
import { readBitmap } from '../../../../core/mirror/picture/read-bitmap.ts';

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  new Uint8Array(
    parts.flatMap((part) => [...(typeof part === 'string' ? Buffer.from(part, 'latin1') : part)]),
  );

describe('a GIF', () => {
  /** 513 wide, 300 high, with the flags of its table. */
  const head = (flags = 0, sign = 'GIF89a') => [...bytes(sign, [1, 2, 44, 1, flags, 0, 0])];
  const frame = (flags = 0, table: readonly number[] = []) => [
    0x2c,
    0,
    0,
    0,
    0,
    1,
    0,
    1,
    0,
    flags,
    ...table,
    2,
    2,
    0x44,
    0x01,
    0,
  ];
  const times = [0x21, 0xf9, 4, 0, 10, 0, 0, 0];
  const repeats = (name: string, body: readonly number[] = [3, 1, 0, 0, 0]) => [
    0x21,
    0xff,
    11,
    ...bytes(name),
    ...body,
  ];
  const END = 0x3b;
  const clean = (...parts: readonly (readonly number[])[]) =>
    cleanGif(new Uint8Array(parts.flat()));
  const kept = (...parts: readonly (readonly number[])[]) => new Uint8Array([...parts.flat(), END]);

  it.each(['GIF87a', 'GIF89a'])('begins with %s', (sign) => {
    expect(clean(head(0, sign), frame(), [END])).toEqual({
      format: 'gif',
      width: 513,
      height: 300,
      frames: 1,
      tells: false,
      bytes: kept(head(0, sign), frame()),
    });
  });
  it.each(['GIF88a', 'GIF89b', 'xGIF89', 'GIF89'])('does not begin with %s', (sign) => {
    expect(clean(head(0, sign), frame(), [END])).toBeNull();
  });

  it('has tables of colours, for all and for one picture', () => {
    const colours = (count: number) => Array.from({ length: 3 * count }, () => 0x21);
    const all = [...head(0x80), ...colours(2)];
    expect(clean(all, frame(0x82, colours(8)))?.bytes).toEqual(kept(all, frame(0x82, colours(8))));
    expect(clean(head(0x07), frame(0x07))?.bytes).toEqual(kept(head(0x07), frame(0x07)));
  });

  it.each([
    ['times', times],
    ['repeats', repeats('NETSCAPE2.0')],
    ['repeats of another program', repeats('ANIMEXTS1.0')],
  ])('keeps %s', (_, part) => {
    expect(clean(head(), part, frame(), frame())).toMatchObject({
      frames: 2,
      bytes: kept(head(), part, frame(), frame()),
    });
  });

  it.each([
    ['a comment', [0x21, 0xfe, 1, 65, 0]],
    ['a comment that looks like repeats', repeats('NETSCAPE2.0').with(1, 0xfe)],
    ['words of a program', repeats('XMP DataXMP')],
    ['repeats that hold more', repeats('NETSCAPE2.0', [3, 1, 0, 0, 2, 65, 66, 0])],
    ['repeats of another length', repeats('NETSCAPE2.0', [4, 1, 0, 0, 0, 0])],
    ['repeats of nothing', repeats('NETSCAPE2.0', [2, 1, 0, 0])],
  ])('drops %s', (_, part) => {
    expect(clean(head(), part, frame())?.bytes).toEqual(kept(head(), frame()));
  });

  it('ends at its end, at what is no part, and before one that is cut', () => {
    expect(clean(head(), frame(), [END], frame())?.frames).toBe(1);
    expect(clean(head(), frame(), [0], frame())?.frames).toBe(1);
    expect(clean(head(), frame(), [0, 0xfe, 0], frame())?.frames).toBe(1);
    expect(cleanPicture(new Uint8Array([...head().with(6, 0).with(7, 0), ...frame()]))).toBeNull();
    expect(clean(head(), frame(), frame().slice(0, -1))?.bytes).toEqual(kept(head(), frame()));
    expect(clean(head(), frame().slice(0, -1))).toBeNull();
    expect(clean(head(), times, [END])).toBeNull();
    expect(clean(head())).toBeNull();
  });
});

describe('an AVIF', () => {
  const size = bytes('ispe', [0, 0, 0, 0, 0, 1, 2, 3, 0, 0, 1, 4]);
  const file = (brand: string, ...parts: readonly (string | readonly number[])[]) =>
    bytes([0, 0, 0, 28], 'ftyp', brand, [0, 0, 0, 0], ...parts);

  it.each([
    ['avif', 1],
    ['avis', 2],
  ] as const)('of brand %s has %i picture or more', (brand, frames) => {
    const picture = file(brand, [...size]);
    expect(readAvif(picture)).toEqual({
      format: 'avif',
      width: 0x10203,
      height: 260,
      frames,
      tells: false,
      bytes: picture,
    });
  });

  it('is none of another brand, in another place, or without its size', () => {
    expect(readAvif(file('heic', [...size]))).toBeNull();
    expect(readAvif(file('avif', [...size]).with(4, 0x78))).toBeNull();
    expect(readAvif(file('avif'))).toBeNull();
  });

  it('has its size among its first 65,536 bytes', () => {
    const filled = (count: number) =>
      file(
        'avif',
        Array.from({ length: count }, () => 1),
        [...size],
      );
    expect(readAvif(filled(65_536 - 16 - 4))).toMatchObject({ width: 0x10203 });
    expect(readAvif(filled(65_536 - 16 - 3))).toBeNull();
  });

  it.each([
    ['infe12345678Exif', true],
    ['infe\n2345678mime', true],
    ['infe12345678uri ', true],
    ['uuid', true],
    ['infe12345678av01', false],
    ['infe1234567Exif', false],
    ['Exif', false],
  ])('with %j tells: %s', (part, tells) => {
    expect(readAvif(file('avif', part, [...size]))).toMatchObject({ tells });
  });
});

describe('a bitmap of Windows', () => {
  const bmp = (length = 55) => {
    const made = new Uint8Array(length);
    made.set([0x42, 0x4d]);
    made.set([40, 0, 0, 0, 1, 2, 3, 0, 4, 5, 0, 0], 14);
    return made;
  };
  it('has its size in its head', () => {
    const picture = bmp();
    const plain = { format: 'bmp', width: 0x30201, frames: 1, tells: false };
    expect(readBitmap(picture)).toEqual({ ...plain, height: 0x504, bytes: picture });
    const down = bmp().with(22, 0xff).with(23, 0xff).with(24, 0xff).with(25, 0xff);
    expect(readBitmap(down)).toMatchObject({ height: 1 });
    expect(
      readBitmap(bmp().with(22, 0xff).with(23, 0xff).with(24, 0xff).with(25, 0x7f)),
    ).toMatchObject({
      height: 0x7fffffff,
    });
    expect(readBitmap(bmp().with(22, 0).with(23, 0).with(25, 0x80))).toMatchObject({
      height: 2 ** 31,
    });
  });
  it('is none with an older head, without pixels, or with another name', () => {
    expect(readBitmap(bmp().with(14, 39))).toBeNull();
    expect(readBitmap(bmp(54))).toBeNull();
    expect(readBitmap(bmp().with(1, 0x4e))).toBeNull();
  });
});

describe('an icon', () => {
  const ico = (...rest: readonly number[]) => [0, 0, 1, 0, 1, 0, ...rest];
  const filled = Array.from({ length: 14 }, () => 0);
  it('has its size in its first entry, where 0 is 256', () => {
    const picture = new Uint8Array(ico(16, 32, ...filled));
    expect(readBitmap(picture)).toEqual({
      format: 'ico',
      width: 16,
      height: 32,
      frames: 1,
      tells: false,
      bytes: picture,
    });
    expect(cleanPicture(new Uint8Array(ico(0, 0, ...filled)))).toMatchObject({
      width: 256,
      height: 256,
    });
  });
  it('is none when it is cut, empty, or a cursor', () => {
    expect(readBitmap(new Uint8Array(ico(16, 32, ...filled.slice(1))))).toBeNull();
    expect(readBitmap(new Uint8Array(ico(16, 32, ...filled)).with(4, 0))).toBeNull();
    expect(readBitmap(new Uint8Array(ico(16, 32, ...filled)).with(2, 2))).toBeNull();
  });
});

describe('the budget of a picture', () => {
  const fate = (width: number, height: number, length: number, frames = 1, tells = false) =>
    pictureFate({ format: 'png', width, height, frames, tells, bytes: new Uint8Array(length) });
  const KEPT = { kind: 'as-it-is' };
  const SMALLER = { kind: 'encode' };

  it('keeps 60,000 bytes and 1,280 pixels as they are, and no more', () => {
    expect(fate(1_280, 9_000, 60_000)).toEqual(KEPT);
    expect(fate(1_281, 10, 1)).toEqual(SMALLER);
    expect(fate(10, 10, 60_001)).toEqual(SMALLER);
    expect(fate(10, 10, 1, 1, true)).toEqual(SMALLER);
  });
  it('lets one that moves be wider, and weigh 300,000 bytes', () => {
    expect(fate(1_281, 10, 300_000, 2)).toEqual(KEPT);
    expect(fate(10, 10, 300_001, 2)).toEqual(SMALLER);
    expect(fate(10, 10, 1, 2, true)).toEqual(SMALLER);
  });
  it('refuses more than 50 million pixels, whatever they weigh', () => {
    expect(fate(10_000, 5_000, 1)).toEqual(SMALLER);
    expect(fate(10_000, 5_001, 1)).toEqual({ kind: 'refuse', reason: 'picture-too-large' });
  });
});
