// Goal: a function that is killed in the middle of its work loses nothing, and nobody gets an SMS
// twice. Method: SIGKILL of the process that runs `act`, while it waits for name servers that keep
// silent, and of the one that runs `send-sms`, while its carrier owes it answers.
import { ScanCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { hashOf } from '../../adapters/local/hash.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import { checkJournal } from '../../core/promises/check-journal.ts';
import { weightsOf } from './aws-names-zone.ts';
import { sendTo } from './conductor.ts';
import { holdsOf, journalOf, type LedgerLine, ledgerOf, stateOf } from './evidence.ts';
import { type Home, startHome } from './home.ts';
import { sentNotice } from './incident.ts';
import type { Outcome } from './runtime-api.ts';
import { until } from './until.ts';
import { HOSTNAME, PLATFORM } from './world-config.ts';
import { MOBILES } from './world-directory.ts';

const python = inject('python');

describe.skipIf(python.kind === 'absent')('an outage in which functions are killed', () => {
  let home: Home | undefined;
  let seen: Seen;
  beforeAll(async () => {
    home = await startHome(python, { form: 'bundles', sms: 'end-user-messaging' });
    seen = await liveThroughKills(home);
  });
  afterAll(() => home?.stop());

  it('ends the process in the middle of a turn, and the turn is done by the next', () => {
    expect(seen.failures).toContainEqual({ name: 'act', outcome: SIGKILLED });
    expect(seen.atKill).toEqual({ turned: [], weights: '0/100', holds: ['holds/ent'] });
    const turns = seen.entries.flatMap(({ event }) =>
      event.kind === 'dns-turned' ? [[event.turn, event.verified]] : [],
    );
    expect(turns).toEqual([[1, true]]);
  });

  it('ends the process while SMS are in flight, and none of these leaves again', () => {
    expect(seen.failures).toContainEqual({ name: 'send-sms', outcome: SIGKILLED });
    expect(seen.sms.toSorted((one, other) => one.localeCompare(other))).toEqual(MOBILES);
  });

  it('calls unknown what was in flight, for an operator to see to, and accepted all the rest', () => {
    const states = (channel: string) =>
      seen.ledger
        .filter(({ delivery }) => delivery.channel === channel)
        .map(({ state }) => state)
        .toSorted((one, other) => one.localeCompare(other));
    const known = MOBILES.length - IN_FLIGHT;
    expect(states('sms')).toEqual([
      ...Array.from({ length: known }, () => 'accepted'),
      ...Array.from({ length: IN_FLIGHT }, () => 'unknown'),
    ]);
    expect(new Set(states('mail'))).toEqual(new Set(['accepted']));
  });

  it('tells the end of the notice once, with those that are unknown', () => {
    const ends = seen.entries.flatMap(({ event }) =>
      event.kind === 'notice-finished' ? [event.deliveries] : [],
    );
    expect(ends).toHaveLength(1);
    expect(ends[0]).toMatchObject({ unknown: IN_FLIGHT, pending: 0 });
  });

  it('leaves a journal whose chain and promises hold, and no dead letter', () => {
    const checks = checkJournal(seen.entries, seen.policy, hashOf);
    expect(checks.filter(({ held }) => !held)).toEqual([]);
    expect(seen.health).toMatchObject({ kind: 'answered', payload: { deadLetters: 0 } });
    expect(seen.failures).toHaveLength(2);
  });
});

/** SMS that leave side by side: app/notices/notice-settings.ts. */
const IN_FLIGHT = 2;

const SIGKILLED: Outcome = { kind: 'crashed', how: 'SIGKILL' };

interface Seen {
  readonly failures: readonly { readonly name: string; readonly outcome: Outcome }[];
  readonly atKill: {
    readonly turned: readonly JournalEntry[];
    readonly weights: string | undefined;
    readonly holds: readonly string[];
  };
  /** Whom the carrier took SMS for. */
  readonly sms: readonly string[];
  readonly ledger: readonly LedgerLine[];
  readonly entries: readonly JournalEntry[];
  readonly policy: Home['policy'];
  readonly health: unknown;
}

async function liveThroughKills(home: Home): Promise<Seen> {
  const { world, names, smsEndpoint, conductor } = home;
  await until(home, 'a fit mirror', async () => {
    const { platforms } = await stateOf(home);
    return Object.entries(platforms).find(([id]) => id === PLATFORM)?.[1].mirror?.fit;
  });
  smsEndpoint.keepSilent(true);
  names.keepSilent(true);
  world.breakOrigin();
  const atKill = await until(home, 'a turn that waits for the name servers', () =>
    killInTurn(home),
  );
  names.keepSilent(false);
  await until(home, 'a shelter that is verified', async () => {
    const { incidents } = await stateOf(home);
    return Object.values(incidents).some(({ shelteredAt }) => shelteredAt !== null);
  });

  await until(home, 'SMS in flight', async () => smsEndpoint.taken().length === IN_FLIGHT);
  home.functionOf('send-sms').kill();
  smsEndpoint.keepSilent(false);
  await until(home, 'the other SMS', async () => smsEndpoint.taken().length === MOBILES.length);
  await until(home, 'the rest of the ledger', () => onlyInFlight(home));
  await letLeasesEnd(home);
  const health = await home.functionOf('watchdog').invoke({});
  await postSend(home);
  await until(home, 'the end of the notice', () => sentNotice(home, 'outage'));
  return {
    failures: conductor.failures(),
    atKill,
    sms: smsEndpoint.taken().map(({ to }) => to),
    ledger: await ledgerOf(home),
    entries: await journalOf(home),
    policy: home.policy,
    health,
  };
}

/** Kill `act` once the weights are set and it waits for the name servers' word; then see what stands. */
async function killInTurn(home: Home): Promise<Seen['atKill'] | null> {
  const weights = weightsOf(await home.zone.records(), HOSTNAME)['A'];
  if (weights !== '0/100' || !home.functionOf('act').busy()) return null;
  home.functionOf('act').kill();
  const turned = (await journalOf(home)).filter(({ event }) => event.kind === 'dns-turned');
  return { turned, weights, holds: await holdsOf(home) };
}

async function onlyInFlight(home: Home): Promise<boolean> {
  const ledger = await ledgerOf(home);
  const open = ledger.filter(({ state }) => state === 'planned' || state === 'claimed');
  return ledger.length > MOBILES.length && open.length === IN_FLIGHT;
}

/** What a killed sender held is its own for a quarter of an hour, which is not waited for here. */
async function letLeasesEnd({ account }: Home): Promise<void> {
  const { dynamo } = account.clients;
  const { Items = [] } = await dynamo.send(new ScanCommand({ TableName: 'deliveries' }));
  for (const { home, name, leasedUntil } of Items)
    if (home !== undefined && name !== undefined && leasedUntil !== undefined)
      await dynamo.send(
        new UpdateItemCommand({
          TableName: 'deliveries',
          Key: { home, name },
          UpdateExpression: 'SET leasedUntil = :past',
          ExpressionAttributeValues: { ':past': { N: '1' } },
        }),
      );
}

/** The message that a sender posts to itself to go on, whose delay is not waited for either. */
async function postSend(home: Home): Promise<void> {
  const entry = (await journalOf(home)).find(({ actions }) =>
    actions.some(({ kind }) => kind === 'send-notice'),
  );
  const key = entry?.actions.find(({ kind }) => kind === 'send-notice')?.key;
  const { clients, queues } = home.account;
  await sendTo(clients.sqs, queues.of.sms.url, { seq: entry?.seq, key });
}
