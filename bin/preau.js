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
  // For this process and those that it starts; home/compile-cache.ts says where and why.
  import('../home/compile-cache.ts')
    .then(({ useCompileCache }) => useCompileCache())
    .then(() => import('./preau.ts'))
    .catch((error) => {
      console.error(error);
      process.exitCode = 70;
    });
}
