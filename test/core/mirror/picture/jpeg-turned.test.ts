// Goal: of all that a camera wrote into a JPEG, how the picture is turned stays, and it alone.
// Method: Exif of both byte orders put together by hand; its entries out of bounds, cut, and too many.
import { describe, expect, it } from 'vitest';
import { cleanJpeg } from '../../../../core/mirror/picture/clean-jpeg.ts';
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
const KEPT = (...segment: readonly number[]) => [...START, ...segment, ...WHOLE, ...END];

describe('a JPEG that is turned', () => {
  const u16 = (value: number, little: boolean) =>
    little ? [value & 0xff, value >> 8] : [value >> 8, value & 0xff];
  const u32 = (value: number, little: boolean) =>
    little ? [...u16(value, true), 0, 0] : [0, 0, ...u16(value, false)];
  const entry = (tag: number, value: number, little: boolean) => [
    ...u16(tag, little),
    ...u16(3, little),
    ...u32(1, little),
    ...u16(value, little),
    0,
    0,
  ];
  /** Exif with its first list. */
  const exif = (
    entries: readonly (readonly [tag: number, value: number])[],
    { little = false, count = entries.length, gap = 0 } = {},
  ) =>
    part(0xe1, [
      ...bytes('Exif\0\0', little ? 'II' : 'MM', u16(42, little), u32(8 + gap, little)),
      ...Array.from({ length: gap }, () => 0),
      ...u16(count, little),
      ...entries.flatMap(([tag, value]) => entry(tag, value, little)),
    ]);
  const turnedBy = (segment: readonly number[]): number =>
    clean(segment, WHOLE)?.bytes[3] === 0xe1 ? (clean(segment, WHOLE)?.bytes[31] ?? 0) : 1;

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('%i times says only that', (value) => {
    for (const little of [false, true]) {
      const told = exif(
        [
          [0x010f, 3],
          [0x0112, value],
        ],
        { little, gap: little ? 4 : 0 },
      );
      const picture = clean(told, WHOLE);
      const own = [...exif([[0x0112, value]]), 0, 0, 0, 0].with(3, 34);
      expect(list(picture)).toEqual(KEPT(...(value === 1 ? [] : own)));
      expect(picture?.width).toBe(value >= 5 ? 300 : 513);
      expect(picture?.height).toBe(value >= 5 ? 513 : 300);
    }
  });

  it('by nothing that is no turn, by no other tag, and by none behind the end of the list', () => {
    expect(turnedBy(exif([[0x0112, 0]]))).toBe(1);
    expect(turnedBy(exif([[0x0112, 9]]))).toBe(1);
    expect(
      turnedBy(
        exif([
          [0x0112, 1],
          [0x0112, 6],
        ]),
      ),
    ).toBe(1);
    expect(turnedBy(exif([[0x0113, 6]]))).toBe(1);
    expect(
      turnedBy(
        exif([
          [0x0112, 9],
          [0x0112, 6],
        ]),
      ),
    ).toBe(6);
    expect(
      turnedBy(
        exif(
          [
            [0x0111, 2],
            [0x0112, 6],
          ],
          { count: 1 },
        ),
      ),
    ).toBe(1);
    expect(turnedBy(exif([[0x0112, 6]], { count: 2 }))).toBe(6);
    expect(turnedBy(exif([[0x0112, 6]]).with(4, 0x65))).toBe(1);
    expect(turnedBy(exif([[0x0112, 6]]).with(1, 0xe3))).toBe(1);
  });

  it('by no entry that is cut by the end of its segment', () => {
    const whole = exif([
      [0x0111, 2],
      [0x0112, 6],
    ]);
    const cut = whole.slice(0, -1).with(3, whole[3]! - 1);
    expect(turnedBy(whole)).toBe(6);
    expect(turnedBy(cut)).toBe(1);
  });

  it('by one of its first 200 entries', () => {
    const others = (count: number) => Array.from({ length: count }, () => [0x0100, 2] as const);
    expect(turnedBy(exif([...others(199), [0x0112, 6]]))).toBe(6);
    expect(turnedBy(exif([...others(200), [0x0112, 6]]))).toBe(1);
  });
});
