/** How the mirror treats a file of the source, by the ending of its name. */
export type FileTreatment =
  | { readonly kind: 'html' }
  | { readonly kind: 'markdown' }
  | { readonly kind: 'drawing' }
  | { readonly kind: 'copy'; readonly type: string }
  | { readonly kind: 'leave-out'; readonly reason: string };

/**
 * Shown by every browser as they are, and inert when served with `nosniff`; office files are saved
 * and not shown (core/mirror/document-kind.ts).
 */
const COPIED: { readonly [ending: string]: string } = {
  avif: 'image/avif',
  bmp: 'image/bmp',
  csv: 'text/plain; charset=utf-8',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  gif: 'image/gif',
  ico: 'image/vnd.microsoft.icon',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
  odg: 'application/vnd.oasis.opendocument.graphics',
  odp: 'application/vnd.oasis.opendocument.presentation',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odt: 'application/vnd.oasis.opendocument.text',
  oga: 'audio/ogg',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  pdf: 'application/pdf',
  png: 'image/png',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  py: 'text/plain; charset=utf-8',
  sql: 'text/plain; charset=utf-8',
  tex: 'text/plain; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  wav: 'audio/wav',
  webp: 'image/webp',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Office files that are made to run something. */
const MACROS = 'docm dotm potm ppam ppsm pptm sldm xlam xlsb xlsm xltm';

const REASON: { readonly [ending: string]: string } = {
  ...Object.fromEntries(MACROS.split(' ').map((ending) => [ending, 'macros'])),
  aac: 'media',
  avi: 'media',
  css: 'style',
  flac: 'media',
  js: 'script',
  m4v: 'media',
  mjs: 'script',
  mkv: 'media',
  mov: 'media',
  mp4: 'media',
  ogv: 'media',
  wasm: 'script',
  webm: 'media',
  wma: 'media',
  wmv: 'media',
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
