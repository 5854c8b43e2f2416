import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createSmtpMail } from '../../../adapters/local/mail.ts';
import { createGatewaySms } from '../../../adapters/local/sms.ts';
import { epochMs } from '../../../core/units.ts';
import { decodeWords } from '../../../home/sinks/decode-header.ts';
import { inboxOf } from '../../../home/sinks/inbox-of.ts';
import { type Sinks, startSinks } from '../../../home/sinks/start-sinks.ts';

// Goal: what a sink accepted can be read afterwards, whatever happens to its process, and only
// loopback is listened on. Method: real clients; a child that is killed without warning.

const now = () => epochMs(Date.UTC(2021, 3, 6, 6, 45));
const open: (() => unknown)[] = [];
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-sinks-'));
});
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let stages = 0;
const newFolder = () => join(folder, String((stages += 1)));

async function start(dataFolder = newFolder()): Promise<Sinks> {
  const sinks = await startSinks({ dataFolder, address: '127.0.0.1', now });
  open.push(() => sinks.close());
  return sinks;
}

function mailTo(smtp: Sinks['smtp']) {
  const mail = createSmtpMail({
    ...smtp,
    from: 'p@preau.example',
    clock: { now },
    timeoutMs: 2_000,
  });
  open.push(() => mail.close());
  return (to: string, subject = 'Objet : forêt') =>
    mail.send({
      key: to,
      to,
      subject,
      text: 'Texte : forêt',
      html: '<p>forêt</p>',
      messageId: `<${to}>`,
      references: [],
      unsubscribeUrl: 'https://preau.example/stop',
      language: 'fr',
    });
}

function smsTo(url: string) {
  const sms = createGatewaySms({ url, timeoutMs: 2_000 });
  open.push(() => sms.close());
  return (to: string, text: string) =>
    sms.send({ key: to + text, to, text, sender: 'PREAU', ttlSec: 60 });
}

describe('the inbox of the sinks', () => {
  test('lists the newest first, by channel, by page, and by what is looked for', async () => {
    const sinks = await start();
    const mail = mailTo(sinks.smtp);
    const sms = smsTo(sinks.sms.urlTemplate);
    for (const name of ['a', 'b', 'c']) await mail(`${name}@x.example`, `Objet ${name} 100 %`);
    await sms('+33600000001', 'Préau : bonjour');
    const names = (found: ReturnType<Sinks['listMessages']>) => found.map(({ to }) => to);
    expect(names(sinks.listMessages({ limit: 2 }))).toEqual(['+33600000001', 'c@x.example']);
    const [oldest] = sinks.listMessages({ channel: 'mail', limit: 2 }).slice(-1);
    expect(names(sinks.listMessages({ limit: 9, before: oldest?.id ?? 0 }))).toEqual([
      'a@x.example',
    ]);
    expect(names(sinks.listMessages({ limit: 9, search: 'bonjour' }))).toEqual(['+33600000001']);
    expect(names(sinks.listMessages({ limit: 9, search: '100 %' }))).toHaveLength(3);
    expect(names(sinks.listMessages({ limit: 9, search: 'x_example' }))).toEqual([]);
    expect(sinks.counts()).toEqual({ mails: 3, sms: 1, repeats: 0, smsRepeats: 0 });
  });

  test('shows a mail once however often it came, and every SMS', async () => {
    const sinks = await start();
    const mail = mailTo(sinks.smtp);
    const sms = smsTo(sinks.sms.urlTemplate);
    for (const _ of [1, 2, 3]) await mail('a@x.example');
    for (const _ of [1, 2]) await sms('+33600000001', 'deux fois');
    expect(sinks.counts()).toEqual({ mails: 1, sms: 2, repeats: 2, smsRepeats: 1 });
  });

  test('opens a mail as its reader sees it, and nothing for what is not there', async () => {
    const sinks = await start();
    await mailTo(sinks.smtp)('a@x.example');
    const inbox = inboxOf(sinks);
    const [item] = await inbox.list({ limit: 1 });
    expect(item).toMatchObject({ channel: 'mail', subject: 'Objet : forêt', at: now() });
    expect(await inbox.get(item?.id ?? '')).toMatchObject({
      text: 'Texte : forêt',
      html: '<p>forêt</p>',
    });
    for (const id of ['', 'x', '999', '-1', '1.5']) expect(await inbox.get(id)).toBeNull();
    expect(await inbox.counts()).toEqual({ mail: 1, sms: 0 });
  });

  test('is still there after the sinks were closed and opened again', async () => {
    const dataFolder = newFolder();
    const first = await startSinks({ dataFolder, address: '127.0.0.1', now });
    await mailTo(first.smtp)('a@x.example');
    for (const close of open.splice(0)) await close();
    await first.close();
    expect((await start(dataFolder)).counts().mails).toBe(1);
  });
});

test('a sink killed without warning has every message that it accepted', async () => {
  const dataFolder = newFolder();
  const entry = join(folder, 'child.mjs');
  const module = new URL('../../../home/sinks/start-sinks.ts', import.meta.url).href;
  writeFileSync(
    entry,
    `import { startSinks } from ${JSON.stringify(module)};
     const sinks = await startSinks({ dataFolder: process.argv[2], address: '127.0.0.1' });
     process.send({ smtp: sinks.smtp });`,
  );
  const child = fork(pathToFileURL(entry), [dataFolder], { execArgv: [] });
  open.push(() => child.kill('SIGKILL'));
  const { smtp } = await new Promise<Pick<Sinks, 'smtp'>>((resolve) =>
    child.once('message', resolve),
  );
  const mail = mailTo(smtp);
  let accepted = 0;
  const sending = Array.from({ length: 80 }, async (_, n) => {
    if ((await mail(`m${n}@x.example`)).kind === 'accepted') accepted += 1;
    if (accepted === 30) child.kill('SIGKILL');
  });
  await Promise.all(sending);
  const { mails } = (await start(dataFolder)).counts();
  expect(accepted).toBeGreaterThanOrEqual(30);
  expect(mails).toBeGreaterThanOrEqual(accepted);
});

describe('the doors', () => {
  test.each(['0.0.0.0', '::', 'localhost', '10.0.0.1'])('do not listen on %s', async (address) => {
    await expect(startSinks({ dataFolder: newFolder(), address })).rejects.toMatchObject({
      code: 'off-loopback',
    });
  });

  test('say which port is taken', async () => {
    const { smtp, sms } = await start();
    const options = { address: '127.0.0.1' } as const;
    await expect(
      startSinks({ ...options, dataFolder: newFolder(), smtpPort: smtp.port }),
    ).rejects.toMatchObject({ code: 'port-in-use' });
    await expect(
      startSinks({ ...options, dataFolder: newFolder(), smsPort: sms.port }),
    ).rejects.toMatchObject({ code: 'port-in-use' });
  });

  test('take no mail beyond its size, and go on', async () => {
    const sinks = await start();
    const mail = mailTo(sinks.smtp);
    expect((await mail('a@x.example', 'x'.repeat(1_200_000))).kind).toBe('rejected');
    expect((await mail('b@x.example')).kind).toBe('accepted');
  });

  test('survive whoever speaks nonsense or hangs up', async () => {
    const sinks = await start();
    for (const door of [sinks.smtp, sinks.sms]) {
      await new Promise<void>((resolve) => {
        const socket = connect(door.port, door.host, () => socket.end('\0\xff nonsense\r\n\r\n'));
        socket
          .on('error', () => undefined)
          .on('close', () => resolve())
          .resume();
      });
    }
    const base = sinks.sms.urlTemplate.split('?')[0] ?? '';
    for (const [path, init] of [
      ['?to=1', {}],
      ['', { method: 'POST', body: '{' }],
      ['', { method: 'POST', body: 'x'.repeat(100_000) }],
      ['/../x?to=1&text=1', {}],
    ] as const) {
      expect((await fetch(base + path, init)).status).toBe(400);
    }
    expect((await mailTo(sinks.smtp)('a@x.example')).kind).toBe('accepted');
  });
});

test.each([
  ['plain', 'plain'],
  ['=?UTF-8?Q?for=C3=AAt_et_mer?=', 'forêt et mer'],
  ['=?utf-8?B?Zm9yw6p0?=', 'forêt'],
  ['=?UTF-8?Q?for=C3?= =?UTF-8?Q?=AAt?=', 'forêt'],
  ['[=?iso-8859-1?q?=E9?=] x', '[é] x'],
  ['=?nonsense?q?a?=', '=?nonsense?q?a?='],
])('%s reads %s', (written, read) => {
  expect(decodeWords(written)).toBe(read);
});
