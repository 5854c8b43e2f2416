import { OWN_PAGES } from '../../app/mirror/own-pages.ts';
import type { Manifest, ManifestFile } from '../../core/mirror/manifest.ts';
import { sha256 } from '../../core/units.ts';
import { commonHeaders, fileHeaders } from '../mirror-server/headers.ts';

/** What a web server's settings are written from. */
export interface MapFacts {
  readonly manifest: Manifest;
  /** The release's folder on the machine that serves it: absolute. */
  readonly root: string;
  /** The platform's name. */
  readonly hostname: string;
  /** The mirror's own name, which alone is kept out of search engines. */
  readonly ownName?: string | undefined;
  /** A port, or an address and a port. */
  readonly listen: string;
  /** @default in the clear, behind something that has the certificate */
  readonly tls?: { readonly certificate: string; readonly key: string } | undefined;
  /** What a write or a program is told. */
  readonly bodies: { readonly page: string; readonly problem: string };
}

/** A web server's settings, and the addresses that it cannot be told of. */
export interface MapText {
  readonly text: string;
  readonly leftOut: readonly string[];
}

/** What the embedded server says of a file in its headers. */
export function headersOf(file: ManifestFile): {
  readonly policy: string;
  readonly cache: string;
  readonly etag: string;
  /** Empty for what browsers show. */
  readonly disposition: string;
} {
  const headers = fileHeaders(file);
  return {
    policy: headers['Content-Security-Policy'] ?? '',
    cache: headers['Cache-Control'] ?? '',
    etag: file.sha256.slice(0, 32),
    disposition: headers['Content-Disposition'] ?? '',
  };
}

/** What every answer carries, whatever its name; the policy is the file's or {@link DEFAULT_POLICY}. */
export function fixedHeaders(buildId: string): readonly (readonly [string, string])[] {
  const { 'Content-Security-Policy': _, ...rest } = commonHeaders(buildId, false);
  return Object.entries(rest);
}

/** Of what is no file: nothing runs, nothing is sent. */
export const DEFAULT_POLICY = commonHeaders(null, false)['Content-Security-Policy'] ?? '';

/** Of the page for who is lost. */
export const MISSING_POLICY =
  fileHeaders({ path: OWN_PAGES.missing, type: 'text/html', sha256: sha256(''), sizeBytes: 0 })[
    'Content-Security-Policy'
  ] ?? DEFAULT_POLICY;

/** The answer of `/_preau/health`, as the embedded server words it. */
export function healthBody({ platform, buildId, builtAt }: Manifest): string {
  return JSON.stringify({
    status: 'ok',
    platform,
    buildId,
    builtAt: new Date(builtAt).toISOString(),
  });
}

/** Endings to types. An ending says the type of every file that has it: the builder sees to it. */
export function typesByEnding(files: readonly ManifestFile[]): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  for (const { path, type } of files) {
    const ending = /\.([a-z0-9]{1,8})$/i.exec(path)?.[1]?.toLowerCase();
    if (ending !== undefined) types.set(ending, type);
  }
  return types;
}
