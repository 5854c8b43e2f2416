import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { askNames, readNamesFile } from '../../../home/names/names-file.ts';
import { valuesOf } from '../names/names-fixture.ts';
import { smallHome, until } from './small-home.ts';

// Goal: `preau start` is a real small deployment, and people act on it by the command line, with a
// home running or without one.
// Method: real processes with real pace on loopback; one ENT, one control, a mirror, a mail sink.

const ORIGIN = '127.0.0.1';
const MIRROR = '127.0.0.10';
const NAME = 'ent.essai.example';
const WHY = ['--reason', 'essai'];

test.concurrent('a fall is sheltered and told; Ctrl-C ends the home, and names live on until they are stopped', {
  timeout: 60_000,
}, async () => {
  await using home = await smallHome();
  const running = await home.start();
  const answer = async () => (await valuesOf(running.addresses.dns.port, NAME))[0];
  expect(await answer()).toBe(ORIGIN);
  await until(async () => (await running.ent()).mirror?.fit === true);
  const [dry, unknown, vague, second] = await Promise.all([
    home.preau('shelter', 'ent-essai', '--dry-run', ...WHY),
    home.preau('shelter', 'ent-essay', ...WHY),
    home.preau('shelter', 'ent-essai'),
    home.preauApart('start', home.config),
  ]);
  expect(dry).toMatchObject({ code: 0, out: expect.stringContaining('mirror 0 → 100') });
  expect(unknown.err).toMatch(/il y a\s: ent-essai, temoin/);
  expect([vague.code, second.code]).toEqual([2, 4]);
  expect(second.err).toContain(`processus ${running.process.pid}`);
  expect(await answer()).toBe(ORIGIN);

  await home.killOrigin();
  await until(async () => (await running.ent()).look === 'sheltered');
  await until(async () => (await answer()) === MIRROR);
  await until(async () => ((await running.now()).gone[0]?.finishedAt ?? null) !== null);
  expect(home.sinks.counts().mails).toBe(3);
  expect((await fetch(running.addresses.status)).status).toBe(200);
  expect(await readFile(join(home.folder, 'etat', 'index.html'), 'utf8')).toContain('ENT Essai');

  const [explained, previewed, verified, refused] = await Promise.all([
    home.preau('cause', 'explain', 'ent-essai'),
    home.preau('notice', 'preview', '--json'),
    home.preau('journal', 'verify', '--json'),
    home.preau('notice', 'cancel', 'no/such/1'),
  ]);
  expect(explained.out).toContain('Ce qui va dans ce sens');
  const { notices } = JSON.parse(previewed.out) as { notices: readonly unknown[] };
  expect(notices[0]).toMatchObject({ text: { smsSegments: 1 }, plan: { mails: 3 } });
  expect([verified.code, verified.err]).toEqual([0, '']);
  expect(refused).toMatchObject({ code: 1, out: expect.stringContaining('Refusé') });

  const { tookMs, code } = await running.interrupt();
  expect(code).toBe(0);
  expect(tookMs).toBeLessThan(2_000);
  expect(await answer()).toBe(MIRROR);
  expect((await home.preau('names', 'status')).out).toContain('100 % vers le miroir');
  expect((await home.preau('names', 'stop')).code).toBe(0);
  expect((await home.preau('shelter', 'ent-essai', ...WHY)).code).toBe(5);
});

test.concurrent('with no home, shelter still turns DNS and says what is not done; the next home takes it over', {
  timeout: 60_000,
}, async () => {
  await using home = await smallHome();
  const first = await home.start();
  const answer = async () => (await valuesOf(first.addresses.dns.port, NAME))[0];
  await until(async () => (await first.ent()).mirror?.fit === true);
  await first.kill();

  const glass = await home.preau('shelter', 'ent-essai', '--reason', 'incendie');
  expect(glass).toMatchObject({ code: 0, err: '' });
  expect(glass.out).toContain('Rien n’est écrit au journal');
  expect(await answer()).toBe(MIRROR);
  expect((await home.preau('veto', 'ent-essai', ...WHY)).code).toBe(5);

  const second = await home.start();
  expect(second.addresses.dns).toEqual(first.addresses.dns);
  await until(async () => (await second.ent()).heldByPerson);
  const released = await home.preau('release', 'ent-essai', ...WHY, '--by', 'A. Martin');
  expect(released).toMatchObject({ code: 0, out: expect.stringContaining('vérifié') });
  expect(await answer()).toBe(ORIGIN);
  const vetoed = await home.preau('veto', 'ent-essai', ...WHY, '--json');
  expect(JSON.parse(vetoed.out)).toMatchObject({ kind: 'done', journalled: true });
  await second.kill();

  expect((await home.preau('shelter', 'ent-essai', ...WHY)).code).toBe(0);
  const freed = await home.preau('release', 'ent-essai', '--reason', 'fin', '--json');
  expect(JSON.parse(freed.out)).toMatchObject({ journalled: false, mirrorShare: 0 });
  expect(await answer()).toBe(ORIGIN);

  // The hand ended the order to stay; the veto stands, and the next home gives the order again.
  const third = await home.start();
  await until(() => isKept(home.data));
  await until(async () => (await third.ent()).verified);
  await home.killOrigin();
  await until(async () => (await third.ent()).standing === 'down');
  expect(await answer()).toBe(ORIGIN);
  expect(await home.preau('journal', 'verify')).toMatchObject({ code: 0 });
});

/** Whether the name server has an order to keep the ENT's visitors at its origin. */
async function isKept(data: string): Promise<boolean> {
  const names = await readNamesFile(join(data, 'names'));
  const state = names === null ? null : JSON.stringify(await askNames(names, 'GET', '/state'));
  return /"id":"ent-essai.origin"[^}]*"disabled":true/.test(state ?? '');
}
