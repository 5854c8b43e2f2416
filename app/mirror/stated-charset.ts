/** Where a declaration has to stand. @see https://html.spec.whatwg.org/#charset */
const DECLARED_WITHIN = 1_024;

const XML = /^<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/i;
const META = /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})/i;

/**
 * What a page of HTML or XML says that it is written in, in its first lines. A text about such pages
 * is none: it does not begin with a tag.
 *
 * @returns null where it says nothing
 */
export function statedCharset(bytes: Uint8Array): string | null {
  const start = String.fromCharCode(...bytes.subarray(0, DECLARED_WITHIN)).trimStart();
  if (!start.startsWith('<')) return null;
  const xml = XML.exec(start)?.[1];
  if (xml !== undefined) return readable(xml);
  const meta = META.exec(start.replaceAll(/<!--[^]*?-->/g, ''))?.[1];
  return meta === undefined ? null : readable(meta);
}

/** Whoever reads this reads bytes: it is no UTF-16, whatever it says. The same rule as a browser's. */
const readable = (charset: string): string => (/^utf-?16/i.test(charset) ? 'utf-8' : charset);
