/** How the mirror treats a file of the source, by the ending of its name. */
export type FileTreatment =
  | { readonly kind: 'html' }
  | { readonly kind: 'markdown' }
  | { readonly kind: 'drawing' }
  | { readonly kind: 'copy'; readonly type: string }
  | { readonly kind: 'leave-out'; readonly reason: string };

/** Shown by every browser as they are, and inert when served with `nosniff`. */
const COPIED: { readonly [ending: string]: string } = {
  avif: 'image/avif',
  bmp: 'image/bmp',
  csv: 'text/plain; charset=utf-8',
  gif: 'image/gif',
  ico: 'image/vnd.microsoft.icon',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  pdf: 'application/pdf',
  png: 'image/png',
  py: 'text/plain; charset=utf-8',
  sql: 'text/plain; charset=utf-8',
  tex: 'text/plain; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  webp: 'image/webp',
};

const REASON: { readonly [ending: string]: string } = {
  css: 'style',
  js: 'script',
  mjs: 'script',
  mp3: 'media',
  mp4: 'media',
  ogg: 'media',
  webm: 'media',
  wasm: 'script',
};

/** A list of what may be shown; what it does not name stays out and is reported. */
export function treatmentOf(path: string): FileTreatment {
  const ending = /\.([a-z0-9]{1,8})$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  if (ending === 'html' || ending === 'htm' || ending === 'xhtml') return { kind: 'html' };
  if (ending === 'md' || ending === 'markdown') return { kind: 'markdown' };
  if (ending === 'svg') return { kind: 'drawing' };
  if (Object.hasOwn(COPIED, ending)) return { kind: 'copy', type: COPIED[ending] ?? '' };
  return {
    kind: 'leave-out',
    reason: Object.hasOwn(REASON, ending) ? (REASON[ending] ?? 'type') : 'type',
  };
}
