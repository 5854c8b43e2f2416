import type { Manifest } from './manifest.ts';

/**
 * The text of `/.well-known/preau`: which build a mirror serves and who signed it, for whoever wants to know
 * without reading a manifest of some megabytes. It follows from the manifest, and the build id does not
 * depend on it.
 */
export function wellKnownText(manifest: Manifest): string {
  const { platform, buildId, builtAt, statusPage, signature } = manifest;
  return `${JSON.stringify({
    version: 1,
    platform,
    buildId,
    builtAt: new Date(builtAt).toISOString(),
    keyId: signature?.keyId ?? null,
    statusPage: statusPage ?? null,
    manifest: '/_preau/manifest.json',
  })}\n`;
}
