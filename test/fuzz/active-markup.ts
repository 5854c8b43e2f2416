/** A tag as our writers write it: names, and attributes in double quotes. */
const TAG = /<\/?([a-zA-Z][\w:-]*)((?: [\w:-]+(?:="[^"<>]*")?)*) ?\/?>/y;
const RUNS =
  /^(?:script|iframe|object|embed|form|input|button|select|textarea|base|meta|link|style|template|frame|frameset|applet|foreignobject|animate|set|handler|listener|portal|noscript|xmp|plaintext)$/i;
const ATTRIBUTE = / ([\w:-]+)(?:="([^"]*)")?/g;
const ADDRESSES = /^(?:href|src|xlink:href|action|formaction|poster|data|background|srcset|cite)$/i;

/** A browser fetches these without being asked. */
const FETCHES = /^(?:src|srcset|poster|background|data)$/i;
const STYLE = /url\(|expression\(|@import|position\s*:|\\/i;
/** Paints with a part of the same drawing, and fetches nothing. */
const OWN_PART = /url\(\s*(?:&quot;|&#39;|')?#[\w.:-]+(?:&quot;|&#39;|')?\s*\)/gi;

/**
 * What of a cleaned page or drawing could still run, ask or fetch. Written without a parser: each `<`
 * must begin a tag of the plainest form, so that no two readers can differ about it.
 *
 * @returns null when there is nothing
 */
export function activeMarkup(html: string): string | null {
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at + 1)) {
    TAG.lastIndex = at;
    const found = TAG.exec(html);
    if (found === null) return `a tag in another form: ${html.slice(at, at + 60)}`;
    const [, name = '', attributes = ''] = found;
    if (RUNS.test(name)) return `<${name}>`;
    const active = activeAttribute(attributes);
    if (active !== null) return `<${name} ${active}>`;
  }
  return null;
}

function activeAttribute(attributes: string): string | null {
  for (const [whole, name = '', value = ''] of attributes.matchAll(ATTRIBUTE)) {
    if (/^(?:on|formaction|srcdoc|ping)/i.test(name)) return whole.trim();
    if (ADDRESSES.test(name) && runs(value)) return whole.trim();
    if (FETCHES.test(name) && /(?:^|[\s,:])\/\//.test(value)) return whole.trim();
    if (name === 'style' && STYLE.test(value.replaceAll(OWN_PART, ''))) return whole.trim();
  }
  return null;
}

/** A scheme that runs something, whatever blanks and codes are within it. */
function runs(value: string): boolean {
  const plain = value
    .replace(/&#x([0-9a-f]+);?/gi, (_, code: string) => letter(Number.parseInt(code, 16)))
    .replace(/&#(\d+);?/g, (_, code: string) => letter(Number(code)))
    .replace(/&(?:tab|newline|nbsp);/gi, '')
    .replace(/&colon;/gi, ':')
    .replace(/[\p{Cc}\s]/gu, '');
  return /^(?:javascript|vbscript|livescript|data:(?!image\/(?:png|jpeg|gif|webp|avif)))/i.test(
    plain,
  );
}

const letter = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '');
