import { mayRunScript } from '../../app/mirror/own-pages.ts';
import { isForGood } from '../../app/mirror/serving-rules.ts';
import { isDownload } from '../../core/mirror/document-kind.ts';
import type { ManifestFile } from '../../core/mirror/manifest.ts';

export type Headers = Readonly<Record<string, string>>;

/** Nothing runs, nothing is sent, nothing is fetched from elsewhere, nobody frames the page. */
const POLICY =
  "default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'self' 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/** The mirror's own lists may run their own script, and fetch what this mirror has. */
const SEARCH_POLICY = `${POLICY}; script-src 'self'; connect-src 'self'`;

/** A drawing opened by itself is a document: it may not even load pictures. */
const DRAWING_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/**
 * Browsers keep a page this long: the same address is the platform's again after its return.
 * facts: 60 s at most on HTML; assets of the real name are held to the same.
 */
const MAX_AGE = 'public, max-age=60';

/** A file whose name is made of its hash can never be another file's. */
const FOR_GOOD = 'public, max-age=31536000, immutable';

/**
 * What every answer carries. No cookie, no HSTS, no permanent redirection: nothing of the mirror
 * may outlive the outage on the platform's name.
 */
export function commonHeaders(buildId: string | null, isOwnName: boolean): Headers {
  return {
    'Preau-Mirror': '1',
    ...(buildId === null ? {} : { 'Preau-Build': buildId }),
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
    // On the platform's own name this would take the real pages out of the search engines.
    ...(isOwnName ? { 'X-Robots-Tag': 'noindex' } : {}),
  };
}

/** What an answer with one file of the release carries besides. */
export function fileHeaders(file: ManifestFile): Headers {
  return {
    'Content-Type': file.type,
    'Cache-Control': isForGood(file.path) ? FOR_GOOD : MAX_AGE,
    // Office files are saved: no browser shows them, and none is to guess what they are.
    ...(isDownload(file.type) ? { 'Content-Disposition': 'attachment' } : {}),
    'Content-Security-Policy': policyFor(file),
  };
}

function policyFor(file: ManifestFile): string {
  if (file.type === 'image/svg+xml') return DRAWING_POLICY;
  return mayRunScript(file.path) ? SEARCH_POLICY : POLICY;
}

export const NO_STORE: Headers = { 'Cache-Control': 'no-store' };
