/**
 * Tests that look at whole pages in a browser, drive a program that is not ours, build whole courses and
 * bundles, read logs of a whole morning, spoil an archive byte by byte, or play a morning to kill or
 * interrupt it: minutes in all.
 * `npm run conformance` runs them, so that `npm test` stays below three minutes.
 */
export const HEAVY_TESTS: readonly string[] = [
  'test/adapters/local/access-log/bad-logs.test.ts',
  'test/adapters/local/access-log/twins.test.ts',
  'test/adapters/local/crawl/browser/**/*.test.ts',
  'test/adapters/local/crawl/crawl-killed.test.ts',
  'test/adapters/local/dossier/archive.test.ts',
  'test/adapters/local/dossier/stamp.test.ts',
  'test/adapters/local/lessons/every-kind-in-browser.test.ts',
  'test/adapters/local/mirror/course-archive.test.ts',
  'test/adapters/local/mirror/fit/verify-folder.test.ts',
  'test/adapters/local/mirror/lessons-in-browser.test.ts',
  'test/adapters/local/mirror/pictures/*.test.ts',
  'test/adapters/local/mirror/rsync-target.test.ts',
  'test/app/notices/side-by-side.test.ts',
  'test/bench/mirror/**/*.test.ts',
  'test/cli/adopt.test.ts',
  'test/cli/mirror-build-site.test.ts',
  'test/cli/mirror-fit.test.ts',
  'test/cli/notice-plan.test.ts',
  'test/contract/edge-target.test.ts',
  'test/faults/**/kill.test.ts',
  'test/home/deploy/drill.test.ts',
  'test/home/deploy/own-name-server.test.ts',
  'test/home/deploy/record-cause.test.ts',
  'test/home/deploy/tend-mirrors.test.ts',
  'test/home/mirror-browser/**/*.test.ts',
  'test/home/mirror-server/verify-site.test.ts',
  'test/home/rehearse/command-line.test.ts',
  'test/home/rehearse/interrupt.test.ts',
  'test/home/rehearse/kill.test.ts',
  'test/lambdas/build-mirror.test.ts',
  'test/lambdas/build-packages.test.ts',
  'test/lambdas/send.test.ts',
  'test/lib/bundles-start.test.ts',
  'test/web/browser.test.ts',
  'test/web/cause-in-browser.test.ts',
  'test/web/status-in-browser.test.ts',
];
