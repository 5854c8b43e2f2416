/** The address of a web link, as far as anybody can tell. */
export type WebAddress =
  | { readonly kind: 'address'; readonly href: string }
  /** It means something only to the platform that the course came from. */
  | { readonly kind: 'incomplete'; readonly said: string };

/** Endings that are more often a file's than a country's: `notes.md`, `exercice.py`. */
const FILES =
  /\.(?:html?|xhtml|pdf|docx?|pptx?|xlsx?|od[tps]|md|py|txt|zip|png|jpe?g|gif|svg|mp[34])$/i;

/**
 * Complete an address that lacks its scheme, where it can only be a web site: a host with a dot,
 * then nothing or a path. Anything else is shown as it was written, never guessed.
 */
export function webAddress(raw: string): WebAddress {
  const said = raw.trim().slice(0, 2_000);
  if (/^https?:\/\/[^/?#]/i.test(said)) return { kind: 'address', href: said };
  if (/^\/\/[\w-]+\./.test(said)) return { kind: 'address', href: `https:${said}` };
  const host = /^((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24})(?::\d{1,5})?(?:[/?#]|$)/i.exec(
    said,
  );
  const name = host?.[1] ?? '';
  const isSite = host !== null && (/^www\./i.test(name) || !FILES.test(name));
  return isSite ? { kind: 'address', href: `https://${said}` } : { kind: 'incomplete', said };
}
