// Goal: `preau notice plan` says whom a notice would reach, when, for how much, and what would stop
// it, and writes nothing. Method: a directory of a few schools, an account on loopback.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { minutesAt, mailMinutesOf } from '../../cli/notice-plan-figures.ts';
import { noticePlanWords } from '../../cli/notice-plan-words.ts';
import { importDirectory } from '../../home/import-directory.ts';
import { uaiOf } from '../app/schools/fixtures.ts';
import { aConfig } from '../config/a-config.ts';
import { READY, startAccount } from '../contract/account-endpoint.ts';
import { type SmsVoiceEndpoint, startSmsVoiceEndpoint } from '../contract/sms-voice-endpoint.ts';
import { type } from './a-terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'preau-notice-plan-'));
const data = join(folder, 'data');
const file = join(folder, 'preau.yaml');
const ONE = '+33639980001';
const SERVES = { departments: ['031'] };

beforeAll(async () => {
  const directory = join(folder, 'annuaire.csv');
  const contacts = join(folder, 'contacts.csv');
  writeFileSync(
    directory,
    [
      'Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Code_departement;Code_academie;Libelle_academie;Mail',
      `${uaiOf(310_001)};Collège Un;Collège;031;16;Toulouse;un@ecoles.example`,
      `${uaiOf(310_002)};Collège Deux;Collège;031;16;Toulouse;`,
      `${uaiOf(310_003)};École Trois;Ecole;031;16;Toulouse;trois@ecoles.example`,
    ].join('\n'),
  );
  writeFileSync(
    contacts,
    ['uai;role;channel;address;language', `${uaiOf(310_001)};head;sms;${ONE};fr`].join('\n'),
  );
  const { files } = await importDirectory(data, [directory, contacts], []);
  const rejected = files.flatMap((one) => one.rejected);
  if (rejected.length > 0) throw new Error(JSON.stringify(rejected));
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(folder, { recursive: true }));

interface Visit {
  readonly at?: string;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly more?: string;
}

function plan({ at = '2025-11-18T09:00:00Z', config = {}, more = '' }: Visit = {}) {
  const sms = { sender: 'PREAU', gateway: 'http://127.0.0.1:1/sms' };
  const own = { 'notices.sms': sms, aws: undefined, 'platforms.0.serves': SERVES };
  writeFileSync(file, aConfig({ ...own, ...config }));
  return type(`notice plan --config ${file} --data ${data} --at ${at} --platform ent ${more}`);
}

describe('a school morning', () => {
  test('tells who, in which order, for how much, and whom to telephone', async () => {
    const { exitCode, out, err } = await plan();
    expect(err).toBe('');
    expect(exitCode).toBe(0);
    expect(out).toContain('collèges, lycées et EREA : 1 courriel, 1 SMS');
    expect(out).toContain('écoles : 1 courriel, 0 SMS');
    expect(out).toContain('0,07 € ; budget');
    expect(out).toContain(`Collège Deux (${uaiOf(310_002)}) : aucun contact`);
    expect(out).toContain('Ce message partirait.');
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('in English, and as JSON with instants that programs read', async () => {
    expect((await plan({ more: '--lang en' })).out).toContain('This notice would leave.');
    const { out } = await plan({ at: '2025-11-18T21:00:00Z', more: '--json' });
    expect(JSON.parse(out)).toMatchObject({
      leaves: true,
      phase: 'outage',
      partsEach: 1,
      waits: [{ sms: 1, until: '2025-11-19T06:00:00.000Z' }],
      minutes: { account: null },
      unreachable: [{ recipient: uaiOf(310_002), why: 'no-contact' }],
    });
  });

  test('leaves nothing behind', async () => {
    const before = readdirSync(data).toSorted();
    await plan();
    expect(readdirSync(data).toSorted()).toEqual(before);
  });
});

test('holidays and unknown years are mail only, with why', async () => {
  expect((await plan({ at: '2025-12-23T09:00:00Z' })).out).toContain('1 SMS ne part pas');
  const unknown = await plan({ at: '2026-11-30T09:00:00Z', more: '--json' });
  expect(JSON.parse(unknown.out)).toMatchObject({
    summary: { leftOut: { 'calendar-unknown': 1 } },
  });
  const year = { zones: ['Zone C'], from: '2026-09-01', to: '2027-07-03' };
  const known = await plan({
    at: '2026-11-30T09:00:00Z',
    more: '--json',
    config: { 'notices.schoolYears': [year] },
  });
  expect(JSON.parse(known.out)).toMatchObject({ summary: { sms: 1 } });
});

test('over its budget says that mails would leave without SMS, with the figures', async () => {
  const { exitCode, out } = await plan({ config: { 'notices.budget': 0.01 } });
  expect(exitCode).toBe(1);
  expect(out.replaceAll(/\s+/g, ' ')).toContain(
    'Les courriels partiraient, sans SMS aux établissements : 0,07 € dépassent le budget de 0,01 €',
  );
  expect(out).toContain('1 SMS ne part pas : le budget ne suffit pas');
});

test('an unknown platform or phase, and a folder without schools, say what to do', async () => {
  const known = await plan({ more: '--platform nowhere' });
  expect(known.exitCode).toBe(2);
  expect(known.err).toContain('nowhere');
  expect((await plan({ more: '--phase correction' })).err).toContain('ne peut pas être prévue');
  expect((await plan({ at: 'tomorrow' })).err).toContain('2026-01-12T08:00:00Z');
  const empty = await type(
    `notice plan --config ${file} --data ${join(folder, 'none')} --platform ent`,
  );
  expect(empty.err).toContain('preau schools import');
});

describe('on AWS', () => {
  async function ask(state: Partial<typeof READY>, config: Visit['config'] = {}, more = '') {
    const endpoint = await startAccount({ ...READY, ...state });
    vi.stubEnv('AWS_ENDPOINT_URL', endpoint.url);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'none'));
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'none'));
    vi.stubEnv('AWS_PROFILE', undefined);
    try {
      const own = { 'aws.account': READY.account, 'platforms.0.serves': SERVES };
      writeFileSync(file, aConfig({ ...own, ...config }));
      return await type(
        `notice plan --config ${file} --data ${data} --at 2025-11-18T09:00:00Z --platform ent --lang en ${more}`,
      );
    } finally {
      await endpoint.stop();
    }
  }

  test('tells the minutes at the account’s own quotas', async () => {
    const { exitCode, out } = await ask({});
    expect(out).toContain('50 a second, 0 of 50,000 sent in 24 h');
    expect(out).toContain('500 dollars a month');
    expect(exitCode).toBe(0);
  });

  test('refuses what doctor does: a month’s limit below an incident, not one notice', async () => {
    // One number: three notices cost 15 euros, one 5.
    const dear = { 'notices.sms.priceEuros': 5 };
    const { exitCode, out } = await ask({ sms: { ...READY.sms, limit: 10 } }, dear);
    expect(out).toContain('one incident would cost');
    expect(exitCode).toBe(1);
  });

  describe('tries its SMS, and nothing leaves', () => {
    let voice: SmsVoiceEndpoint;
    beforeAll(async () => {
      voice = await startSmsVoiceEndpoint();
    });
    afterAll(() => voice.stop());
    const tryOn = (number: string, config: Visit['config'] = {}) => {
      vi.stubEnv('AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2', voice.url);
      return ask({}, config, `--try ${number}`);
    };

    test('as the service would take it', async () => {
      const { exitCode, out } = await tryOn(ONE);
      expect(out.replaceAll(/\s+/g, ' ')).toContain(
        `AWS would take the SMS from PREAU to ${ONE}; nothing left`,
      );
      expect(voice.taken.map(({ DryRun }) => DryRun)).toEqual([true]);
      expect(voice.taken[0]?.MessageBody).toMatch(/^Préau/);
      expect(exitCode).toBe(0);
    });

    test('as the service would refuse it, with why', async () => {
      const error = { status: 400, error: 'ValidationException' } as const;
      voice.behave({ kind: 'refuse', ...error, reason: 'SENDER_ID_NOT_REGISTERED' });
      const { exitCode, out } = await tryOn(ONE);
      voice.behave({ kind: 'accept' });
      expect(out).toContain('SENDER_ID_NOT_REGISTERED');
      expect(out).not.toContain('This notice would leave.');
      expect(exitCode).toBe(1);
    });

    test('for a number, where there is such a service', async () => {
      expect((await tryOn('0639980001')).err).toContain('+33639980001');
      expect((await tryOn(ONE, { 'aws.sms': 'sns' })).err).toContain('End User Messaging');
    });
  });

  test('refuses what the account would not let leave', async () => {
    const { exitCode, out } = await ask({ mail: { ...READY.mail, production: false } });
    expect(exitCode).toBe(1);
    expect(out).toContain('SES is in its sandbox');
  });
});

test('minutes are whole, and none where the day’s quota is used up', () => {
  expect(
    minutesAt({ mails: 60_000, smsSegments: 6_001 }, { mailsPerSec: 100, smsPartsPerSec: 10 }),
  ).toEqual({ mail: 10, sms: 11 });
  const quota = {
    region: 'eu-west-3',
    production: true,
    sends: true,
    status: 'HEALTHY',
    perSec: 14,
    perDay: 50_000,
    sentInDay: 0,
  };
  expect(mailMinutesOf(8_400, 100, quota)).toBe(10);
  expect(mailMinutesOf(8_400, 100, { ...quota, sentInDay: 45_000 })).toBeNull();
  expect(mailMinutesOf(8_400, 100, { ...quota, perSec: null, perDay: null })).toBe(2);
});

test('every label fits its column', () => {
  for (const language of ['fr', 'en'] as const)
    for (const label of Object.values(noticePlanWords(language).labels))
      expect(label.length).toBeLessThan(16);
});
