import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { PUBLIC_RESOLVERS } from '../../config/resolvers-few.ts';
import { aConfig } from '../config/a-config.ts';
import { type } from './a-terminal.ts';

// Goal: `preau check` shows each problem where it stands, or what is configured.
// Method: configurations written to a folder of the test's own, checked by the command.

let folder = '';
beforeAll(() => {
  // The shipped calendar knows the school year.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 3, 1) });
  folder = mkdtempSync(join(tmpdir(), 'preau-check-'));
});
afterAll(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

function write(name: string, text: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe('a wrong configuration', () => {
  test('shows every problem with its line, a caret, and the remedy, and ends with 3', async () => {
    const file = write('wrong.yaml', aConfig({ 'names.ttl': '5m', 'platforms.0.kind': 'portail' }));
    const { out, exitCode } = await type(['check', file]);
    expect(exitCode).toBe(3);
    expect(out).toContain(`${file} : 2 problèmes`);
    const lines = out.split('\n');
    const excerpt = lines.findIndex((line) => line.includes('kind: portail'));
    expect(lines[excerpt]?.indexOf('portail')).toBe(lines[excerpt + 1]?.indexOf('^^^^^^^'));
    expect(out).toContain("attendu : l'une des valeurs : ent, classroom, login");
    expect(out).toContain('remède  : au-delà');
  });

  test('is one JSON document with --json', async () => {
    const file = write('wrong.yaml', aConfig({ 'names.ttl': '5m' }));
    const { out, exitCode } = await type(['check', file, '--json', '--lang', 'en']);
    expect(exitCode).toBe(3);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      problems: [{ code: 'ttl-too-long', path: 'names.ttl', got: '5m' }],
    });
  });

  test('cannot make the terminal obey it', async () => {
    const escape = String.fromCharCode(27);
    const file = write('evil.yaml', `organisation: "a${escape}[2J\u202eb"\n`);
    const { out } = await type(['check', file]);
    expect(out).not.toContain(escape);
    expect(out).not.toContain('\u202e');
  });

  test('a place far to the right is shown around itself', async () => {
    const file = write('long.yaml', `organisation: {${' '.repeat(500)}nom: x}\n`);
    const { out } = await type(['check', file]);
    const lines = out.split('\n');
    const excerpt = lines.findIndex((line) => line.includes('nom: x}'));
    expect(lines[excerpt]?.length).toBeLessThan(80);
    expect(lines[excerpt]?.indexOf('nom')).toBe(lines[excerpt + 1]?.indexOf('^^^'));
  });
});

test('a calendar that has ended is a warning with its zones and what to do, and no error', async () => {
  const file = write('over.yaml', aConfig({ 'platforms.0.serves': { departments: ['031'] } }));
  vi.setSystemTime(Date.UTC(2026, 10, 30));
  const { out, exitCode } = await type(['check', file, '--json', '--lang', 'en']);
  vi.setSystemTime(Date.UTC(2026, 3, 1));
  expect(exitCode).toBe(0);
  expect(JSON.parse(out).warnings).toContainEqual(
    expect.objectContaining({
      code: 'calendar-over',
      path: 'notices.schoolYears',
      got: 'Zone C: 2026-07-04',
      remedy: 'add the year under notices.schoolYears, or smsDays: every',
    }),
  );
});

describe('a right configuration', () => {
  test('is shown on one screen: hosters, mirrors, files, times, advice', async () => {
    write('contacts.csv', 'uai;mobile\n');
    const file = write(
      'preau.yaml',
      aConfig({ schools: { contacts: ['contacts.csv'], directories: ['annuaire.csv'] } }),
    );
    const { out, exitCode } = await type(['check', file]);
    expect(exitCode).toBe(0);
    expect(out).toContain('configuration correcte');
    expect(out).toContain('secours.region.example, chez Hébergeur du Sud (Marseille)');
    expect(out).toContain('témoin : surveillé, jamais abrité');
    expect(out).toMatch(/annuaire\.csv \(introuvable\)/);
    expect(out).toMatch(/contacts\.csv\n/);
    expect(out).toContain('20 s après la chute, plus 60 s au plus');
    expect(out).toContain('20 s, par les seules sondes du DNS');
    expect(out).toContain("n'a pas de responsable");
    expect(out.split('\n').length).toBeLessThanOrEqual(40);
  });

  test('is one JSON document with --json', async () => {
    const file = write('preau.yaml', aConfig());
    const { out, exitCode } = await type(['check', file, '--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      ok: true,
      summary: {
        platforms: [{ id: 'ent', mirror: { lessons: { found: false } } }, { id: 'temoin' }],
        estimates: { turnSec: 20, turnByHealthSec: 20, ttlSec: 60, firstNoticeSec: 80 },
        advice: ['no-owner', 'no-directory'],
      },
    });
  });
});

test('with the owner’s own name server nothing turns without Préau, and a key that cannot serve is told of', async () => {
  const file = write(
    'preau.yaml',
    aConfig({
      aws: undefined,
      'shelter.originShares': [1],
      'names.rfc2136': { server: '192.0.2.53', key: { name: 'preau', secretFile: 'cle' } },
    }),
  );
  const look = async () => (await type(['check', file], { env: { LANG: 'fr_FR.UTF-8' } })).out;
  const missing = await look();
  expect(missing).toContain('rien ne tourne : votre serveur de noms');
  expect(missing).not.toContain('par les seules sondes');
  expect(missing).toMatch(/secretFile\) est introuvable/);
  const key = write('cle', 'c2VjcmV0');
  chmodSync(key, 0o644);
  expect(await look()).toMatch(/chmod 600/);
  chmodSync(key, 0o600);
  expect(await look()).not.toMatch(/secretFile/);
});

describe('fewer resolvers than two', () => {
  const checked = async (resolvers: unknown, language: string) => {
    const file = write('preau.yaml', aConfig({ watch: { interval: '10s', resolvers } }));
    return { file, ...(await type(['check', file, '--lang', language])) };
  };
  test.each([
    ['fr', undefined, ['attendu : deux résolveurs', 'trouvé  : rien', 'remède  : par exemple']],
    ['fr', ['9.9.9.9', '9.9.9.9'], ['trouvé  : 9.9.9.9, 9.9.9.9']],
    ['en', ['9.9.9.9'], ['expected: two resolvers', 'got:      9.9.9.9', 'remedy:   for example']],
  ])('are told of in %s where %j stand, with a remedy, and refuse nothing', async (...row) => {
    const [language, resolvers, told] = row;
    const { file, out, exitCode } = await checked(resolvers, language);
    expect(exitCode).toBe(0);
    expect(out).toMatch(new RegExp(`• ${file}:\\d+:\\d+  watch\\.resolvers\n`));
    for (const words of told) expect(out).toContain(words);
    expect(out).toContain(PUBLIC_RESOLVERS.join(', '));
  });

  test('are one warning with --json, and its remedy is taken for enough', async () => {
    const file = write('preau.yaml', aConfig({ 'platforms.0.serves': { departments: ['031'] } }));
    const { out } = await type(['check', file, '--json']);
    expect(JSON.parse(out)).toMatchObject({
      ok: true,
      warnings: [{ code: 'resolvers-few', path: 'watch.resolvers' }],
    });
    expect((await checked(PUBLIC_RESOLVERS, 'fr')).out).not.toContain('watch.resolvers');
  });

  test.each([
    ['preau', []],
    // Its rounds are 30 s apart for their price, and the file says what that gives up.
    ['aws', [{ code: 'rounds-apart' }]],
    ['name-servers/preau', []],
  ])('stand in no example that is to be deployed: %s.yaml', async (name, warnings) => {
    const example = fileURLToPath(new URL(`../../examples/${name}.yaml`, import.meta.url));
    const { out } = await type(['check', example, '--json']);
    expect(JSON.parse(out)).toMatchObject({ ok: true, warnings });
  });
});

describe('an access log', () => {
  const asked = async (changes: Readonly<Record<string, unknown>>) => {
    const watch = { resolvers: PUBLIC_RESOLVERS };
    const logged = { 'platforms.0.accessLog': '/var/log/ent.log', watch, ...changes };
    const { out } = await type(['check', write('preau.yaml', aConfig(logged)), '--json']);
    const { ok, warnings } = JSON.parse(out) as {
      readonly ok: boolean;
      readonly warnings: readonly { readonly code: string; readonly path: string }[];
    };
    expect(ok).toBe(true);
    return warnings.filter(({ path }) => path === 'platforms[0].accessLog').map(({ code }) => code);
  };

  test('is told of as read by nobody on AWS, and is right on one machine', async () => {
    expect(await asked({})).toEqual(['access-log-unread']);
    expect(await asked({ aws: undefined })).toEqual([]);
  });
});

describe('rounds too far apart to hold what health turned', () => {
  const warned = async (changes: Readonly<Record<string, unknown>>, language = 'fr') => {
    const watch = { resolvers: PUBLIC_RESOLVERS };
    const file = write('preau.yaml', aConfig({ watch, ...changes }));
    const { out, exitCode } = await type(['check', file, '--lang', language]);
    expect(exitCode).toBe(0);
    return out;
  };
  test.each([
    ['at the default checks, from 13 s on', '12s', '13s', {}],
    ['at faster checks sooner', '4s', '5s', { 'names.failureThreshold': 1 }],
    ['at slower checks later', '36s', '37s', { 'names.checkInterval': '30s' }],
  ])('are told of %s', async (_, close, apart, more) => {
    const at = (interval: string) => warned({ 'watch.interval': interval, ...more });
    expect(await at(close)).not.toContain('watch.interval');
    expect(await at(apart)).toContain('watch.interval');
  });

  test('say how far they are and may be, in both languages', async () => {
    const changes = { 'watch.interval': '30s' };
    expect(await warned(changes)).toMatch(/watch\.interval\n.*au plus 12s d.*\n.*30s\n/);
    expect(await warned(changes, 'en')).toMatch(/watch\.interval\n.*12s apart at most.*\n.*30s\n/);
  });

  test('are no matter where nothing turns by health: at the owner’s own server, and without a mirror', async () => {
    const elsewhere = {
      'watch.interval': '30s',
      'names.rfc2136': { server: '192.0.2.53', key: { name: 'preau', secretFile: 'cle' } },
      'shelter.originShares': [1],
      aws: undefined,
    };
    expect(await warned(elsewhere)).not.toContain('watch.interval');
    expect(
      await warned({ 'watch.interval': '30s', 'platforms.0.mirror': undefined, aws: undefined }),
    ).not.toContain('watch.interval');
  });
});

test('an access log that the home on AWS will not read is told of, and only there', async () => {
  const changes = { 'platforms.0.accessLog': 'access.log' };
  const adviceOf = async (more: Readonly<Record<string, unknown>>) => {
    const file = write('preau.yaml', aConfig({ ...changes, ...more }));
    const { out } = await type(['check', file, '--json']);
    const { summary } = JSON.parse(out) as { summary: { advice: readonly string[] } };
    return summary.advice;
  };
  expect(await adviceOf({})).toContain('log-unread-on-aws');
  expect(await adviceOf({ aws: undefined })).not.toContain('log-unread-on-aws');
});

describe('a file that cannot be read ends with 3', () => {
  test.each([
    ['absent.yaml', undefined, "n'existe pas"],
    ['latin1.yaml', Uint8Array.of(0x6e, 0x6f, 0x6d, 0x3a, 0x20, 0xe9), 'UTF-8'],
    ['huge.yaml', 'x'.repeat(4_200_000), '4 Mo'],
  ])('%s', async (name, bytes, words) => {
    const file = bytes === undefined ? join(folder, name) : write(name, bytes);
    const { exitCode, err } = await type(['check', file]);
    expect(exitCode).toBe(3);
    expect(err).toContain('config-unreadable');
    expect(err).toContain(words);
  });

  test('a folder', async () => {
    const { exitCode, err } = await type(['check', folder]);
    expect(exitCode).toBe(3);
    expect(err).toContain("n'en est pas un");
  });
});

describe('the key that signs mails', () => {
  const dkim = (bits: number | 'ed25519' | null) => {
    const name = `dkim-${String(bits)}.pem`;
    const key =
      bits === 'ed25519'
        ? generateKeyPairSync('ed25519')
        : generateKeyPairSync('rsa', { modulusLength: bits ?? 2_048 });
    if (bits !== null) write(name, String(key.privateKey.export({ type: 'pkcs8', format: 'pem' })));
    return write(
      `dkim-${String(bits)}.yaml`,
      aConfig({ aws: undefined, 'notices.smtp.dkim': { selector: 'preau', keyFile: name } }),
    );
  };

  test.each([
    [2_048, 0, undefined],
    [1_024, 0, 'dkim-key-short'],
    [512, 3, 'dkim-key-unfit'],
    ['ed25519', 3, 'dkim-key-unfit'],
    [null, 0, undefined],
  ] as const)('of %s is told of as it deserves', async (bits, code, said) => {
    const { out, exitCode } = await type(['check', dkim(bits), '--json']);
    expect(exitCode).toBe(code);
    const { problems = [], warnings = [] } = JSON.parse(out) as {
      readonly [list in 'problems' | 'warnings']?: readonly { readonly code: string }[];
    };
    const codes = [...problems, ...warnings].map((one) => one.code);
    expect(codes.filter((one) => one.startsWith('dkim'))).toEqual(said ? [said] : []);
  });

  test('is shown at its place, with what to do', async () => {
    const { out } = await type(['check', dkim('ed25519')]);
    expect(out).toMatch(/keyFile: dkim-ed25519\.pem/);
    expect(out).toContain('une clé de sorte ed25519');
    expect(out).toContain('openssl genrsa 2048');
  });
});

describe('the days that bring crowds', () => {
  const calendar = [
    { date: '2026-06-15', kind: 'exams', label: 'bac' },
    { date: '2026-04-07', kind: 'deadline', label: 'vœux \u202eX' },
    { date: '2025-09-01', kind: 'return', label: 'rentrée 2025' },
    { date: '2026-04-20', kind: 'return', label: 'retour' },
  ];

  test.each([
    ['fr', 'date limite', 'examens', 'passés : 1', 'calendrier officiel'],
    ['en', 'deadline', 'exams', 'past: 1', 'official calendar'],
  ])('are shown in %s, in order, and slips are told', async (lang, deadline, exams, past, off) => {
    const serves = { departments: ['031'] };
    const settings = { 'cause.calendar': calendar, 'platforms.0.serves': serves };
    const file = write('days.yaml', aConfig(settings));
    const { out, exitCode } = await type(['check', file, '--lang', lang]);
    expect(exitCode).toBe(0);
    expect(out).not.toContain('\u202e');
    expect(out.indexOf(`2026-04-07  ${deadline}`)).toBeGreaterThan(0);
    expect(out.indexOf(`2026-06-15  ${exams}`)).toBeGreaterThan(out.indexOf('2026-04-07'));
    expect(out).not.toContain('rentrée 2025');
    expect(out).toContain(past);
    // The spring holidays of Zone C are from 18 April to 4 May 2026.
    expect(out).toContain('cause.calendar[3].date');
    expect(out).toContain(off);
  });

  test('are all there for programs', async () => {
    const file = write('days.yaml', aConfig({ 'cause.calendar': calendar }));
    const { out } = await type(['check', file, '--json']);
    const { calendar: days } = JSON.parse(out) as { readonly calendar: readonly object[] };
    expect(days).toHaveLength(4);
    expect(days[0]).toMatchObject({ date: '2025-09-01', kind: 'return', past: true });
  });
});
