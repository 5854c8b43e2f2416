import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { HEAVY_TESTS } from '../heavy-tests.ts';

/** They hold real homes, servers and crowds to instants: a busy machine would stretch these. */
const isAlone = (path: string): boolean => /^test\/(?:home|faults)\//.test(path);

// A whole incident waits for minimum holds and shares of the way back.
const PATIENCE = { testTimeout: 60_000, hookTimeout: 300_000 };

// See vitest.config.ts at the root.
const BY_NODE = { experimental: { viteModuleRunner: false } };

// Beside the tests of `npm test`, which need no other language and no network: these want Python
// and, the first time, its registry; and those that take minutes. `npm run conformance` runs them:
// first, two files at a time, what only reckons or waits for a browser, then one world at a time.
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    projects: [
      {
        test: {
          ...PATIENCE,
          ...BY_NODE,
          name: 'heavy',
          include: HEAVY_TESTS.filter((path) => !isAlone(path)),
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...PATIENCE,
          ...BY_NODE,
          name: 'conformance',
          globalSetup: fileURLToPath(new URL('global-setup.ts', import.meta.url)),
          include: ['test/conformance/**/*.test.ts', ...HEAVY_TESTS.filter(isAlone)],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
