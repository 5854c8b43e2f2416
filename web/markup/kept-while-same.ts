/**
 * Keep the last of what was made, while it is asked for of the very same things.
 *
 * @param make pure, of things that never change in themselves
 * @returns the same, which makes only what it did not make last
 */
export function keptWhileSame<Of extends readonly unknown[], Made>(
  make: (...of: Of) => Made,
): (...of: Of) => Made {
  let last: { readonly of: Of; readonly made: Made } | null = null;
  return (...of) => {
    if (last === null || of.some((one, index) => one !== last?.of[index]))
      last = { of, made: make(...of) };
    return last.made;
  };
}
