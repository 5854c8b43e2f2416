/** Chosen: an input of 64 kB comes down to its kernel in a few hundred. */
const TRIES_MOST = 1_500;

/**
 * The shortest input that still does what this one does, by cutting halves, quarters … out of it.
 *
 * @param stillFinds whether a shorter one does it too
 */
export async function minimise(
  input: Uint8Array,
  stillFinds: (shorter: Uint8Array) => Promise<boolean>,
  triesMost: number = TRIES_MOST,
): Promise<Uint8Array> {
  let best = input;
  let tries = 0;
  for (
    let size = Math.ceil(best.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let at = 0; at < best.length && tries < triesMost; ) {
      const shorter = Buffer.concat([best.subarray(0, at), best.subarray(at + size)]);
      tries += 1;
      if (await stillFinds(shorter)) best = shorter;
      else at += size;
    }
  }
  return best;
}
