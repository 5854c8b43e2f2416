import { fileURLToPath } from 'node:url';

/**
 * Where Node keeps what it made of these files, so that the next process neither strips types nor
 * compiles: a third of a command's time, and some 27 MB of the name server, which lives for months.
 * A folder that cannot be written costs nothing but that. The command line begins with it: see
 * `bin/preau.js`, which no TypeScript may stand before.
 *
 * @see https://nodejs.org/api/module.html#module-compile-cache
 */
export const COMPILE_CACHE = fileURLToPath(
  new URL('../node_modules/.cache/preau', import.meta.url),
);
