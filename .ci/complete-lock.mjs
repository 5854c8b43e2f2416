// Completes package-lock.json after an `npm install`: npm drops the optional packages of platforms
// that its registry does not serve, and `npm ci` then refuses the lock file on every machine. Adds
// an entry for each optional dependency that has none, and takes addresses of registries out.
//
//   node .ci/complete-lock.mjs [--check]
//
// With --check it writes nothing and exits with 1 when something is amiss; a test runs that.
import { readFileSync, writeFileSync } from 'node:fs';

const OS = ['android', 'darwin', 'linux', 'win32', 'freebsd', 'openbsd', 'openharmony', 'netbsd'];
OS.push('sunos', 'aix');
const CPU = [
  'arm64',
  'x64',
  'ia32',
  'arm',
  'riscv64',
  'ppc64',
  's390x',
  'wasm32',
  'loong64',
  'x86',
];

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const { packages } = lock;

const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {}, dev }]) =>
  Object.entries(optionalDependencies)
    .filter(([name]) => !isLocked(place, name))
    .map(([name, version]) => [`node_modules/${name}`, entryOf(name, version, dev)]),
);
const addressed = Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined);

if (process.argv.includes('--check')) {
  for (const [place] of missing) console.error(`package-lock.json lacks ${place}`);
  for (const [place] of addressed) console.error(`package-lock.json names a registry for ${place}`);
  if (missing.length + addressed.length > 0) console.error('Run: node .ci/complete-lock.mjs');
  process.exit(missing.length + addressed.length > 0 ? 1 : 0);
}

Object.assign(packages, Object.fromEntries(missing));
for (const [, entry] of addressed) delete entry.resolved;
const { '': root, ...rest } = packages;
const sorted = Object.fromEntries(
  Object.keys(rest)
    .toSorted()
    .map((place) => [place, rest[place]]),
);
lock.packages = { '': root, ...sorted };
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${missing.length} optional packages added, ${addressed.length} addresses removed`);

/** As Node resolves it: beside the package that asks, then in each folder above. */
function isLocked(place, name) {
  for (let folder = place; ; ) {
    if (`${folder === '' ? '' : `${folder}/`}node_modules/${name}` in packages) return true;
    if (folder === '') return false;
    const at = folder.lastIndexOf('node_modules/');
    folder = at > 0 ? folder.slice(0, at - 1) : '';
  }
}

/** What the registry would say of a package for one platform; its name says which. */
function entryOf(name, version, dev) {
  const words = name.split('/').at(-1).split(/[-_]/);
  const cpu = CPU.filter((one) => words.includes(one));
  const os = OS.filter((one) => words.includes(one));
  if (cpu.length + os.length === 0) throw new Error(`${name}: its name tells no platform`);
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.some((word) => word.startsWith('gnu')) && 'glibc';
  return {
    version,
    ...(cpu.length > 0 && { cpu }),
    ...(dev && { dev }),
    optional: true,
    ...(libc && os.includes('linux') && { libc: [libc] }),
    ...(os.length > 0 && { os }),
  };
}
