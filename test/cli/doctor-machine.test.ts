import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkMachine, type Machine } from '../../cli/doctor-machine.ts';
import { runDoctor } from '../../cli/doctor-run.ts';
import { createIo } from '../../cli/frame-io.ts';
import { readConfig } from '../../config/read-config.ts';
import type { Config } from '../../config/schema.ts';
import { PreauError } from '../../core/errors.ts';
import { epochMs } from '../../core/units.ts';

// Goal: `preau doctor` finds on one machine what would stand against a start, and says what to do.
// Method: a configuration in a folder of its own, a machine that is told how it is; nothing is asked.

const text = (): string => `
organisation: { name: Region, contact: a@region.example }
hosters:
  - { id: north, name: North }
  - { id: south, name: South }
platforms:
  - id: ent
    name: ENT
    smsName: ENT
    kind: ent
    hostname: ent.region.example
    hoster: north
    origin: { host: origin.region.example, addresses: [10.1.0.10], expect: Login }
    mirror:
      hoster: south
      addresses: [10.2.0.10]
      ownName: backup.region.example
      lessons: lessons
vantages: [{ id: here, name: Here }]
watch: { votesToFall: 1 }
notices:
  from: preau@region.example
  smtp: { host: smtp.region.example, user: preau, passwordVariable: SECRET }
names: { zones: [{ name: region.example, nameServers: [ns1.region.example] }] }
schools: { directories: [annuaire.csv] }
pages: { url: https://etat.region.example }
`;

const WELL: Machine = {
  env: { SECRET: 'x' },
  freeBytes: () => Promise.resolve(50_000_000_000),
  clockKept: () => true,
  ports: () => Promise.resolve(),
};

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-doctor-'));
  file = join(folder, 'preau.yaml');
  writeFileSync(file, text());
  writeFileSync(join(folder, 'annuaire.csv'), '');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function configOf(yaml: string): Config {
  const read = readConfig(yaml);
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems));
  return read.config;
}

const codes = async (machine: Partial<Machine> = {}, yaml = text()) =>
  (await checkMachine(configOf(yaml), file, { ...WELL, ...machine })).map(({ code }) => code);

async function run(machine: Machine, ...argv: readonly string[]) {
  const out: string[] = [];
  const sink = { write: (line: string) => out.push(line) };
  const io = createIo({ argv, env: {}, stdout: sink, stderr: sink });
  const nobody = { ns: () => Promise.reject(new Error('asked the network')) };
  const around = { clock: { now: () => epochMs(Date.UTC(2026, 0)) }, resolver: nobody, machine };
  const exit = await runDoctor(file, argv.includes('--json') ? { json: true } : {}, io, around);
  return { exit, out: out.join('') };
}

test('a machine that is ready has nothing against it', async () => {
  expect(await codes()).toEqual([
    'addresses-real',
    'clock-kept',
    'disk-fits',
    'data-to-come',
    'ports-free',
    'mail-whole',
    'files-there',
  ]);
});

test.each([
  ['disk-low', { freeBytes: () => Promise.resolve(4_999_999_999) }],
  ['disk-full', { freeBytes: () => Promise.resolve(499_999_999) }],
  ['clock-alone', { clockKept: () => false }],
  ['clock-untold', { clockKept: () => null }],
  ['password-unset', { env: { SECRET: '' } }],
  ['ports-taken', { ports: () => Promise.reject(new PreauError('port-in-use', 'x')) }],
  ['ports-forbidden', { ports: () => Promise.reject(new PreauError('port-forbidden', 'x')) }],
  ['address-elsewhere', { ports: () => Promise.reject(new PreauError('config-invalid', 'x')) }],
] satisfies readonly (readonly [string, Partial<Machine>])[])('%s', async (code, machine) => {
  expect(await codes(machine)).toContain(code);
});

test.each([
  ['address-of-documents', text().replace('10.1.0.10', '192.0.2.10')],
  ['address-of-documents', text().replace('10.2.0.10', '10.2.0.10, "2001:db8:1::5"')],
  ['password-nowhere', text().replace(', passwordVariable: SECRET', '')],
  ['mail-nameless', text().replace(', user: preau, passwordVariable: SECRET', '')],
  ['file-missing', text().replace('annuaire.csv', 'elsewhere.csv')],
])('%s', async (code, yaml) => {
  expect(await codes({}, yaml)).toContain(code);
});

test.skipIf(process.platform === 'win32')('a secret or a data folder that is open', async () => {
  const key = join(folder, 'dkim.pem');
  writeFileSync(key, '');
  const yaml = text().replace('SECRET }', 'SECRET, dkim: { selector: a, keyFile: dkim.pem } }');
  chmodSync(key, 0o640);
  expect(await codes({}, yaml)).toContain('secret-open');
  chmodSync(key, 0o600);
  expect(await codes({}, yaml)).toContain('files-there');
  const data = join(folder, '.preau', 'region');
  mkdirSync(data, { recursive: true });
  chmodSync(data, 0o777);
  expect(await codes()).toContain('data-open');
  chmodSync(data, 0o700);
  expect(await codes()).toContain('data-closed');
});

test('what is no expected failure of a port is not hidden', async () => {
  const broken = () => Promise.reject(new TypeError('broken'));
  await expect(codes({ ports: broken })).rejects.toThrow('broken');
});

test.each([
  ['fr', '→ Donnez-la au service', 'Ne démarrez pas encore'],
  ['en', '→ Give it to the service', 'Do not start yet'],
])(
  'in %s each fault has its remedy, within 80 columns, and the exit code is 1',
  async (...said) => {
    const [lang, ...expected] = said;
    const { exit, out } = await run({ ...WELL, env: {} }, '--lang', lang);
    expect(exit).toBe(1);
    for (const words of expected) expect(out).toContain(words);
    const long = out.split('\n').filter((line) => line.length > 80 && !line.includes(folder));
    expect(long).toEqual([]);
  },
);

test('--json has every finding with its state', async () => {
  const { exit, out } = await run(WELL, '--json');
  const told = JSON.parse(out) as Record<string, unknown>;
  expect([exit, told['ok'], told['worst']]).toEqual([0, true, 'ok']);
  expect(told['findings']).toContainEqual({
    check: 'ports',
    code: 'ports-free',
    state: 'ok',
    values: { names: '5353', console: '8008' },
  });
});
