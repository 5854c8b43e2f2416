import { join } from 'node:path';

/** What the page loads: the bundle carries them, see config/aws-functions.ts. */
export const SCRIPTS = ['console-signed.js', 'console-page.js', 'console-patch.js', 'sign-in.js'];

/**
 * Where the page's scripts are: beside a bundle, which has no address of its own, or in their own
 * folder when the sources run as they are.
 */
export function scriptFolder(): string {
  const here: string | undefined = import.meta.dirname;
  return here === undefined
    ? (process.env['LAMBDA_TASK_ROOT'] ?? '.')
    : join(here, '..', '..', 'web', 'console', 'client');
}
