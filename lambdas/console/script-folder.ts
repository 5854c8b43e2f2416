import { join } from 'node:path';
import { CHART_FOLDER, PAGE_SCRIPTS } from '../../web/console/console-scripts.ts';

/** What the page loads; a bundle carries them, see config/aws-functions.ts. */
export const SCRIPTS = [...PAGE_SCRIPTS, 'console-signed.js', 'sign-in.js'];

/**
 * Where the page's scripts are: in their own folder when the sources run as they are, beside a
 * bundle, which is CommonJS and knows its folder by that system's name for it.
 */
export function scriptFolder(): string {
  const here: string | undefined = import.meta.dirname;
  return here === undefined ? __dirname : join(here, '..', '..', 'web', 'console', 'client');
}

/** Where the library of its charts is: beside a bundle too. */
export function chartFolder(): string {
  const here: string | undefined = import.meta.dirname;
  return here === undefined ? __dirname : join(here, '..', '..', CHART_FOLDER);
}
