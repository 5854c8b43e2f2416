import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { leanSchemas } from './lean-schemas.ts';

const root = join(import.meta.dirname, '..');

/**
 * How a function is bundled: CommonJS, since it starts faster than ES modules do
 * (docs/benchmarks.md, cold-start). The default chain of credentials, which looks for profiles, SSO
 * and instance metadata, is left out: Lambda gives a function its keys by environment variables, and
 * the chain is a sixth of a bundle. So are the schemas of commands that it does not use and the classes of
 * errors that are a name and a message, a sixth, and event streams, which none of its commands has.
 */
export const BUNDLING = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  minify: true,
  mainFields: ['module', 'main'],
  legalComments: 'none',
  logLevel: 'error',
  alias: {
    '@aws-sdk/credential-provider-node': join(root, 'lambdas/credentials-of-environment.ts'),
    '@smithy/core/event-streams': join(root, 'lambdas/no-event-streams.ts'),
  },
  plugins: [leanSchemas],
} satisfies BuildOptions;
