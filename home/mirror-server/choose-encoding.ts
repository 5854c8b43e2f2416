import type { Encoding } from '../../core/mirror/derived-file.ts';

/** Longer headers are no browser's. Chosen. */
const MAX_LENGTH = 1_000;

/**
 * Choose how to send a text that is there in several encodings.
 *
 * @param header Accept-Encoding as it came
 * @param offered the encodings that there are, the best first
 * @returns the one that the client likes best, of equals the first offered; null for the text as it is
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3
 */
export function chooseEncoding(header: string, offered: readonly Encoding[]): Encoding | null {
  const wishes = new Map(
    header
      .slice(0, MAX_LENGTH)
      .toLowerCase()
      .split(',')
      .map((part) => readWish(part)),
  );
  let best: { readonly encoding: Encoding; readonly weight: number } | null = null;
  for (const encoding of offered) {
    const weight = wishes.get(encoding) ?? wishes.get('*') ?? 0;
    if (weight > (best?.weight ?? 0)) best = { encoding, weight };
  }
  return best?.encoding ?? null;
}

/** A weight that cannot be read is none: the text as it is does for everybody. */
function readWish(part: string): readonly [string, number] {
  const [name = '', ...parameters] = part.split(';').map((one) => one.trim());
  const weight = parameters.find((one) => one.startsWith('q='))?.slice(2) ?? '1';
  return [name, /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(weight) ? Number(weight) : 0];
}
