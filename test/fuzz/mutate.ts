import type { Random } from '../../app/ports.ts';
import { pick } from '../../home/stage/seeded-random.ts';
import { mutateArchive } from './mutate-archive.ts';
import { mutateJson } from './mutate-json.ts';
import type { FuzzTarget } from './target.ts';

type Made = Pick<FuzzTarget, 'shape' | 'maxBytes' | 'words'>;

/** Numbers at which parsers count wrongly. */
const EDGES = [
  '0',
  '-1',
  '1e999',
  '9007199254740993',
  '4294967296',
  '65536',
  '-0',
  'NaN',
  '1e-400',
];
/** What texts of strangers hold, and few think of. */
const ODDITIES = [
  '\0',
  '\u202e',
  '\ufeff',
  '\u2028',
  '\ud800',
  'İ',
  'ﬀ',
  '\u0301',
  '\r',
  '\u00ad',
  '💥',
];
const BYTES = [0x00, 0xff, 0x7f, 0x80, 0xc0, 0x0a, 0x0d, 0x22, 0x3c];
/** Small enough to be thrown away, long enough for what grows with the square. Chosen. */
const REPEATS = [2, 8, 64, 512, 4_096, 32_768];
const OPERATIONS_MOST = 6;

/**
 * Another input out of one that is known: flips, cuts, splices with `other`, words of the grammar,
 * repeats, nesting. The same chance gives the same input.
 *
 * @returns at most `maxBytes`
 */
export function mutate(
  seed: Uint8Array,
  other: Uint8Array,
  target: Made,
  random: Random,
): Uint8Array {
  let input = Buffer.from(seed);
  const operations = 1 + Math.floor(random.next() * OPERATIONS_MOST);
  for (let done = 0; done < operations; done += 1) input = changeOnce(input, other, target, random);
  return input.subarray(0, target.maxBytes);
}

/**
 * One of those changes. Bounded by itself: a list of copies of a list of copies would fill the memory
 * before its end is cut.
 *
 * @returns at most `maxBytes`
 */
export function changeOnce(
  input: Buffer,
  other: Uint8Array,
  target: Made,
  random: Random,
): Buffer<ArrayBuffer> {
  const changed = operationOf(target, random)(input, Buffer.from(other), target, random);
  return Buffer.from(changed.subarray(0, target.maxBytes));
}

type Operation = (input: Buffer, other: Buffer, target: Made, random: Random) => Uint8Array;

function operationOf({ shape }: Made, random: Random): Operation {
  const chance = random.next();
  if (shape === 'archive' && chance < 0.85)
    return (input, other, target, by) =>
      mutateArchive(input, by, (part) => {
        const inner = { ...target, shape: 'text' as const };
        return operationOf(inner, by)(Buffer.from(part), other, inner, by);
      });
  if (shape === 'text' && chance < 0.15) return (input, _, __, by) => mutateJson(input, by);
  if (shape === 'text' && chance < 0.3) return changeLines;
  return pick(random, BYTE_OPERATIONS) ?? flip;
}

const within = (random: Random, most: number): number => Math.floor(random.next() * (most + 1));

/** A stretch of the input, short far more often than long. */
function stretch(input: Buffer, random: Random): readonly [number, number] {
  const from = within(random, input.length);
  const length = within(random, Math.max(1, Math.floor(input.length * random.next() ** 4)));
  return [from, Math.min(input.length, from + length)];
}

const flip: Operation = (input, _, __, random) => {
  if (input.length === 0) return input;
  const at = within(random, input.length - 1);
  input[at] = (input[at] ?? 0) ^ (1 << within(random, 7));
  return input;
};

const setByte: Operation = (input, _, __, random) => {
  if (input.length === 0) return input;
  input[within(random, input.length - 1)] = pick(random, BYTES) ?? 0;
  return input;
};

const cut: Operation = (input, _, __, random) => {
  const [from, to] = stretch(input, random);
  return Buffer.concat([input.subarray(0, from), input.subarray(to)]);
};

const end: Operation = (input, _, __, random) => input.subarray(0, within(random, input.length));

const splice: Operation = (input, other, _, random) => {
  const [from, to] = stretch(other, random);
  const at = within(random, input.length);
  return Buffer.concat([input.subarray(0, at), other.subarray(from, to), input.subarray(at)]);
};

const insert = (input: Buffer, text: string | Uint8Array, random: Random): Buffer => {
  const at = within(random, input.length);
  return Buffer.concat([input.subarray(0, at), Buffer.from(text as string), input.subarray(at)]);
};

const putWord: Operation = (input, _, { words }, random) =>
  insert(input, pick(random, [...words, ...EDGES, ...ODDITIES]) ?? '', random);

const swapWord: Operation = (input, _, { words }, random) => {
  const text = input.toString('latin1');
  const found = words.filter((word) => text.includes(Buffer.from(word).toString('latin1')));
  const [one, another] = [pick(random, found), pick(random, words)];
  if (one === undefined || another === undefined) return input;
  const [from, to] = [one, another].map((word) => Buffer.from(word).toString('latin1'));
  return Buffer.from(
    text.replace(from ?? '', () => to ?? ''),
    'latin1',
  );
};

const changeNumber: Operation = (input, _, __, random) => {
  const numbers = [...input.toString('latin1').matchAll(/\d+/g)];
  const number = pick(random, numbers);
  if (number === undefined) return input;
  const after = number.index + number[0].length;
  const edge = Buffer.from(pick(random, EDGES) ?? '');
  return Buffer.concat([input.subarray(0, number.index), edge, input.subarray(after)]);
};

/** A word or a stretch many times over: quadratic work and deep nesting show themselves so. */
const repeat: Operation = (input, _, { words, maxBytes }, random) => {
  const [from, to] = stretch(input, random);
  const part =
    random.next() < 0.6 && words.length > 0
      ? Buffer.from(pick(random, words) ?? '')
      : input.subarray(from, Math.min(to, from + 200));
  const times = Math.min(
    pick(random, REPEATS) ?? 2,
    Math.floor(maxBytes / Math.max(1, part.length)),
  );
  return insert(input, Buffer.concat(Array.from({ length: times }, () => part)), random);
};

/** Two words around a stretch, many deep. */
const nest: Operation = (input, _, { words, maxBytes }, random) => {
  const [open, close] = [pick(random, words) ?? '[', pick(random, words) ?? ']'];
  const times = Math.min(
    pick(random, REPEATS) ?? 2,
    Math.floor(maxBytes / Math.max(1, open.length + close.length)),
  );
  const [from, to] = stretch(input, random);
  return Buffer.concat([
    input.subarray(0, from),
    Buffer.from(open.repeat(times)),
    input.subarray(from, to),
    Buffer.from(close.repeat(times)),
    input.subarray(to),
  ]);
};

const BYTE_OPERATIONS: readonly Operation[] = [
  flip,
  setByte,
  cut,
  end,
  splice,
  splice,
  putWord,
  putWord,
  swapWord,
  changeNumber,
  repeat,
  nest,
];

/** A line doubled, dropped or moved. */
const changeLines: Operation = (input, _, __, random) => {
  const lines = input.toString('latin1').split('\n');
  const at = within(random, lines.length - 1);
  const [line = ''] = lines.splice(at, random.next() < 0.5 ? 0 : 1);
  if (random.next() < 0.6) lines.splice(within(random, lines.length), 0, line || (lines[at] ?? ''));
  return Buffer.from(lines.join('\n'), 'latin1');
};
