/** Documents that people save or open elsewhere, by their media type, as they are called. */
const KIND: { readonly [type: string]: string } = {
  'application/msword': 'Word',
  'application/pdf': 'PDF',
  'application/vnd.ms-excel': 'Excel',
  'application/vnd.ms-powerpoint': 'PowerPoint',
  'application/vnd.oasis.opendocument.graphics': 'ODG',
  'application/vnd.oasis.opendocument.presentation': 'ODP',
  'application/vnd.oasis.opendocument.spreadsheet': 'ODS',
  'application/vnd.oasis.opendocument.text': 'ODT',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'audio/mp4': 'M4A',
  'audio/mpeg': 'MP3',
  'audio/ogg': 'OGG',
  'audio/wav': 'WAV',
};

/** @returns what people call a document or a sound of this media type; null for anything else */
export const documentKind = (type: string): string | null =>
  Object.hasOwn(KIND, type) ? (KIND[type] ?? null) : null;

/** Whether a browser is to save it and never to show it: office files may be opened by nothing here. */
export const isDownload = (type: string): boolean =>
  documentKind(type) !== null && type !== 'application/pdf' && !type.startsWith('audio/');
