import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerReading, resultOf, stateOf, takeAnswer } from '../../../home/names/probe-answer.ts';

// Goal: an answer is read the same in whatever pieces it comes, and no bytes can hurt.
// Method: a table of answers, each cut anywhere; random bytes from fast-check.

const WANTED = 'Connexion';
const head = (...fields: readonly string[]) =>
  `${['HTTP/1.1 200 OK', ...fields].join('\r\n')}\r\n\r\n`;
const ofLength = (body: string) => head(`Content-Length: ${Buffer.byteLength(body)}`) + body;
const chunked = (...chunks: readonly string[]) =>
  head('transfer-encoding: chunked') +
  [...chunks, ''].map((one) => `${one.length.toString(16)}\r\n${one}\r\n`).join('');
const filler = (bytes: number) => 'x'.repeat(bytes);

/** `+` passed, `-` failed, `?` not clear; then what may come of the connection. */
function read(text: string, cuts: readonly number[] = [], expected = WANTED): string {
  const bytes = Buffer.from(text);
  const reading = answerReading(Buffer.from(expected));
  // A socket has one buffer for all that comes: what is kept of it must be a copy.
  const shared = Buffer.alloc(bytes.length);
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length];
  places.sort((one, other) => one - other);
  for (let at = 1; at < places.length; at += 1) {
    const piece = bytes.subarray(places[at - 1], places[at]);
    if (piece.length === 0) continue;
    piece.copy(shared);
    takeAnswer(reading, shared.subarray(0, piece.length));
    shared.fill('?');
  }
  const result = resultOf(reading);
  return `${result ? (result.passed ? '+' : '-') : '?'} ${stateOf(reading)}`;
}

const answers: readonly (readonly [string, string, string])[] = [
  ['the text, with a length', ofLength(`<title>${WANTED}</title>`), '+ reusable'],
  ['the text, in chunks', chunked('<title>Conn', 'exion</title>'), '+ reusable'],
  ['no text', ofLength('Au revoir'), '- spent'],
  ['no text, in chunks', chunked('Au ', 'revoir'), '- spent'],
  ['no body', ofLength(''), '- spent'],
  ['the text at the end of 5,120 bytes', ofLength(filler(5_111) + WANTED), '+ reusable'],
  ['the text a byte further', ofLength(filler(5_112) + WANTED), '- spent'],
  ['a page of 60 kB', ofLength(WANTED + filler(60_000)), '+ reusable'],
  ['a page of 70 kB', ofLength(WANTED + filler(70_000)), '+ spent'],
  ['a server that closes', head('Connection: close') + WANTED, '+ more'],
  [
    'one that says so, with a length',
    ofLength(WANTED).replace('OK', 'OK\r\nConnection: Close'),
    '+ spent',
  ],
  ['HTTP/1.0', ofLength(WANTED).replace('1.1', '1.0'), '+ spent'],
  [
    'HTTP/1.0 that keeps',
    ofLength(WANTED).replace('1.1 200 OK', '1.0 200 OK\r\nConnection: keep-alive'),
    '+ reusable',
  ],
  ['a redirection without the text', 'HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n', '- spent'],
  ['a status without words', ofLength(WANTED).replace(' OK', ''), '+ reusable'],
  ['503', ofLength(WANTED).replace('200 OK', '503 Busy'), '- spent'],
  ['404', ofLength(WANTED).replace('200 OK', '404 Not Found'), '- spent'],
  [
    'an interim answer first',
    `HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n${ofLength(WANTED)}`,
    '+ reusable',
  ],
  ['another protocol', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n', '- spent'],
  ['only interim answers', `HTTP/1.1 100 Continue\r\n\r\n`.repeat(700), '- spent'],
  ['headers of 20 kB', head(`a: ${filler(20_000)}`), '- spent'],
  ['a space before a colon', head('Content-Length : 9') + WANTED, '- spent'],
  ['a folded header', head('a: b', ' c', 'Content-Length: 9') + WANTED, '- spent'],
  ['a length that is none', head('Content-Length: -1') + WANTED, '- spent'],
  ['a chunk size that is none', head('Transfer-Encoding: chunked') + 'zz\r\n', '- spent'],
  ['a chunk longer than it says', head('Transfer-Encoding: chunked') + '2\r\nabc\r\n', '- spent'],
  [
    'chunks with extensions and a trailer',
    head('Transfer-Encoding: chunked') + '9;a=b\r\nConnexion\r\n0\r\nx: y\r\n\r\n',
    '+ reusable',
  ],
  ['an endless chunk size', head('Transfer-Encoding: chunked') + filler(2_000), '- spent'],
  ['SSH', 'SSH-2.0-OpenSSH_9.2\r\n\r\n', '- spent'],
  ['half a head', 'HTTP/1.1 200 OK\r\nContent-Le', '? more'],
  ['half a body', head('Content-Length: 100') + 'Conn', '? more'],
];

describe('an answer', () => {
  test.each(answers)('%s', (_, text, found) => {
    expect(read(text)).toBe(found);
  });

  test('reads the same in whatever pieces it comes', () => {
    const cuts = fc.array(fc.nat(), { maxLength: 12 });
    fc.assert(
      fc.property(fc.constantFrom(...answers), cuts, ([, text, found], at) => {
        expect(read(text, at)).toBe(found);
      }),
      { numRuns: 500 },
    );
  });

  test('comes byte by byte', () => {
    for (const [, text, found] of answers.filter(([, one]) => one.length < 1_000)) {
      expect(
        read(
          text,
          Array.from(text, (_, place) => place),
        ),
      ).toBe(found);
    }
  });

  test('with no text expected is known by its status', () => {
    expect(read(head('Content-Length: 9'), [], '')).toBe('+ more');
    expect(read('HTTP/1.1 204 No Content\r\n\r\n', [], '')).toBe('+ reusable');
  });

  test('that is followed by more leaves a connection that is not asked again', () => {
    expect(read(`${ofLength(WANTED)}HTTP/1.1 200 OK\r\n`)).toBe('+ spent');
  });
});

test('no bytes make it throw or keep without bound', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc.constantFrom(...answers.map(([, text]) => Buffer.from(text.slice(0, 3_000)))),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const reading = answerReading(Buffer.from(WANTED));
      for (const one of pieces) {
        const before = resultOf(reading);
        takeAnswer(reading, one);
        const after = resultOf(reading);
        // What is found is found for good, and nothing is read after a failure.
        expect(before ?? after).toEqual(after);
        expect(after?.passed === false && stateOf(reading) !== 'spent').toBe(false);
      }
    }),
    { numRuns: 1_000 },
  );
});
