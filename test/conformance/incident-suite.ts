import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { hashOf } from '../../adapters/local/hash.ts';
import { checkDeliveries } from '../../core/promises/check-deliveries.ts';
import { checkJournal } from '../../core/promises/check-journal.ts';
import type { Policy } from '../../core/policy.ts';
import { type Home, type HomeSettings, startHome } from './home.ts';
import { BOUNCES, LEAVES, type IncidentSeen, liveThroughIncident } from './incident.ts';
import { HOSTNAME } from './world-config.ts';
import { MAILS, MOBILES, OWNER } from './world-directory.ts';

/**
 * One whole incident, lived through once, and what must be true of it. Everything is read from
 * moto's own APIs.
 */
export function describeIncident(settings: HomeSettings): void {
  const python = inject('python');
  describe.skipIf(python.kind === 'absent')(`a whole incident by ${settings.form}`, () => {
    let home: Home | undefined;
    let seen: IncidentSeen;
    let policy: Policy;
    beforeAll(async () => {
      home = await startHome(python, settings);
      policy = home.policy;
      seen = await liveThroughIncident(home);
    });
    afterAll(() => home?.stop());

    dnsTurns(() => seen);
    schoolsAreTold(() => seen);
    evidenceIsKept(() => ({ seen, policy }));
  });
}

const both = (weights: string) => ({ A: weights, AAAA: weights });

function dnsTurns(seen: () => IncidentSeen): void {
  it('turns hold and weights out together, and comes back by shares, for both types', () => {
    const steps = seen().names.filter((step) => !isBetween(step));
    expect(steps).toEqual([
      { weights: both('100/0'), held: false },
      { weights: both('0/100'), held: true },
      { weights: both('10/90'), held: false },
      { weights: both('50/50'), held: false },
      { weights: both('100/0'), held: false },
    ]);
  });

  it('never has a hold without reason nor a way back under it', () => {
    // Out: the hold first. Back: the weights first. Whatever else was seen between would be wrong.
    const between = seen().names.filter(isBetween);
    const allowed = [
      { weights: both('100/0'), held: true },
      { weights: both('10/90'), held: true },
    ];
    expect(between.filter((step) => !allowed.some((one) => same(one, step)))).toEqual([]);
  });

  it('puts the hold object while it shelters, and takes it away', () => {
    expect(seen().holds).toEqual({ before: [], at: ['holds/ent'], after: [] });
  });

  it('leaves addresses, checks and TTL of the records as the stacks made them', () => {
    const [before, ...later] = seen().records.map((sets) => sets.map(withoutWeight));
    expect(before?.filter(({ Name }) => Name === `${HOSTNAME}.`)).toHaveLength(4);
    for (const sets of later) expect(sets).toEqual(before);
  });

  it('has each turn verified at the name server', () => {
    const turns = seen().entries.flatMap(({ event }) =>
      event.kind === 'dns-turned' ? [[event.turn, event.verified]] : [],
    );
    expect(turns).toEqual([1, 2, 3, 4].map((turn) => [turn, true]));
  });

  it('keeps the word of Route 53’s own watch, which came by the event bus', () => {
    expect(seen().observations).toContain('check-unhealthy');
  });
}

/** Seen in the moment between two calls of one turn. */
const isBetween = ({ weights, held }: IncidentSeen['names'][number]): boolean =>
  held ? weights['A'] !== '0/100' : weights['A'] === '0/100';

const same = (one: object, other: object): boolean => JSON.stringify(one) === JSON.stringify(other);

const withoutWeight = (set: ResourceRecordSet): ResourceRecordSet => ({
  ...set,
  Weight: undefined,
});

function schoolsAreTold(seen: () => IncidentSeen): void {
  const everybody = [...MAILS, OWNER].toSorted();

  it('tells each school and the owner by one mail a phase', () => {
    const by = Map.groupBy(seen().mails, ({ subject }) => subject);
    const told = [...by.values()].map((mails) => mails.map(({ to }) => to).toSorted());
    const [outage, cause, correction, recovery] = told;
    expect(told).toHaveLength(4);
    expect(outage).toEqual(everybody);
    // One contact has left by the link in its first mail.
    const stayed = everybody.filter((address) => address !== LEAVES);
    expect([cause, recovery]).toEqual([stayed, stayed]);
    // Who never got the cause is not told that it was wrong.
    expect(correction).toEqual(stayed.filter((address) => address !== BOUNCES.cause));
  });

  it('lets a contact leave by one POST to the link in its mail, and by no GET', () => {
    expect(seen().left).toEqual({ get: 200, post: 200, silentAfterGet: false });
  });

  it('tells each telephone by one SMS a phase, however many schools share it', () => {
    const { sms } = seen();
    expect(sms).toHaveLength(4 * MOBILES.length);
    for (const phase of [0, 1, 2, 3]) {
      const some = sms.slice(phase * MOBILES.length, (phase + 1) * MOBILES.length);
      expect(new Set(some.map(({ to }) => to))).toEqual(new Set(MOBILES));
      expect(new Set(some.map(({ text }) => text)).size).toBe(1);
    }
  });

  it('says no cause, then the confirmed one, then that it was wrong, then the end', () => {
    const subjects = [...new Set(seen().mails.map(({ subject }) => subject))];
    // The next word is tomorrow's here, so that the hour has its date, and the name is cut for it.
    expect(subjects.map((subject) => subject.replace(/le .* à \d\dh\d\d/, '…'))).toEqual([
      '[Préau] ENT\u00a0: ne répond pas depuis … / not answering',
      '[Préau] ENT de la région\u00a0: trop de connexions à la fois / too many users',
      '[Préau] ENT de la région\u00a0: correction de notre message / correction',
      expect.stringContaining('de nouveau'),
    ]);
    expect(seen().state.tasks).toEqual({});
  });

  it('has in the ledger what the boxes have, and nobody twice (P3)', () => {
    const { ledger, mails, sms } = seen();
    const boxes = [...mails, ...sms].map(({ to, text }) => `${to} ${text}`);
    const counted = (state: string) => ledger.filter((line) => line.state === state).length;
    const counts = {
      planned: ledger.length,
      accepted: counted('accepted') + counted('delivered'),
      failed: counted('failed-permanent'),
      unknown: counted('unknown'),
      pending: counted('planned') + counted('claimed'),
      doubled: boxes.length - new Set(boxes).size,
      missing: ledger.length - boxes.length,
    };
    expect(checkDeliveries(counts)).toMatchObject({ id: 'P3', held: true });
    // Two mailboxes refuse a notice after it was accepted.
    expect(counts.accepted + counts.failed).toBe(ledger.length);
    expect(counts.failed).toBe(2);
  });

  it('knows by their receipts whose mailbox refused a notice', () => {
    const bounced = seen().ledger.filter(({ receipt }) => receipt === 'bounced');
    const named = bounced.map(({ delivery }) => [phaseOf(delivery.notice), delivery.address]);
    expect(Object.fromEntries(named)).toEqual(BOUNCES);
    expect(bounced).toHaveLength(2);
  });
}

const phaseOf = (notice: string): string => notice.split('/')[1] ?? '';

function evidenceIsKept(
  lived: () => { readonly seen: IncidentSeen; readonly policy: Policy },
): void {
  it('writes a page of each phase, and the same one on both hosts', () => {
    const { pages, secondHost } = lived().seen;
    expect(pages.calm).not.toContain('P-0001');
    expect(pages.sheltered).toContain('secours.region.example');
    expect(pages.back).toContain('correction');
    expect(secondHost).toBe(pages.back);
  });

  it('offers browsers to be told, by the key that the function which tells them has alone', () => {
    const { pages } = lived().seen;
    const [, key = ''] = /data-key="([\w-]+)"/u.exec(pages.back) ?? [];
    const point = Buffer.from(key, 'base64url');
    expect([point.byteLength, point[0]]).toEqual([65, 4]);
    expect(pages.back).toContain('data-url="https://etat.region.example/abonnement/navigateur"');
  });

  it('leaves a journal that replays, whose chain holds and whose promises were kept', () => {
    const { seen, policy } = lived();
    const checks = checkJournal(seen.entries, policy, hashOf);
    expect(checks.filter(({ held }) => !held)).toEqual([]);
    expect(checks.map(({ id }) => id)).toEqual(['P1', 'P4', 'P5', 'P7', 'P8']);
    expect(seen.entries.map(({ seq }) => seq)).toEqual(seen.entries.map((_, index) => index + 1));
  });

  it('lets an operator verify that journal, and a stranger its dossier', () => {
    const { seen } = lived();
    const report = JSON.parse(seen.verified) as { promises: { held: boolean }[]; head: string };
    expect(report.promises.filter(({ held }) => !held)).toEqual([]);
    expect(report.head).toBe(seen.entries.at(-1)?.hash);
    expect(JSON.parse(seen.dossier)).toMatchObject({
      kind: 'whole',
      manifest: { incident: { reference: 'P-0001' } },
    });
  });

  it('tells a watcher outside that it does its work, from its tables and from the stream', () => {
    const { status, healthy, taken } = lived().seen.heard;
    expect([status, healthy]).toEqual([200, true]);
    expect(taken).toEqual(expect.arrayContaining(['rounds', 'journal', 'outbox', 'vantages']));
  });

  it('ends well, by the watchdog’s own account', () => {
    expect(lived().seen.health).toMatchObject({
      kind: 'answered',
      payload: { well: true, deadLetters: 0, relayedAgain: 0 },
    });
  });

  it('goes through without a function that fails or complains', () => {
    expect(lived().seen.complaints).toBe('');
  });
}
