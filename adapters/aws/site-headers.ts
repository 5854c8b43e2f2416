import type { Encoding } from '../../core/mirror/derived-file.ts';
import type { ManifestFile } from '../../core/mirror/manifest.ts';
import { objectHeaders } from './release-object.ts';
import type { SiteHeaders } from './site-objects.ts';

/**
 * What a file of a site is given out with: the same as at Préau's own edge, and its hash; no build id,
 * which would change with every build what has not changed.
 */
export function siteHeaders(
  file: Pick<ManifestFile, 'path' | 'type'> & { readonly sha256?: string },
  encoding?: Encoding,
): SiteHeaders {
  const { Metadata: _, CacheControl, ...headers } = objectHeaders(file, '');
  return {
    ...headers,
    // What the edge keeps from browsers: nothing takes it away here, and a page is the platform's again.
    CacheControl: CacheControl.replace(/, stale-[^,]*/g, ''),
    ...(encoding !== undefined && { ContentEncoding: encoding }),
    Metadata: file.sha256 === undefined ? {} : { sha256: file.sha256 },
  };
}
