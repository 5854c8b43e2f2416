import { Transform } from 'node:stream';
import { PreauError } from '../../core/errors.ts';

/**
 * Lets so many bytes through, and fails on one more.
 *
 * @param name what is read, for the error
 */
export function atMost(maxBytes: number, name: string): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size <= maxBytes) done(null, chunk);
      else
        done(
          new PreauError(
            'directory-unreadable',
            `Expected at most ${maxBytes} bytes in ${name}, got more. Put the directory there with "preau schools publish".`,
          ),
        );
    },
  });
}
