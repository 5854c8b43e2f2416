import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/**
 * Read a whole file through one handle, so that one that grows meanwhile is cut off, not followed.
 *
 * @param links `refused`: a symbolic link is not read, where the system can say so
 * @returns null when it cannot be opened, or is larger than `maxBytes`
 */
export async function readFileBounded(
  path: string,
  maxBytes: number,
  links: 'followed' | 'refused',
): Promise<Uint8Array | null> {
  const noFollow = links === 'refused' ? (constants.O_NOFOLLOW ?? 0) : 0;
  // A pipe that nobody writes to would be waited for without end.
  const noWait = constants.O_NONBLOCK ?? 0;
  const file = await open(path, constants.O_RDONLY | noFollow | noWait).catch(() => null);
  if (file === null) return null;
  try {
    const { size } = await file.stat();
    if (size > maxBytes) return null;
    const bytes = Buffer.alloc(size);
    const { bytesRead } = await file.read(bytes, 0, size, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
