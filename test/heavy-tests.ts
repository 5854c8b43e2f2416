/**
 * Tests that look at whole pages in a browser, or drive a program that is not ours: minutes in all.
 * `npm run conformance` runs them, so that `npm test` stays below three minutes.
 */
export const HEAVY_TESTS: readonly string[] = [
  'test/adapters/local/crawl/browser/**/*.test.ts',
  'test/adapters/local/mirror/fit/verify-folder.test.ts',
  'test/adapters/local/mirror/lessons-in-browser.test.ts',
  'test/adapters/local/mirror/rsync-target.test.ts',
  'test/home/mirror-browser/**/*.test.ts',
  'test/home/mirror-server/verify-site.test.ts',
  'test/web/browser.test.ts',
];
