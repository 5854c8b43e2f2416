#!/usr/bin/env node
// Plain JavaScript of long ago, so that an old Node can run it and say what is missing, where it
// would only answer "Unknown file extension .ts" to preau.ts beside it.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    'preau: node-too-old: il faut Node 24 ou plus, celui-ci est ' +
      process.version +
      ' ; lancez « npm run preau -- … », qui apporte le sien / Node 24 or later is needed, this is ' +
      process.version +
      '; run "npm run preau -- …", which brings its own',
  );
  process.exitCode = 6;
} else {
  // For this process and those that it starts: home/compile-cache.ts says why. Before any file of
  // TypeScript: what strips types takes 17 MB, which a command whose files are kept has no need of.
  Promise.all([import('node:module'), import('node:url')])
    .then(([{ enableCompileCache }, { fileURLToPath }]) => {
      const kept = fileURLToPath(new URL('../node_modules/.cache/preau', import.meta.url));
      if (process.env.NODE_COMPILE_CACHE === undefined) process.env.NODE_COMPILE_CACHE = kept;
      enableCompileCache(process.env.NODE_COMPILE_CACHE);
    })
    .then(() => sparingly())
    .then(() => import('./preau.ts'))
    .catch((error) => {
      console.error(error);
      process.exitCode = 70;
    });
}

/**
 * A build reads thousands of pages and keeps none, an import reads a country of schools, and a home
 * plans for one and then waits for months: left to itself, Node lets 100 MB and more of what is no
 * longer needed lie before it looks, and the C library keeps a heap for each of its threads. That can
 * be said at the start of a process only, so this one begins again in its own place, under its own
 * number.
 *
 * Looking each time that a fifth more lies there costs a build no time that could be measured; it
 * costs an import, which keeps what it reads, a fifth of its time. A home has what a rehearsal gives
 * its own (home/rehearse/keep-home.ts), and the C library's heaps as they are: its mirrors serve from
 * several threads. Chosen.
 */
function sparingly() {
  const young = '--max-semi-space-size';
  const [node, file, ...args] = process.argv;
  const says = (...words) => words.every((word) => args.includes(word));
  const wanted = says('mirror', 'build')
    ? [`${young}=2`, '--heap-growing-percent=20']
    : says('schools', 'import')
      ? [`${young}=2`]
      : says('start')
        ? [`${young}=4`]
        : [];
  const isSaid = process.execArgv.some((option) => option.startsWith(young));
  if (wanted.length === 0 || isSaid || process.platform === 'win32') return;
  const env = says('start') ? process.env : { MALLOC_ARENA_MAX: '1', ...process.env };
  process.execve(node, [node, ...wanted, ...process.execArgv, file, ...args], env);
}
