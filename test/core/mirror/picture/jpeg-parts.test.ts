// Goal: of a JPEG exactly the parts stay that a browser needs, and nothing cut or foreign is one.
// Method: files put together from segments, byte by byte; each kept, dropped, cut or out of place.
import { describe, expect, it } from 'vitest';
import { cleanJpeg } from '../../../../core/mirror/picture/clean-jpeg.ts';
import { cleanPicture } from '../../../../core/mirror/picture/clean-picture.ts';
import { bytesOf as bytes, listOf as list } from './bytes-of.ts';

const START = [0xff, 0xd8];
const END = [0xff, 0xd9];
/** A segment with its length, which counts itself. */
const part = (marker: number, body: string | readonly number[]): readonly number[] => {
  const inside = [...bytes(body)];
  const length = inside.length + 2;
  return [0xff, marker, length >> 8, length & 0xff, ...inside];
};
/** 300 high and 513 wide. */
const frame = (marker = 0xc0) => part(marker, [8, 1, 44, 2, 1, 1]);
const pixels = (...data: readonly number[]) => [...part(0xda, [1]), ...data];
const WHOLE = [...frame(), ...pixels(1, 2, 3)];
const clean = (...parts: readonly (string | readonly number[])[]) =>
  cleanJpeg(bytes(START, ...parts));
const after = (...segment: readonly number[]) => list(clean(segment, WHOLE, END));
const KEPT = (...segment: readonly number[]) => [...START, ...segment, ...WHOLE, ...END];

describe('a JPEG', () => {
  it('is as wide and as high as its frame says, in one picture', () => {
    expect(clean(WHOLE, END)).toEqual({
      format: 'jpeg',
      width: 513,
      height: 300,
      frames: 1,
      tells: false,
      bytes: new Uint8Array(KEPT()),
    });
  });

  it.each([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf])(
    'has its size from a frame %i',
    (marker) => {
      expect(clean(frame(marker), pixels(1))).toMatchObject({ width: 513, height: 300 });
    },
  );
  it.each([0xbf, 0xc4, 0xc8, 0xcc, 0xd0, 0xdb])('has none from a segment %i', (marker) => {
    expect(clean(frame(marker), pixels(1))).toBeNull();
  });

  it.each([
    ['a table', part(0xdb, [1, 2])],
    ['a frame’s neighbour', part(0xdf, [1])],
    [
      'a JFIF header',
      part(
        0xe0,
        ['J', 'F', 'I', 'F', '\0']
          .map((one) => one.charCodeAt(0))
          .concat([1, 1, 0, 0, 1, 0, 1, 0, 0]),
      ),
    ],
    ['a colour profile', part(0xe2, 'ICC_PROFILE\0xyz')],
    ['Adobe’s colours', part(0xee, 'Adobe\0')],
  ])('keeps %s', (_, segment) => {
    expect(after(...segment)).toEqual(KEPT(...segment));
  });

  it.each([
    ['what is before the frames', part(0xbf, [1, 2])],
    ['what is behind the tables', part(0xe0, 'x')],
    ['a JFIF header with a preview', part(0xe0, `JFIF\0${'x'.repeat(10)}`)],
    ['a header of another name and that length', part(0xe0, `JFXX\0${'x'.repeat(9)}`)],
    ['something else beside a profile', part(0xe2, 'MPF\0xyzxyzxyz')],
    ['a profile in another place', part(0xe3, 'ICC_PROFILE\0xyz')],
    ['an Adobe part in another place', part(0xed, 'Adobe\0')],
    ['another part in Adobe’s place', part(0xee, 'Ducky\0')],
    ['a comment', part(0xfe, 'Camille')],
    ['words of a camera', part(0xe1, 'Exif\0\0MM')],
  ])('drops %s', (_, segment) => {
    expect(after(...segment)).toEqual(KEPT());
  });

  it('begins as one', () => {
    const whole = bytes(START, WHOLE, END);
    for (const at of [0, 1, 2]) {
      const other = Buffer.from(whole);
      other[at] = 0;
      expect(cleanJpeg(other)).toBeNull();
    }
  });

  it('needs pixels, and a width', () => {
    expect(clean(frame(), END)).toBeNull();
    expect(clean(pixels(1), END)).toBeNull();
    expect(clean(part(0xc0, [8, 1, 44, 0, 0, 1]), pixels(1))).toBeNull();
    expect(clean(part(0xc0, [8, 0, 0, 2, 1, 1]), pixels(1))).toMatchObject({ height: 0 });
  });

  it('ends where it says so, at what is no segment, and at one that is cut or shorter than its length', () => {
    const head = [...frame(), ...pixels(1)];
    const kept = [...START, ...head, ...END];
    for (const rest of [
      [...END, ...part(0xdb, [7])],
      [0xff, 0xdb, 0, 5, 1, 2],
      [0xff, 0xdb, 0, 1, 0xff, 0xdb, 0, 2],
      [0xff, 0xdb, 0, 0],
      [0xff],
    ])
      expect(list(clean(head, rest))?.slice(0, kept.length - 2)).toEqual(kept.slice(0, -2));
    expect(list(clean(head, END, part(0xdb, [7])))).toEqual(kept);
    expect(list(clean(head, [0xff, 0xdb, 0, 5, 1, 2]))).toEqual(kept);
    expect(list(clean(head, [0xff, 0xdb, 0, 1, 0xff, 0xdb, 0, 2]))).toEqual(kept);
    expect(clean(frame(), [0, 0xda, 0, 3, 1])).toBeNull();
    expect(clean(part(0xdb, [1]), [0, 0], WHOLE)).toBeNull();
    expect(list(clean(head, END, [0, 3, 1], part(0xdb, [7])))).toEqual(kept);
    expect(list(clean(head, [0xff, 0xff, 0xd9, 9]))).toEqual([...START, ...head, 0xff, ...END]);
  });

  it('may have empty segments, filling before a marker, and end with its last segment', () => {
    const empty = [0xff, 0xdb, 0, 2];
    expect(after(...empty)).toEqual(KEPT(...empty));
    expect(after(0xff, 0xff, ...part(0xdb, [1]).slice(1))).toEqual(KEPT(...part(0xdb, [1])));
    const tail = part(0xdb, [7]);
    expect(list(clean(WHOLE, tail))).toEqual([...START, ...WHOLE, ...tail, ...END]);
  });

  it.each([
    ['a stuffed byte', [1, 0xff, 0, 2]],
    ['the first restart', [1, 0xff, 0xd0, 2]],
    ['the last restart', [1, 0xff, 0xd7, 2]],
    ['filling before a stuffed byte', [0xff, 0xff, 0, 2]],
    ['a lone byte at the end', [1, 2, 0xff]],
  ])('has pixels that go on over %s', (_, data) => {
    const whole = [...frame(), ...pixels(...data)];
    expect(list(clean(whole))).toEqual([...START, ...whole, ...END]);
  });

  it.each([
    ['no table', [0xff, 0x01, 0, 3, 9], false],
    ['the last frame', frame(0xcf), true],
    ['another start', [0xff, 0xd8, 0, 3, 9], true],
    ['a comment', [0xff, 0xfe, 0, 3, 9], false],
  ])('has pixels that end before %s', (_, next, isKept) => {
    const kept = isKept ? next : [];
    expect(list(clean(WHOLE, next, END))).toEqual([...START, ...WHOLE, ...kept, ...END]);
  });

  it('goes through two scans with a table between', () => {
    const whole = [...frame(0xc2), ...pixels(1, 0xff, 0, 2), ...part(0xc4, [3]), ...pixels(4)];
    expect(list(clean(whole, END))).toEqual([...START, ...whole, ...END]);
  });
});

it('a picture without a side is none', () => {
  const flat = bytes([0xff, 0xd8, 0xff, 0xc0, 0, 8, 8, 0, 0, 2, 1, 1, 0xff, 0xda, 0, 2]);
  expect(cleanPicture(flat)).toBeNull();
});
