/**
 * Where a mirror that Préau keeps on AWS has its things: objects in the mirrors' bucket, keys in
 * the key value store that the edge reads. Stacks, functions and the edge's code agree on these; a
 * test holds the latter, which can import nothing.
 */
export const MIRROR_OBJECTS = {
  /** All addresses of one release, each an object: its address, decoded, without the leading slash. */
  release: (platform: string, build: string) => `releases/${platform}/${build}/`,
  releases: (platform: string) => `releases/${platform}/`,
  /** What CloudFront shows for an address that no release has. */
  missing: (platform: string) => `help/${platform}/404.html`,
} as const;

/** What the steps of a build leave for the next, in a bucket of their own. */
export const WORK_OBJECTS = {
  content: (sha256: string) => `content/${sha256}`,
  /** What was in a package of lessons, as it was when it had this digest of its name and its ETag. */
  unpacked: (platform: string, digest: string) => `packages/${platform}/${digest}.json`,
  of: (platform: string, run: string) => {
    const at = `work/${platform}/${run}`;
    return {
      plan: `${at}/plan.json`,
      /** How often this run began to unpack a package. */
      begun: (digest: string) => `${at}/begun/${digest}.json`,
      /** One object for each worker that renders: the state machine lists them. */
      share: (number: number) => `${at}/shares/${number}`,
      result: (number: number) => `${at}/results/${number}.json`,
      manifest: `${at}/manifest.json`,
      /** One object for each worker that copies. */
      batch: (number: number) => `${at}/batches/${number}`,
    };
  },
  /** @returns what the key of a share or a batch says; null for any other key */
  read: (key: string) => {
    const [, platform, run, folder, number] =
      /^work\/([a-z0-9-]{1,64})\/([\w-]{1,80})\/(shares|batches)\/(\d{1,6})$/.exec(key) ?? [];
    if (platform === undefined || run === undefined) return null;
    return { platform, run, isShare: folder === 'shares', number: Number(number) };
  },
} as const;

export const RELEASE_KEYS = {
  /** The build id that is served. To go back, put an earlier one. */
  pointer: (platform: string) => `release/${platform}`,
  /** A lesson whose address looks like a login or a program's. */
  known: (platform: string, build: string, address: string) =>
    `known/${platform}/${build}${encodeAddress(address)}`,
  /** A path whose lessons are told apart by their query. */
  query: (platform: string, build: string, path: string) =>
    `query/${platform}/${build}${encodeAddress(path)}`,
} as const;

/** A canonical address, percent-encoded between its slashes. */
const encodeAddress = (address: string): string =>
  address.split('/').map(encodeURIComponent).join('/');
