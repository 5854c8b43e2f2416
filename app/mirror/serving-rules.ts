/**
 * Whether an address can never be another file's, because it is made of the file's hash: browsers
 * may keep it for good. Every other address is the platform's own again after the outage.
 */
export const isForGood = (path: string): boolean =>
  /^\/_preau\/(?:theme\.[0-9a-f]{12}\.css|pictures\/[0-9a-f]{24}\.(?:avif|webp))$/.test(path);
