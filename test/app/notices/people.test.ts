// Goal: schools that do not confirm are asked once more and then listed, each once, and nobody who
// confirmed is; mails carry a link of their own to confirm by. Method: a directory of a few schools,
// the real ledger in memory, plans made and levels carried out as both homes do.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAcknowledgeLinks } from '../../../adapters/local/acknowledge-links.ts';
import { openDeliveries } from '../../../adapters/local/deliveries.ts';
import { readNoticeWordings } from '../../../adapters/local/notice-wordings.ts';
import { composeMessages } from '../../../app/notices/compose-messages.ts';
import { type EscalateAction, escalateNotice } from '../../../app/notices/escalate-notice.ts';
import { noticeTasks } from '../../../app/notices/notice-tasks.ts';
import { peopleTasks } from '../../../app/notices/people-tasks.ts';
import { planNotice, type PlanSettings } from '../../../app/notices/plan-notice.ts';
import type { Notice } from '../../../core/notice/notice.ts';
import type { SchoolWithContacts } from '../../../app/ports.ts';
import type { Contact } from '../../../core/school/school.ts';
import { epochMs, type Uai } from '../../../core/units.ts';
import { peopleTasksCsv } from '../../../app/notices/people-tasks-csv.ts';
import { readWords } from '../../../web/words.ts';
import { testPlatform } from '../../fixtures/policy.ts';
import { planSettings } from '../../fixtures/told-school.ts';
import { longest } from '../../core/notice/contents.ts';
import { fakeClock, hash, NOTICE } from './stage.ts';

const platform = { ...testPlatform('ent'), id: longest.platform, owners: [] };
const content = { ...longest, drill: false };

const contact = (uai: string, changes: Partial<Contact>): Contact => ({
  uai: uai as Uai,
  role: 'office',
  channel: 'mail',
  address: `${uai.toLowerCase()}@x.example`,
  language: 'fr',
  origin: 'directory',
  ...changes,
});

const planOf = (notice: string) =>
  ({ kind: 'plan-notice', key: `${notice}/plan`, notice, content }) as const;

const school = (
  uai: string,
  type: 'lycee' | 'ecole',
  ...contacts: readonly Contact[]
): SchoolWithContacts => ({
  school: {
    uai: uai as Uai,
    name: `École ${uai}`,
    type,
    academie: 'Lyon',
    department: '069',
    commune: 'Lyon',
    timeZone: 'Europe/Paris',
    state: 'open',
  },
  contacts: contacts.length > 0 ? contacts : [contact(uai, {})],
});

const numberOf = (uai: string, role: Contact['role'], address: string) =>
  contact(uai, { role, channel: 'sms', address, origin: 'opt-in' });

/** Of a notice before. */
const NOBODY = {
  key: 'x/outage/1/mail/a',
  notice: 'x/outage/1',
  channel: 'mail',
  address: 'nobody@x.example',
  recipients: ['0690001A'],
  language: 'fr',
  priority: 1,
} as const;

function stage(schools: readonly SchoolWithContacts[], over: Partial<PlanSettings> = {}) {
  const deliveries = openDeliveries(':memory:');
  const ports = {
    clock: fakeClock(),
    deliveries,
    directory: {
      async *schoolsFor() {
        yield* schools;
      },
      count: async () => ({ schools: 0, mails: 0, mobiles: 0 }),
    },
  };
  const settings: PlanSettings = { ...planSettings([platform]), ...over };
  const level = (kind: EscalateAction['level'], step: number): EscalateAction => ({
    kind: 'escalate-notice',
    key: `${NOTICE}/escalate/${step}`,
    notice: NOTICE,
    level: kind,
    content,
  });
  return {
    deliveries,
    settings,
    plan: () => planNotice(ports, settings, planOf(NOTICE)),
    /** Plan, and have every mail accepted. */
    mail: async () => {
      await planNotice(ports, settings, planOf(NOTICE));
      for (const { key } of await deliveries.take(NOTICE, 999, epochMs(9e12), 'mail'))
        await deliveries.settle(key, 'accepted', '', epochMs(1));
    },
    escalate: (kind: EscalateAction['level'], step = 1, others: readonly Notice[] = []) =>
      escalateNotice(ports, settings, level(kind, step), [NOTICE], others),
    keyOf: async (address: string) => {
      const all = await deliveries.readers(NOTICE);
      return all.find((one) => one.address === address.toLowerCase())?.key ?? '';
    },
  };
}

describe('schools that do not confirm', () => {
  test('are listed by priority, and leave the list when one of their contacts confirms', async () => {
    const home = stage([
      school('0690001A', 'ecole'),
      school('0690002B', 'lycee'),
      school(
        '0690003C',
        'lycee',
        contact('0690003C', {}),
        contact('0690003C', { role: 'head', address: 'h@x.example' }),
      ),
    ]);
    await home.mail();
    await home.deliveries.acknowledge(await home.keyOf('h@x.example'), epochMs(1));
    expect(await home.escalate('telephone')).toEqual({
      schools: 3,
      acknowledged: 1,
      sms: 0,
      telephone: 2,
    });
    const list = () => peopleTasks(home.deliveries, [NOTICE], () => null);
    expect((await list()).map(({ recipient }) => recipient)).toEqual(['0690002B', '0690001A']);
    expect(
      (await noticeTasks(home.deliveries, NOTICE, 9, readWords('fr'))).map(({ title }) => title),
    ).toEqual([
      'École 0690002B (Lyon)\u00a0: message reçu, pas confirmé',
      'École 0690001A (Lyon)\u00a0: message reçu, pas confirmé',
    ]);
    await home.deliveries.acknowledge(await home.keyOf('0690002B@x.example'), epochMs(2));
    expect((await list()).map(({ recipient }) => recipient)).toEqual(['0690001A']);
    expect(await noticeTasks(home.deliveries, NOTICE, 9, readWords('en'))).toHaveLength(1);
  });

  test('are sent the SMS that were kept back for it, once, and nobody else is', async () => {
    const schools = [
      school(
        '0690001A',
        'lycee',
        contact('0690001A', {}),
        numberOf('0690001A', 'head', '+33600000001'),
        numberOf('0690001A', 'it', '+33600000002'),
      ),
      school(
        '0690002B',
        'lycee',
        contact('0690002B', {}),
        numberOf('0690002B', 'it', '+33600000003'),
      ),
      school('0690003C', 'lycee', numberOf('0690003C', 'it', '+33600000004')),
    ];
    const home = stage(schools, { keepBack: { roles: ['it'], phases: [content.phase] } });
    await home.mail();
    const numbers = async () =>
      (await home.deliveries.readers(NOTICE))
        .filter(({ channel }) => channel === 'sms')
        .map(({ address }) => address)
        .toSorted();
    // The third has no other contact: it is told at once.
    expect(await numbers()).toEqual(['+33600000001', '+33600000004']);
    await home.deliveries.acknowledge(await home.keyOf('0690002B@x.example'), epochMs(1));
    expect(await home.escalate('sms')).toMatchObject({ acknowledged: 1, sms: 1 });
    expect(await numbers()).toEqual(['+33600000001', '+33600000002', '+33600000004']);
    expect(await home.escalate('sms')).toMatchObject({ sms: 0 });
  });

  test('keep no number back where no other contact can be written to', async () => {
    const keepBack = { roles: ['head'], phases: [content.phase] } as const;
    const head = numberOf('0690001A', 'head', '+33600000001');
    const first = async (other: Contact, silent = false) => {
      const home = stage([school('0690001A', 'lycee', other, head)], { keepBack });
      const earlier = { ...NOBODY, address: other.address.toLowerCase() };
      await home.deliveries.plan([earlier]);
      if (silent) await home.deliveries.optOut(earlier.key, epochMs(1));
      await home.plan();
      return (await home.deliveries.readers(NOTICE)).map(({ address }) => address);
    };
    expect(await first(contact('0690001A', {}))).toEqual(['0690001a@x.example']);
    expect(await first(contact('0690001A', {}), true)).toEqual([head.address]);
    expect(await first(contact('0690001A', { address: 'pas une adresse' }))).toEqual([
      head.address,
    ]);
    const unasked = contact('0690001A', { channel: 'sms', address: '+33600000009' });
    expect(await first(unasked)).toEqual([head.address]);
    expect(await first({ ...unasked, origin: 'opt-in' })).toEqual([unasked.address]);
  });

  test('that a mail came back from are told by SMS, once, and are named so', async () => {
    const schools = [
      school(
        '0690001A',
        'lycee',
        contact('0690001A', {}),
        numberOf('0690001A', 'it', '+33600000001'),
      ),
      school('0690002B', 'lycee', contact('0690002B', {})),
      school('0690003C', 'lycee', contact('0690003C', {})),
    ];
    const home = stage(schools, { keepBack: { roles: ['it'], phases: [content.phase] } });
    await home.plan();
    expect(await home.escalate('fallback')).toMatchObject({ schools: 0, sms: 0 });
    await home.deliveries.take(NOTICE, 9, epochMs(9e12));
    for (const uai of ['0690001A', '0690002B', '0690003C']) {
      const key = await home.keyOf(`${uai}@x.example`);
      await home.deliveries.settle(key, 'accepted', '', epochMs(1));
      if (uai !== '0690003C')
        await home.deliveries.note({ key, kind: 'bounced', detail: '', at: epochMs(2) });
    }
    expect(await home.escalate('fallback')).toMatchObject({ schools: 2, sms: 1 });
    expect(await home.escalate('fallback', 2)).toMatchObject({ schools: 1, sms: 0 });
    // Killed before the engine heard of the first: what was planned is still sent.
    const at = epochMs(0);
    const sent = { id: NOTICE, content, stage: 'sent', plannedAt: at, sendAt: at } as const;
    expect(await home.escalate('fallback', 1, [sent])).toMatchObject({ sms: 1 });
    const [sms] = await home.deliveries.take(NOTICE, 9, epochMs(9e12), 'sms');
    await home.deliveries.settle(sms?.key ?? '', 'accepted', '', epochMs(3));
    expect(await home.escalate('fallback', 1, [sent])).toMatchObject({ sms: 0 });
    const toldBySms = async () => new Set(['0690001A']);
    const tasks = await noticeTasks(home.deliveries, NOTICE, 9, readWords('en'), {
      toldBySms,
    });
    expect(tasks.map(({ title, remedy }) => `${title}. ${remedy}`)).toEqual([
      expect.stringMatching(/^0690001A: .*, told by SMS instead\. Nobody need telephone/u),
      expect.stringMatching(/^0690002B: not reached by mail \(bounced\)\. Telephone/u),
    ]);
  });

  test('are those alone that a mail reached, since no other can confirm', async () => {
    const home = stage([
      school('0690001A', 'lycee', numberOf('0690001A', 'it', '+33600000001')),
      school('0690002B', 'lycee'),
      school('0690003C', 'lycee'),
    ]);
    await home.plan();
    expect(await home.escalate('telephone')).toMatchObject({ schools: 0, telephone: 0 });
    for (const { key } of await home.deliveries.take(NOTICE, 9, epochMs(9e12), 'sms'))
      await home.deliveries.settle(key, 'accepted', '', epochMs(1));
    const [first] = await home.deliveries.take(NOTICE, 1, epochMs(9e12), 'mail');
    await home.deliveries.settle(first?.key ?? '', 'accepted', '', epochMs(1));
    expect(await home.escalate('telephone')).toMatchObject({ schools: 1, telephone: 1 });
    expect(await home.deliveries.toTelephone(NOTICE, 9)).toMatchObject([
      { uai: first?.recipients[0] },
    ]);
  });

  test('are all on the console that have not confirmed, behind those that have', async () => {
    const uais = Array.from({ length: 12 }, (_, index) => `069${1000 + index}A`);
    const home = stage(uais.map((uai) => school(uai, 'lycee')));
    await home.mail();
    await home.escalate('telephone');
    const later = `${NOTICE}0`;
    const mail = { ...NOBODY, key: `${later}/mail/a`, notice: later, recipients: [uais[9] ?? ''] };
    await home.deliveries.plan([mail]);
    await home.deliveries.acknowledge(mail.key, epochMs(5));
    for (const uai of uais.slice(0, 8))
      await home.deliveries.acknowledge(await home.keyOf(`${uai}@x.example`), epochMs(5));
    const named = async (limit: number) =>
      (
        await noticeTasks(home.deliveries, NOTICE, limit, readWords('fr'), { later: [later] })
      ).flatMap(({ recipients }) => recipients);
    expect(await named(9)).toEqual([uais[8], uais[10], uais[11]]);
    expect(await named(2)).toEqual([uais[8], uais[10]]);
  });

  test('cost no more than what is left of the budget', async () => {
    const schools = [
      school(
        '0690001A',
        'lycee',
        contact('0690001A', {}),
        numberOf('0690001A', 'it', '+33600000002'),
      ),
    ];
    const home = stage(schools, { keepBack: { roles: ['it'], phases: [content.phase] } });
    await home.mail();
    const poor = stage(schools, {
      keepBack: { roles: ['it'], phases: [content.phase] },
      rates: { ...home.settings.rates, budgetEuros: 0.01 },
    });
    await poor.mail();
    expect(await poor.escalate('sms')).toMatchObject({ schools: 1, sms: 0 });
  });

  test.each([
    [1, 1],
    [2, 0],
  ])('after %i SMS of earlier levels get %i of what is left of the budget', async (before, sms) => {
    const schools = [
      school(
        '0690001A',
        'lycee',
        contact('0690001A', {}),
        numberOf('0690001A', 'it', '+33600000002'),
      ),
    ];
    const { rates } = stage([]).settings;
    const home = stage(schools, {
      keepBack: { roles: ['it'], phases: [content.phase] },
      rates: { ...rates, budgetEuros: 0.25 },
    });
    await home.mail();
    const outcome = { schools: before, acknowledged: 0, sms: before, telephone: 0 };
    const at = epochMs(1);
    const notice: Notice = {
      id: NOTICE,
      content,
      stage: 'sent',
      plannedAt: at,
      sendAt: at,
      escalations: [
        { level: 'fallback', at, outcome },
        { level: 'sms', at },
      ],
    };
    expect(await home.escalate('sms', 2, [notice])).toMatchObject({ sms });
  });

  test('that nothing reached are on the list already, first, and not silent', async () => {
    const home = stage([
      school('0690001A', 'lycee'),
      { ...school('0690002B', 'lycee'), contacts: [] },
    ]);
    await home.mail();
    expect(await home.escalate('telephone')).toMatchObject({ schools: 1, telephone: 1 });
    const tasks = await peopleTasks(home.deliveries, [NOTICE], () => null);
    expect(tasks.map(({ recipient, why }) => [recipient, why])).toEqual([
      ['0690002B', 'no-contact'],
      ['0690001A', 'silent'],
    ]);
  });

  test('whoever confirms, each school is counted once: confirmed, or on the list', async () => {
    const uais = ['0690001A', '0690002B', '0690003C', '0690004D'];
    await fc.assert(
      fc.asyncProperty(fc.subarray(uais), fc.subarray(uais), async (shared, confirm) => {
        const home = stage(
          uais.map((uai) =>
            school(
              uai,
              'lycee',
              contact(uai, {}),
              ...(shared.includes(uai) ? [contact(uai, { address: 'cite@x.example' })] : []),
            ),
          ),
        );
        await home.mail();
        for (const uai of confirm)
          await home.deliveries.acknowledge(await home.keyOf(`${uai}@x.example`), epochMs(1));
        const { schools, acknowledged, telephone } = await home.escalate('telephone');
        expect([schools, acknowledged + telephone]).toEqual([4, 4]);
        expect(acknowledged).toBe(confirm.length);
        expect(await home.escalate('telephone')).toMatchObject({ telephone });
        expect(await home.deliveries.toTelephone(NOTICE, 9)).toHaveLength(telephone);
      }),
      { numRuns: 12 },
    );
  });
});

test('a school whose contacts all asked for silence is a task that says so, over a new import', async () => {
  const home = stage([school('0690001A', 'lycee')]);
  await home.plan();
  await home.deliveries.optOut(await home.keyOf('0690001A@x.example'), epochMs(1));
  const again = `${NOTICE}0`;
  const ports = {
    clock: fakeClock(),
    deliveries: home.deliveries,
    directory: {
      async *schoolsFor() {
        yield school('0690001A', 'lycee');
      },
      count: async () => ({ schools: 0, mails: 0, mobiles: 0 }),
    },
  };
  await planNotice(ports, home.settings, planOf(again));
  expect(await home.deliveries.unreachable(again, 9)).toMatchObject([
    { recipient: '0690001A', why: 'opted-out' },
  ]);
  const [task] = await noticeTasks(home.deliveries, again, 9, readWords('en'));
  expect(task).toMatchObject({
    title: 'École 0690001A: all its contacts asked to receive no more messages',
  });
});

describe('a mail', () => {
  const links = createAcknowledgeLinks(Buffer.alloc(32, 1), 'https://etat.example/');
  const pace = { turnstile: async () => undefined, concurrency: 1, batch: 1 };
  const composer = (acknowledgeUrl?: (delivery: { readonly key: string }) => string) =>
    composeMessages(content, {
      wordings: readNoticeWordings(),
      timeZone: 'Europe/Paris',
      hash,
      mailDomain: 'x.example',
      unsubscribeUrl: () => 'https://etat.example/stop/x',
      smsSender: 'PREAU',
      random: () => 0,
      mail: pace,
      sms: pace,
      ...(acknowledgeUrl && { acknowledgeUrl }),
    });
  const delivery = {
    key: `${NOTICE}/mail/abc`,
    notice: NOTICE,
    channel: 'mail',
    address: 'a@x.example',
    recipients: ['0690001A'],
    priority: 10,
  } as const;

  test.each(['fr', 'en'] as const)(
    'asks in %s to say that it was read, by its own link',
    (language) => {
      const url = links.urlFor(delivery.key);
      const { text, html } = composer(({ key }) => links.urlFor(key)).mail({
        ...delivery,
        language,
      });
      expect(text).toContain(url);
      expect(html).toContain(`href="${url}"`);
      const without = composer().mail({ ...delivery, language });
      expect(without.text).not.toContain('/vu/');
    },
  );
});

test('the CSV runs nothing in a spreadsheet, and keeps numbers that people dial', () => {
  const task = {
    notice: 'n',
    recipient: '0690001A',
    commune: 'Lyon',
    why: 'silent',
    detail: '',
  } as const;
  const csv = peopleTasksCsv([
    { ...task, name: '=cmd|"/c calc"!A1', phones: ['+33400000001', '+33400000002'] },
    { ...task, name: '+SUM(A1)', phones: [], detail: '@x;\ny' },
    { ...task, name: ' -2+3', phones: [] },
  ]);
  expect(csv.split('\r\n').slice(1)).toEqual([
    `0690001A;"'=cmd|""/c calc""!A1";Lyon;+33400000001 +33400000002;silent;;n`,
    `0690001A;'+SUM(A1);Lyon;;silent;"'@x;\ny";n`,
    `0690001A;' -2+3;Lyon;;silent;;n`,
    '',
  ]);
});
