import { PAGES_CACHE_CONTROL } from '../../app/pages/cache-control.ts';
import { hashOf } from '../local/hash.ts';
import type { ObjectToPut } from './s3-put.ts';
import type { ObjectPlace } from './s3-read.ts';

const TYPES: Readonly<Record<string, string>> = {
  atom: 'application/atom+xml; charset=utf-8',
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ics: 'text/calendar; charset=utf-8',
  ico: 'image/vnd.microsoft.icon',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
};

/** A file of the status page as it is put: its type, how long caches keep it, and its digest. */
export const pageObject = (place: ObjectPlace, content: string): ObjectToPut => ({
  ...place,
  Body: content,
  ContentType: typeOf(place.Key),
  CacheControl: PAGES_CACHE_CONTROL,
  Metadata: { sha256: hashOf(content) },
});

const typeOf = (path: string): string =>
  TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
