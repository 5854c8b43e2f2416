// Goal: a bounce that could not be told of at once is told of later, once, and those of an earlier life
// spend nothing. Method: a real ledger and core, an engine that fails on cue, a look per call.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDeliveries } from '../../../adapters/local/deliveries.ts';
import type { Engine } from '../../../app/engine.ts';
import type { Event } from '../../../core/incident/event.ts';
import { epochMs, minutes } from '../../../core/units.ts';
import type { HomeSpec } from '../../../home/home-spec.ts';
import { hearReceipts } from '../../../home/receipts/hear-receipts.ts';
import { testPolicy } from '../../fixtures/policy.ts';
import { BELL, fitMirror, roundOf, startRun } from '../../fixtures/timeline.ts';

async function stage() {
  const run = startRun(testPolicy());
  run.take(fitMirror('nord', BELL));
  for (let index = 0; index < 12; index += 1) {
    const at = epochMs(run.at + 10_000);
    run.take({ kind: 'tick', at });
    run.take(roundOf('nord', at, 'xxx'));
  }
  const notice = Object.values(run.state.notices).find((one) => one.stage === 'sent')?.id ?? '';
  const ledger = openDeliveries(':memory:');
  const bounce = async (recipient: string) => {
    const key = `${notice}/mail/${recipient.padStart(16, '0')}`;
    const owed = { key, notice, recipients: [recipient], language: 'fr', priority: 1 } as const;
    await ledger.plan([{ ...owed, channel: 'mail', address: `${recipient}@x.example` }]);
    await ledger.take(notice, 1, run.at, 'mail');
    await ledger.settle(key, 'accepted', '', run.at);
    await ledger.note({ key, kind: 'bounced', detail: '550', at: run.at });
  };
  const fails = { next: false };
  const heard: Event[] = [];
  const errors: unknown[] = [];
  const handle = async (event: Event) => {
    if (fails.next) {
      fails.next = false;
      throw new Error('locked');
    }
    heard.push(event);
    run.take(event);
  };
  /** One life of a home, and a way to have it look once. */
  const live = () => {
    const ports = { deliveries: ledger, clock: { now: () => run.at } };
    const { look } = hearReceipts({
      spec: { config: { notices: {} }, dataFolder: '' } as unknown as HomeSpec,
      ports: ports as unknown as Parameters<typeof hearReceipts>[0]['ports'],
      engine: { state: () => run.state, handle } as unknown as Engine,
      counted: () => undefined,
      missed: async () => undefined,
      onError: (error) => errors.push(error),
    });
    return look;
  };
  const pass = (ms: number) => run.take({ kind: 'tick', at: epochMs(run.at + ms) });
  return { bounce, live, fails, heard, errors, pass };
}

describe('a school whose mail came back', () => {
  test('is told of by the look after one that failed, and once', async () => {
    const { bounce, live, fails, heard, errors } = await stage();
    await bounce('0311131L');
    const look = live();
    fails.next = true;
    await look();
    expect([errors.length, heard.length]).toEqual([1, 0]);
    for (let times = 0; times < 3; times += 1) await look();
    expect(heard).toMatchObject([{ kind: 'mails-came-back', schools: 1 }]);
  });

  test('right after another home told of others waits for its round, and is not forgotten', async () => {
    const { bounce, live, heard, pass } = await stage();
    await bounce('0311131L');
    await live()();
    await bounce('0311132M');
    const look = live();
    await look();
    expect(heard).toHaveLength(1);
    pass(minutes(1));
    await look();
    expect(heard).toHaveLength(2);
  });

  test('is no owner', async () => {
    const { bounce, live, heard } = await stage();
    await bounce('Region');
    await live()();
    expect(heard).toEqual([]);
  });
});

test('mails that may not be read are told of once, and again after they could be', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'preau-unread-'));
  mkdirSync(join(folder, 'new'));
  writeFileSync(join(folder, 'new', '1.M1.host'), '');
  const refused = Object.assign(new Error('EACCES'), { code: 'EACCES' });
  const refuses = { now: true };
  const errors: unknown[] = [];
  const bounces = { address: 'retours@preau.example', maildir: folder };
  const { look } = hearReceipts({
    spec: { config: { notices: { bounces } }, dataFolder: folder } as unknown as HomeSpec,
    ports: { clock: { now: () => epochMs(1) } } as unknown as Parameters<
      typeof hearReceipts
    >[0]['ports'],
    engine: { state: () => ({ notices: {} }) } as unknown as Engine,
    counted: () => undefined,
    missed: async () => undefined,
    onError: (error) => errors.push(error),
    readMail: async () => {
      if (refuses.now) throw refused;
      return Buffer.from('');
    },
  });
  for (const _ of ['first', 'again']) await look();
  expect(errors).toEqual([
    expect.objectContaining({
      code: 'file-unreadable',
      message: expect.stringMatching(/could not read 1: Error: EACCES/u),
    }),
  ]);
  refuses.now = false;
  await look();
  refuses.now = true;
  writeFileSync(join(folder, 'new', '2.M1.host'), '');
  await look();
  expect(errors).toHaveLength(2);
  rmSync(folder, { recursive: true, force: true });
});
