import { fstatSync, ftruncateSync } from 'node:fs';

/** Chosen: months of ordinary lines, and nothing to a disk. */
const LOG_MAX_BYTES = 1 << 20;
/** Chosen: a fault that tells a line every millisecond writes a megabyte in this time. */
const LOOK_MS = 10_000;

/**
 * Keep this process's standard error from filling a disk: where it is a file that is written at its end,
 * it is emptied once it has grown too long. A terminal or a pipe is left alone.
 *
 * @returns stops looking
 */
export function boundLog(descriptor = 2, maxBytes = LOG_MAX_BYTES, everyMs = LOOK_MS): () => void {
  const timer = setInterval(() => {
    try {
      const { size } = fstatSync(descriptor);
      if (size <= maxBytes || !fstatSync(descriptor).isFile()) return;
      ftruncateSync(descriptor);
      console.error(`names: emptied this file at ${size} bytes`);
    } catch {
      // A descriptor that is closed grows no more.
    }
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
