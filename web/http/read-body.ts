import type { IncomingMessage } from 'node:http';
import { PreauError } from '../../core/errors.ts';

/** The largest command that is read, in bytes: a claim in full is a few thousand. */
const MOST_BODY_BYTES = 64 * 1024;

/**
 * A request's body as text.
 *
 * @throws PreauError `request-malformed` beyond {@link MOST_BODY_BYTES}, or when it is not UTF-8
 */
export function textOfBody(bytes: Uint8Array): string {
  if (bytes.byteLength > MOST_BODY_BYTES) throw tooLarge();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new PreauError('request-malformed', 'expected UTF-8', { cause });
  }
}

/**
 * Read a request's body as text, and no more of it than that.
 *
 * @throws PreauError `request-malformed`, as {@link textOfBody}
 */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    sizeBytes += chunk.byteLength;
    if (sizeBytes > MOST_BODY_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return textOfBody(Buffer.concat(chunks));
}

const tooLarge = (): PreauError =>
  new PreauError('request-malformed', `expected at most ${MOST_BODY_BYTES} bytes`);
