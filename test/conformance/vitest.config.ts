import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { HEAVY_TESTS } from '../heavy-tests.ts';

// Beside the tests of `npm test`, which need no other language and no network: these want Python
// and, the first time, its registry; and those that take minutes. `npm run conformance` runs them.
export default defineConfig({
  test: {
    name: 'conformance',
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/conformance/**/*.test.ts', ...HEAVY_TESTS],
    globalSetup: fileURLToPath(new URL('global-setup.ts', import.meta.url)),
    // One world at a time: an incident is full of instants that a busy machine would stretch.
    maxWorkers: 1,
    // A whole incident waits for minimum holds and shares of the way back.
    testTimeout: 60_000,
    hookTimeout: 300_000,
  },
});
