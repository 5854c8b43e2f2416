/** What an answer is, by what the server says of it. */
export interface ContentKind {
  readonly kind: 'html' | 'file' | 'unknown';
  /** Without parameters, lower case; empty where none was given. */
  readonly type: string;
  /** As it was given; null where none was, or none that can be one. */
  readonly charset: string | null;
}

/** Types that a mirror may have, with the ending that names them. `file-types` says which it has. */
const ENDINGS: { readonly [type: string]: string } = {
  'application/msword': 'doc',
  'application/pdf': 'pdf',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.ms-powerpoint': 'ppt',
  'application/vnd.oasis.opendocument.graphics': 'odg',
  'application/vnd.oasis.opendocument.presentation': 'odp',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/xhtml+xml': 'html',
  'audio/mp4': 'm4a',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
  'audio/x-m4a': 'm4a',
  'audio/x-wav': 'wav',
  'image/avif': 'avif',
  'image/bmp': 'bmp',
  'image/gif': 'gif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/svg+xml': 'svg',
  'image/vnd.microsoft.icon': 'ico',
  'image/webp': 'webp',
  'image/x-icon': 'ico',
  'text/csv': 'csv',
  'text/html': 'html',
  'text/markdown': 'md',
  'text/plain': 'txt',
};

/** Endings that mean the same as the one in the table. */
const SAME: { readonly [ending: string]: string } = {
  htm: 'html',
  jpeg: 'jpg',
  oga: 'ogg',
  opus: 'ogg',
  xhtml: 'html',
};

/** Types by which servers say that they do not know. */
const SAYS_NOTHING: ReadonlySet<string> = new Set([
  '',
  'application/binary',
  'application/octet-stream',
  'application/force-download',
  'application/x-download',
  'binary/octet-stream',
]);

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-8.3.2 */
const CHARSET = /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i;

/** Of a header's characters. Chosen. */
const MAX_HEADER = 1_000;

export function contentKind(header: string | undefined): ContentKind {
  const type = (header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const charset = CHARSET.exec((header ?? '').slice(0, MAX_HEADER))?.[1] ?? null;
  const ending = endingOf(type);
  if (ending === 'html') return { kind: 'html', type, charset };
  return { kind: ending === null ? 'unknown' : 'file', type, charset };
}

/** Whether the server leaves it to the name what this is. */
export const saysNothing = (type: string): boolean => SAYS_NOTHING.has(type);

/** The ending, without its dot, of files of this type; null for a type that is not shown. */
export const endingOf = (type: string): string | null =>
  Object.hasOwn(ENDINGS, type) ? (ENDINGS[type] ?? null) : null;

/** Whether a name's ending says what the type says. Plain text may be anything that is text. */
export function endingFits(ending: string, type: string): boolean {
  const lower = ending.toLowerCase();
  if (type === 'text/plain') return /^(csv|markdown|md|py|sql|tex|txt)$/.test(lower);
  const wanted = endingOf(type);
  return wanted !== null && (SAME[lower] ?? lower) === wanted;
}
