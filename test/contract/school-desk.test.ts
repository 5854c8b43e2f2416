// Goal: both homes find the same schools by what people call them, and tell the same of what became of
// each message, masked alike. Method: one suite over files, and over a bucket and DynamoDB in process;
// a bucket that is empty, a table that gives back part of what it was asked for.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoDeliveries } from '../../adapters/aws/dynamo-deliveries.ts';
import { readTold } from '../../adapters/aws/dynamo-told.ts';
import { createS3Directory } from '../../adapters/aws/s3-directory.ts';
import { createS3SchoolDesk } from '../../adapters/aws/s3-school-desk.ts';
import { openDeliveries } from '../../adapters/local/deliveries.ts';
import { openDirectory } from '../../adapters/local/directory.ts';
import { copyDirectory } from '../../adapters/local/directory-copy.ts';
import { hashOf } from '../../adapters/local/hash.ts';
import { openSchoolDesk } from '../../adapters/local/school-desk.ts';
import type { Deliveries } from '../../app/ports.ts';
import type { LastImport, SchoolDesk } from '../../app/schools/school-desk.ts';
import { DELIVERIES_TABLE } from '../../config/aws-tables.ts';
import { OBJECTS } from '../../config/aws-names.ts';
import { epochMs } from '../../core/units.ts';
import { bring, optIn, range, record } from '../adapters/local/directory-fixtures.ts';
import { uaiOf } from '../app/schools/fixtures.ts';
import { type DynamoEndpoint, startDynamoEndpoint } from './dynamo-endpoint.ts';
import { startStore, type StoreEndpoint } from './store-endpoint.ts';

const NOTICE = 'ent-x-20210406T061000Z/outage/1';
const OTHER = 'ent-y-20210406T061000Z/outage/1';
const OFFICE = 'e1@b.example';
const HEAD = 'marie.durand@example.fr';
const MOBILE = '+33639980002';
const AT = epochMs(1_000_000);
const LAST: LastImport = {
  at: AT,
  files: [{ file: 'annuaire.csv', rows: 3, schools: 2, rejectedRows: 1 }],
  added: 2,
  changed: 0,
  gone: 1,
  contactsWithoutSchool: 0,
  doubted: [],
};
const place = { Bucket: 'directory', Key: OBJECTS.directory };

let folder = '';
let store: StoreEndpoint;
let dynamo: DynamoEndpoint;
let table = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preau-desk-'));
  [store, dynamo] = await Promise.all([startStore(), startDynamoEndpoint()]);
  store.server.createBucket('directory');
  table = await dynamo.makeTable(DELIVERIES_TABLE);
  const made = openDirectory(join(folder, 'directory.sqlite'));
  const named = { name: 'Collège Éluard', commune: 'Bœschepe' };
  bring(made, [record(1, named), ...range(2, 60).map((n) => record(n))], {
    lists: [
      {
        name: 'v.csv',
        contacts: [optIn(uaiOf(1), MOBILE), { ...optIn(uaiOf(1), HEAD), channel: 'mail' }],
      },
    ],
  });
  made.close();
});
afterAll(async () => {
  await Promise.all([store.stop(), dynamo.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

const keyOf = (channel: 'mail' | 'sms', address: string) =>
  `${NOTICE}/${channel}/${hashOf(address).slice(0, 16)}`;
const owed = (channel: 'mail' | 'sms', address: string) => ({
  key: keyOf(channel, address),
  notice: NOTICE,
  channel,
  address,
  recipients: [uaiOf(1)],
  language: 'fr' as const,
  priority: 1,
});

/** A morning's ledger: the office took its mail, the head asked for silence, the number is none. */
async function fill(deliveries: Deliveries): Promise<void> {
  await deliveries.plan([owed('mail', OFFICE), owed('mail', HEAD), owed('sms', MOBILE)]);
  await deliveries.take(NOTICE, 9, AT);
  await deliveries.settle(keyOf('mail', OFFICE), 'accepted', 'id', AT);
  await deliveries.note({ key: keyOf('mail', OFFICE), kind: 'bounced', detail: 'full', at: AT });
  await deliveries.settle(keyOf('sms', MOBILE), 'failed-permanent', 'no such number', AT);
  await deliveries.optOut(keyOf('mail', HEAD), AT);
}

async function onOneMachine(): Promise<SchoolDesk> {
  const deliveries = openDeliveries(join(folder, 'deliveries.sqlite'));
  await fill(deliveries);
  deliveries.close();
  return openSchoolDesk({
    directory: join(folder, 'directory.sqlite'),
    ledger: join(folder, 'deliveries.sqlite'),
    lastImport: async () => LAST,
  });
}

async function publish(last: LastImport | null): Promise<void> {
  const copy = mkdtempSync(join(folder, 'copy-'));
  copyDirectory(join(folder, 'directory.sqlite'), join(copy, 'it.sqlite'), last);
  await store.s3.send(
    new PutObjectCommand({ ...place, Body: readFileSync(join(copy, 'it.sqlite')) }),
  );
}

const bucketDesk = (more = {}): SchoolDesk =>
  createS3SchoolDesk({
    directory: createS3Directory({
      client: store.s3,
      bucket: 'directory',
      folder: join(folder, 'tmp'),
      ...more,
    }),
    told: readTold(dynamo.client, table),
  });

async function onAws(): Promise<SchoolDesk> {
  await publish(LAST);
  await fill(createDynamoDeliveries({ client: dynamo.client, table }));
  return bucketDesk();
}

describe.each([
  ['one machine', onOneMachine],
  ['AWS', onAws],
] as const)('the desk of %s', (_, open) => {
  let desk: SchoolDesk;
  beforeAll(async () => {
    desk = await open();
  });

  it('finds by name, town and UAI, a page at a time', async () => {
    expect((await desk.search('eluard boesch', 0, 10)).rows.map(({ uai }) => uai)).toEqual([
      uaiOf(1),
    ]);
    const { total, rows } = await desk.search('', 50, 50);
    expect([total, rows.length]).toEqual([60, 10]);
    expect((await desk.search('nulle part', 0, 10)).total).toBe(0);
  });

  it('shows one school, its contacts masked, and what became of each message', async () => {
    const sheet = await desk.sheet(uaiOf(1), [OTHER, NOTICE]);
    expect(sheet?.school.commune).toBe('Bœschepe');
    expect(
      sheet?.contacts.map(({ address, optedOut, sent }) => [
        address,
        optedOut,
        sent.map(({ notice, state, receipt }) => [notice, state, receipt]),
      ]),
    ).toEqual([
      [OFFICE, false, [[NOTICE, 'failed-permanent', 'bounced']]],
      ['m…@example.fr', true, [[NOTICE, 'claimed', null]]],
      ['+336…02', false, [[NOTICE, 'failed-permanent', null]]],
    ]);
    expect(sheet?.contacts[0]?.sent[0]?.at).toBe(AT);
    expect(JSON.stringify(sheet)).not.toContain('durand');
  });

  it('knows nothing of messages that nobody planned, and no other school', async () => {
    const sheet = await desk.sheet(uaiOf(2), [NOTICE]);
    expect(sheet?.contacts.map(({ sent }) => sent)).toEqual([[]]);
    for (const uai of ['9999999Z', "' OR 1=1 --", '']) expect(await desk.sheet(uai, [])).toBe(null);
  });

  it('tells what the last import did', async () => {
    expect(await desk.lastImport()).toEqual(LAST);
  });
});

describe('the desk of AWS', () => {
  it('says how to publish where nothing was', async () => {
    await store.s3.send(new DeleteObjectCommand(place));
    await expect(bucketDesk().search('', 0, 1)).rejects.toMatchObject({
      code: 'directory-unreadable',
    });
  });

  it('asks the bucket again only after its rest, and reads what it kept meanwhile', async () => {
    let now = 0;
    await publish(null);
    const desk = bucketDesk({ restMs: 60_000, nowMs: () => now });
    expect(await desk.lastImport()).toBe(null);
    await publish(LAST);
    now = 59_999;
    expect(await desk.lastImport()).toBe(null);
    now = 60_000;
    expect(await desk.lastImport()).toEqual(LAST);
  });

  it('asks once for a school, whatever it was told, and a hundred keys at a time', async () => {
    await publish(null);
    const desk = bucketDesk();
    dynamo.takeRequests();
    await desk.sheet(uaiOf(2), [NOTICE, NOTICE, OTHER]);
    expect(dynamo.takeRequests()).toEqual(['BatchGetItem']);
    const many = range(1, 120).map((n) => `ent-x-20210406T061000Z/outage/${n}`);
    await desk.sheet(uaiOf(2), many);
    expect(dynamo.takeRequests()).toEqual(['BatchGetItem', 'BatchGetItem']);
  });

  it('asks for what a busy table gave back, and not for ever', async () => {
    const desk = bucketDesk();
    const part = {
      kind: 'answer',
      status: 200,
      body: {
        Responses: {},
        UnprocessedKeys: {
          [table]: { Keys: [{ home: { S: 'opted-out' }, name: { S: HEAD } }] },
        },
      },
    } as const;
    dynamo.failNext(part);
    const [, head] = (await desk.sheet(uaiOf(1), []))?.contacts ?? [];
    expect(head?.optedOut).toBe(true);
    dynamo.failNext(part, part, part, part);
    await expect(desk.sheet(uaiOf(1), [])).rejects.toMatchObject({
      code: 'store-unavailable',
      retryable: true,
    });
  });
});
