/** What a page brings along by itself. */
const EXTENSIONS = [
  'css',
  'js',
  'mjs',
  'png',
  'jpg',
  'jpeg',
  'gif',
  'svg',
  'webp',
  'ico',
  'woff',
  'woff2',
  'ttf',
  'map',
];
const LONGEST = Math.max(...EXTENSIONS.map(({ length }) => length));
const DOT = 46;
const codes = new Set(EXTENSIONS.map((name) => codeOf(Buffer.from(name), 0, name.length)));

/** Whether a path is of a script, a style, a picture or a font, by its ending. */
export function isAsset(bytes: Uint8Array, from: number, to: number): boolean {
  const first = Math.max(from, to - LONGEST - 1);
  for (let at = to - 1; at >= first; at -= 1)
    if (bytes[at] === DOT) return codes.has(codeOf(bytes, at + 1, to));
  return false;
}

/** Five letters or digits are no more than 2^30 in base 64. */
function codeOf(bytes: Uint8Array, from: number, to: number): number {
  let code = 0;
  for (let at = from; at < to; at += 1) code = (code << 6) | (((bytes[at] as number) | 32) & 63);
  return code;
}
