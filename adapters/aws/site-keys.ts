/**
 * Where a mirror has its things in a store at another hoster: the same names as in a mirror's folder,
 * so that a bucket that is copied to a disk is a mirror's folder.
 */
export const siteKeys = (prefix: string) => ({
  /** All that is not a plain file. */
  store: `${prefix}.preau/`,
  /** Which release is served: `releases/<build id>`. */
  pointer: `${prefix}.preau/current`,
  /** Which plain files are ours, and of which builds. */
  plainFiles: `${prefix}.preau/plain-files.json`,
  releases: `${prefix}.preau/releases/`,
  release: (build: string) => `${prefix}.preau/releases/${build}/`,
  manifest: (build: string) => `${prefix}.preau/releases/${build}/_preau/manifest.json`,
  /** A path of the manifest, as a plain file. */
  plain: (path: string) => prefix + path.slice(1),
});
