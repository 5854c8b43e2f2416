import type { BuildShare } from './build-plan.ts';

/** Pages take some 10 ms each, and a share is begun anew when its worker dies. Chosen. */
const FILES_MAX = 250;
/** What a worker reads and writes in its minutes, however large single files are. Chosen. */
const BYTES_MAX = 128 * 1024 * 1024;

/** Cut the planned files, in their order, into shares for workers. */
export function shareOut(
  files: readonly { readonly file: { readonly sizeBytes: number } }[],
  filesMax = FILES_MAX,
  bytesMax = BYTES_MAX,
): readonly BuildShare[] {
  const shares: BuildShare[] = [];
  let from = 0;
  let bytes = 0;
  for (const [at, { file }] of files.entries()) {
    if (at > from && (at - from >= filesMax || bytes + file.sizeBytes > bytesMax)) {
      shares.push({ from, to: at });
      from = at;
      bytes = 0;
    }
    bytes += file.sizeBytes;
  }
  return from < files.length ? [...shares, { from, to: files.length }] : shares;
}
