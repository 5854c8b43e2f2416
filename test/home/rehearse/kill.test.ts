// Goal: killed at any moment, a home loses no notice, doubles none, and its journal verifies.
// Method: a real rehearsal of some fifteen seconds; its home, then its supervisor, get SIGKILL.
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createLocalDns } from '../../../adapters/local/dns.ts';
import { platformsOf } from '../../../config/platforms-of.ts';
import { platformId } from '../../../core/units.ts';
import { readNamesFile } from '../../../home/names/names-file.ts';
import { loadRehearsal } from '../../../home/rehearse/load-rehearsal.ts';
import type { News } from '../../../home/rehearse/news.ts';
import { readProgress } from '../../../home/rehearse/progress-file.ts';
import { runRehearsal } from '../../../home/rehearse/run-rehearsal.ts';
import { childrenOf, isAlive, until } from './processes.ts';
import { reportShape } from './report-shape.ts';
import { startPreau } from './start-preau.ts';
import { type TinyRehearsal, tinyRehearsal } from './tiny-rehearsal.ts';
import { journalOf, type Traces, tracesOf } from './traces.ts';

const cleanUp: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const end of cleanUp.splice(0).toReversed()) await end();
});

describe('a home that is killed', () => {
  it('is started again, each time, and loses and doubles nothing', async () => {
    const tiny = await opened();
    // A home takes two seconds to stand, on a busy machine five: at the usual pace it would be killed
    // six times before it has measured a mirror, and health alone would turn.
    await tiny.edit('scenario.yaml', (text) => text.replace('pace: 60', 'pace: 30'));
    const kills: string[] = [];
    const news: News[] = [];
    const kill = (why: string): void => {
      for (const { pid } of childrenOf(process.pid, 'home-process.ts'))
        process.kill(pid, 'SIGKILL');
      kills.push(why);
    };
    const moments: Moment[] = [
      ['right after the fall is confirmed', turnsTo(1)],
      ['while a notice is being sent', accepted('outage')],
      [
        'when it has just been started again',
        (one) => one.kind === 'home-back' && kills.length > 1,
      ],
      ['on the way back', turnsTo(0.5)],
      ['while the last word is being sent', accepted('recovery')],
    ];
    const running = await runRehearsal({
      rehearsal: loadRehearsal(tiny.folder),
      dataFolder: tiny.data,
      fresh: true,
      tell: (one) => {
        news.push(one);
        const now = moments.findIndex(([, isNow]) => isNow(one));
        const [moment] = now < 0 ? [] : moments.splice(now, 1);
        if (moment === undefined) return;
        kill(moment[0]);
        if (one.kind === 'home-back') void killAsItStarts(kill);
      },
    });
    cleanUp.push(() => running.stop());
    const report = await running.report;

    expect(moments.map(([why]) => why)).toEqual([]);
    expect(news.filter(({ kind }) => kind === 'home-died').length).toBeGreaterThanOrEqual(5);
    expect(report.promises.filter(({ held }) => !held)).toEqual([]);
    const traces = await tracesOf(tiny);
    expectNothingLost(traces);
    expect(toldTwiceOrSkipped(news)).toEqual([]);
    expect(await answersOf(tiny)).toEqual({ 'ent-nord': 0, 'ent-sud': 0 });
  }, 150_000);
});

describe('a rehearsal that is killed as a whole', () => {
  it('leaves nothing behind but the name server, and goes on where it was', {
    timeout: 90_000,
  }, async () => {
    const tiny = await opened();
    const first = preau(tiny, []);
    await until('the first notice is on its way', async () =>
      (await journalOf(tiny).catch(() => [])).some(
        ({ event }) => event.kind === 'notice-first-accepted',
      ),
    );
    const children = childrenOf(first.pid, '-process.ts');
    const names = await readNamesFile(join(tiny.run, 'names'));
    expect(children.map(({ command }) => /(\w+)-process/.exec(command)?.[1])).toEqual(
      expect.arrayContaining(['home', 'stage']),
    );
    process.kill(first.pid, 'SIGKILL');
    await until('its children have ended', () => !children.some(({ pid }) => isAlive(pid)), 2_000);
    expect(isAlive(names?.pid ?? 0)).toBe(true);
    expect(Object.keys(await answersOf(tiny))).toEqual(['ent-nord', 'ent-sud']);

    const second = preau(tiny, ['--json']);
    const { code, stdout, stderr } = await second.ended;
    expect(stderr).toBe('');
    const report = reportShape.parse(JSON.parse(stdout));
    expect(report.promises.filter(({ held }) => !held)).toEqual([]);
    expect(code).toBe(0);
    expect(readProgress(join(tiny.run, 'rehearsal.json'))).toMatchObject({
      state: 'finished',
      resumed: 1,
    });
    expectNothingLost(await tracesOf(tiny));
  });
});

type Moment = readonly [string, (news: News) => boolean];

async function opened(): Promise<TinyRehearsal> {
  const tiny = await tinyRehearsal();
  cleanUp.push(() => tiny.remove());
  return tiny;
}

const turnsTo =
  (share: number) =>
  (news: News): boolean =>
    news.kind === 'entry' &&
    news.entry.actions.some((one) => one.kind === 'turn-dns' && one.mirrorShare === share);

const accepted =
  (phase: string) =>
  (news: News): boolean =>
    news.kind === 'entry' &&
    news.entry.event.kind === 'notice-first-accepted' &&
    news.after.notices[news.entry.event.notice]?.content.phase === phase;

/** The process that replaces a killed one is killed too, before it can say that it is ready. */
async function killAsItStarts(kill: (why: string) => void): Promise<void> {
  await until(
    'a new home is starting',
    () => childrenOf(process.pid, 'home-process.ts').length > 0,
  );
  kill('while it starts');
}

function preau(tiny: TinyRehearsal, options: readonly string[]) {
  const argv = ['rehearse', tiny.folder, '--once', '--data', tiny.data, ...options];
  const started = startPreau(argv);
  cleanUp.push(() => started.kill());
  return started;
}

/** What the living name server answers: the part that points to the mirror, by platform. */
async function answersOf(tiny: TinyRehearsal): Promise<Record<string, number>> {
  const platforms = platformsOf(loadRehearsal(tiny.folder).config);
  const names = await readNamesFile(join(tiny.run, 'names'));
  if (names === null) throw new Error('there is no name server');
  const { controlPort, token, dnsPort: port } = names;
  const dns = createLocalDns({
    platforms,
    controlPort,
    token,
    server: { address: '127.0.0.1', port },
  });
  const shares = ['ent-nord', 'ent-sud'].map(async (id) => {
    const [answer] = await dns.askAuthorities(platformId(id), 4);
    return [id, answer?.mirrorShare ?? -1] as const;
  });
  return Object.fromEntries(await Promise.all(shares));
}

function expectNothingLost({ broken, owed, boxes, undone, entries }: Traces): void {
  expect(broken).toEqual([]);
  expect(undone).toEqual([]);
  expect(owed.length).toBeGreaterThan(50);
  expect(owed.filter(({ state }) => state === 'planned' || state === 'claimed')).toEqual([]);
  const shown = boxes.map(
    ({ channel, recipient, subject }) => `${channel} ${recipient} ${subject}`,
  );
  expect(shown.filter((one, index) => shown.indexOf(one) !== index)).toEqual([]);
  const count = (list: readonly { channel: string }[], channel: string) =>
    list.filter((one) => one.channel === channel).length;
  // The sink keeps a mail that it then says it could not deliver.
  const mails = owed.filter(({ state }) => state !== 'unknown');
  expect(count(boxes, 'mail')).toBe(count(mails, 'mail'));
  expect(count(boxes, 'sms')).toBeGreaterThanOrEqual(count(mails, 'sms'));
  expect(count(boxes, 'sms')).toBeLessThanOrEqual(count(owed, 'sms'));
  // Each turn that was decided last was carried out, whoever was killed meanwhile.
  const ordered = entries.flatMap(({ actions }) =>
    actions.filter((action) => action.kind === 'turn-dns'),
  );
  const turned = entries.flatMap(({ event }) => (event.kind === 'dns-turned' ? [event] : []));
  expect(ordered.length).toBeGreaterThan(0);
  for (const id of new Set(ordered.map(({ platform }) => platform))) {
    const last = ordered.findLast(({ platform }) => platform === id);
    const seen = turned.findLast(({ platform }) => platform === id);
    expect(seen).toMatchObject({ turn: last?.turn, verified: true });
  }
}

/** The numbers of the entries that were told out of order: each belongs after the one before. */
function toldTwiceOrSkipped(news: readonly News[]): readonly number[] {
  const told = news.flatMap((one) => (one.kind === 'entry' ? [one.entry.seq] : []));
  return told.filter((seq, index) => seq !== (told[index - 1] ?? 0) + 1);
}
