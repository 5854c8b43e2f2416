import { open } from 'node:fs/promises';
import { PreauError } from '../core/errors.ts';
import type { CliIo } from './frame-io.ts';

/** Four bytes a character at most: more than the parser reads in any case. */
const SIZE_MAX_BYTES = 4 * 1_048_576;

/**
 * Read a configuration's text, without its byte order mark.
 *
 * @throws PreauError `config-unreadable`: absent, not a plain file, too large or not UTF-8
 */
export async function readConfigText(file: string, io: CliIo): Promise<string> {
  const bytes = await readBounded(file).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(io, file, error.code === 'ENOENT' ? 'absent' : 'closed', error);
  });
  if (bytes === 'not-a-file') throw unreadable(io, file, 'notAFile');
  if (bytes === 'too-large') throw unreadable(io, file, 'tooLarge');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw unreadable(io, file, 'notUtf8', error);
  }
}

async function readBounded(file: string): Promise<Uint8Array | 'not-a-file' | 'too-large'> {
  const handle = await open(file);
  try {
    const about = await handle.stat();
    if (!about.isFile()) return 'not-a-file';
    if (about.size > SIZE_MAX_BYTES) return 'too-large';
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

function unreadable(io: CliIo, file: string, why: string, cause?: unknown): PreauError {
  const detail = cause instanceof Error ? cause.message : '';
  return new PreauError(
    'config-unreadable',
    io.words(`check.unreadable.${why}`, { file, detail }),
    {
      cause,
    },
  );
}
