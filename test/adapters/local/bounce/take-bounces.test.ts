// Goal: what a mail server brings back moves the delivery that it is about, and nothing that anybody
// can write silences a school. Method: reports as servers word them, in a Maildir; forged and broken
// ones beside them.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBounceAddresses } from '../../../../adapters/local/bounce/bounce-addresses.ts';
import { readBounce } from '../../../../adapters/local/bounce/read-bounce.ts';
import { takeBounces } from '../../../../adapters/local/bounce/take-bounces.ts';
import type { Receipt } from '../../../../core/notice/receipt.ts';
import { epochMs } from '../../../../core/units.ts';
import * as reports from './reports.ts';

const NOTICE = 'ent-ara-20210406T064200Z/outage/1';
const KEY = `${NOTICE}/mail/0123456789abcdef`;
const secret = Buffer.alloc(32, 7);
const addresses = createBounceAddresses(secret, 'retours@preau.example');
const mine = addresses.addressFor(KEY);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-maildir-'));
  mkdirSync(join(folder, 'new'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function take(...mails: readonly Buffer[]) {
  for (const [index, raw] of mails.entries())
    writeFileSync(join(folder, 'new', `${index}.M1.host`), raw);
  const noted: Receipt[] = [];
  const counts = await takeBounces({
    folder,
    addresses,
    notices: () => ['another/outage/1', NOTICE],
    now: () => epochMs(9),
    note: async (receipt) => void noted.push(receipt),
  });
  return { noted, counts };
}

describe('a report', () => {
  test.each([
    ['Postfix', reports.postfix, 'bounced', /^5\.1\.1 550 5\.1\.1 <\[mail\]>: Recipient address/u],
    ['Exchange', reports.exchange, 'bounced', /^5\.2\.2 554 5\.2\.2 mailbox full/u],
    ['Gmail, out of reach for days', reports.gmail, 'expired', /^4\.4\.2 The recipient server/u],
    ['Exim before it wrote reports', reports.exim, 'bounced', /^5\.7\.1 550 5\.7\.1 Relaying/u],
    ['qmail', reports.qmail, 'bounced', /^5\.1\.1/u],
    ['a server that says that it arrived', reports.delivered, 'delivered', /^2\.1\.5/u],
  ] as const)(
    'of %s is noted by the delivery that its address proves',
    async (_, of, kind, said) => {
      const { noted, counts } = await take(of(mine));
      expect(noted).toEqual([{ key: KEY, kind, detail: expect.stringMatching(said), at: 9 }]);
      expect(noted[0]?.detail).not.toContain('@');
      expect(counts).toEqual({ noted: 1, notFinal: 0, unproven: 0, other: 0, unreadable: 0 });
      expect(readdirSync(join(folder, 'cur'))).toEqual(['0.M1.host:2,S']);
    },
  );

  test('of a delay says nothing: it is still being tried', async () => {
    const { noted, counts } = await take(reports.postfixDelayed(mine));
    expect([noted, counts.notFinal]).toEqual([[], 1]);
  });

  test('in capitals, as some servers write addresses, is known too', async () => {
    expect((await take(reports.postfix(mine.toUpperCase()))).noted).toHaveLength(1);
  });
});

describe('what proves nothing', () => {
  const [local = ''] = mine.split('@');
  const flipped = `${local.slice(0, -1)}${local.endsWith('0') ? '1' : '0'}@preau.example`;
  test.each([
    ['the plain mailbox', 'retours@preau.example'],
    ['a proof off by one digit', flipped],
    ['another domain', `${local}@other.example`],
    ['a name without its proof', 'retours+0123456789abcdef@preau.example'],
    [
      'another home’s secret',
      createBounceAddresses(Buffer.alloc(32, 8), 'retours@preau.example').addressFor(KEY),
    ],
  ])('%s silences nobody, and is left for a person', async (_, to) => {
    const { noted, counts } = await take(reports.postfix(to));
    expect([noted, counts.unproven]).toEqual([[], 1]);
    expect(readdirSync(join(folder, 'cur'))).toEqual(['0.M1.host:2,']);
  });

  test('holiday notices and people are no bounces, whatever address they answer to', async () => {
    const { noted, counts } = await take(reports.holiday(mine), reports.person(mine));
    expect([noted, counts.other]).toEqual([[], 2]);
  });

  test('links, folders and empty files are put aside, and the next report is read', async () => {
    const outside = join(folder, 'outside');
    writeFileSync(outside, reports.postfix(mine));
    symlinkSync(outside, join(folder, 'new', '0.link'));
    mkdirSync(join(folder, 'new', '0.folder'));
    writeFileSync(join(folder, 'new', '0.empty'), '');
    const { noted, counts } = await take(reports.postfix(mine));
    expect([noted.length, counts.other]).toEqual([1, 3]);
    expect(readdirSync(join(folder, 'new'))).toEqual([]);
  });
});

test('what may not be read stays for the next look, is counted, and hides nothing behind it', async () => {
  const names = Array.from({ length: 250 }, (_, n) => `1${String(n).padStart(3, '0')}.M1.host`);
  for (const name of [...names, '2.gone', '3.M1.host'])
    writeFileSync(join(folder, 'new', name), reports.postfix(mine));
  const noted: Receipt[] = [];
  const failing = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));
  const counts = await takeBounces({
    folder,
    addresses,
    notices: () => [NOTICE],
    now: () => epochMs(9),
    note: async (receipt) => void noted.push(receipt),
    read: async (path) => {
      if (path.endsWith('/3.M1.host')) return reports.postfix(mine);
      return failing(path.endsWith('/2.gone') ? 'ENOENT' : 'EACCES');
    },
  });
  expect(counts).toMatchObject({ noted: 1, other: 0, unreadable: 250, why: 'Error: EACCES' });
  expect(noted).toHaveLength(1);
  expect(readdirSync(join(folder, 'new'))).toEqual([...names, '2.gone']);
  expect((await take()).counts).toMatchObject({ noted: 200, unreadable: 0 });
});

test('a report is cut at a quarter of a megabyte and read as far as it goes', async () => {
  const long = Buffer.concat([reports.postfix(mine), Buffer.alloc(3_000_000, 'x')]);
  expect((await take(long)).noted).toHaveLength(1);
});

test('no folder yet is no bounce', async () => {
  rmSync(join(folder, 'new'), { recursive: true });
  expect((await take()).counts.noted).toBe(0);
});

test('no bytes make reading fail', async () => {
  const whole = reports.postfix(mine);
  const broken = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc.nat(whole.length).map((end) => whole.subarray(0, end)),
    fc.tuple(fc.nat(whole.length - 1), fc.nat(255)).map(([at, byte]) => {
      const copy = Buffer.from(whole);
      copy[at] = byte;
      return copy;
    }),
  );
  await fc.assert(
    fc.asyncProperty(broken, async (raw) => {
      expect(['report', 'not-final', 'other']).toContain((await readBounce(raw)).kind);
    }),
    { numRuns: 150 },
  );
});

test('parts nested a thousand deep end in time', async () => {
  const nested = Array.from(
    { length: 1_000 },
    (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\n\n--b${n}\n`,
  ).join('');
  expect((await readBounce(Buffer.from(nested))).kind).toBe('other');
});

test('an address fits what SMTP allows, and leads back to its delivery alone', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[0-9a-f]{16}$/u),
      fc.stringMatching(/^[a-z]{1,20}$/u),
      (name, id) => {
        const key = `${id}/outage/1/mail/${name}`;
        const address = addresses.addressFor(key);
        expect(address.split('@')[0]?.length).toBeLessThanOrEqual(64);
        expect(addresses.keyOf(address, [NOTICE, `${id}/outage/1`])).toBe(key);
        expect(addresses.keyOf(address, [NOTICE, `${id}/outage/2`])).toBeNull();
      },
    ),
  );
});
