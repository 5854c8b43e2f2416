// Goal: an origin's access log tells a crowd, a flood, both, silence and a fault apart.
// Method: small logs from a seeded generator with published figures, read back from a temp folder.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { createLogTraffic, summariseSpans } from '../../../adapters/local/traffic.ts';
import type { LogsSummary } from '../../../adapters/local/access-log/logs-summary.ts';
import { judge } from '../../../core/cause/judge.ts';
import { signalsFromTraffic } from '../../../core/cause/signals-from-traffic.ts';
import { epochMs, platformId } from '../../../core/units.ts';
import { accessLog, type Stretch } from '../../fixtures/cause/access-log.ts';
import { on6April, signal, speech, table } from '../../fixtures/cause/speech.ts';

const folder = mkdtempSync(join(tmpdir(), 'preau-traffic-'));
afterAll(() => rmSync(folder, { recursive: true }));

const CALM: Stretch = { minutes: 15, pupils: 80 };
let files = 0;

function write(content: string | Buffer, ending = 'log'): string {
  files += 1;
  const path = join(folder, `${files}.${ending}`);
  writeFileSync(path, content);
  return path;
}

async function read(stretch: Stretch, ending: 'log' | 'log.gz' = 'log') {
  const { text, spans } = accessLog([CALM, stretch]);
  const [baseline, window] = spans;
  if (baseline === undefined || window === undefined) throw new Error('two spans');
  const path = write(ending === 'log' ? text : gzipSync(text), ending);
  const summary = await summariseSpans(path, window, baseline);
  return { summary, comparison: fallOf(summary).comparison };
}

const fallOf = ({ phases }: LogsSummary) => {
  const fall = phases.find(({ name }) => name === 'fall');
  if (fall === undefined) throw new Error('no phase of the fall');
  return fall;
};

async function signalsOf(stretch: Stretch) {
  const { comparison } = await read(stretch);
  if (comparison === null) throw new Error('no comparison');
  return signalsFromTraffic({ at: on6April('08:10'), traffic: comparison, speech });
}

const featuresOf = async (stretch: Stretch) =>
  (await signalsOf(stretch)).map(({ feature }) => feature);

const FLOOD_AND_CROWD: Stretch = {
  minutes: 5,
  pupils: 250,
  crowd: true,
  flood: 280,
  floodPath: '/',
};

test('a crowd of regulars', async () => {
  expect(await featuresOf({ minutes: 5, pupils: 500, crowd: true })).toEqual(['traffic-crowd']);
});

test('a botnet on one address', async () => {
  const botnet = { minutes: 5, pupils: 80, flood: 700, floodPath: '/' };
  expect(await featuresOf(botnet)).toEqual(['traffic-composition']);
});

test('a slow flood, each address once with its own query', async () => {
  const { comparison } = await read({ minutes: 5, pupils: 80, flood: 500, lowAndSlow: true });
  expect(comparison?.uniqueQueryShare).toBeGreaterThan(0.8);
  expect(comparison?.requestsPerAddressP99).toBeLessThan(10);
  expect(comparison?.knownNetworkShare).toBeLessThan(0.25);
});

test('a crowd and a flood at once settle nothing, even on a day of crowds', async () => {
  const mixed = await signalsOf(FLOOD_AND_CROWD);
  expect(mixed.map(({ feature }) => feature)).toContain('traffic-mixed');
  const verdict = judge({
    at: on6April('08:30'),
    signals: [...mixed, signal('calendar-crowd'), signal('latency-knee'), signal('http-gateway')],
    claims: [],
    confirmedCause: null,
    table,
  });
  expect(verdict.cause).toBe('undetermined');
  expect(verdict.open.toSorted()).toEqual(['attack', 'overload']);
});

test('errors at an even pace are no rise', async () => {
  const fault = { minutes: 5, pupils: 80, loginErrors: 0.85 };
  expect(await featuresOf(fault)).toEqual(['traffic-flat']);
  expect((await read(fault)).comparison?.serverErrorShare).toBeGreaterThan(0.1);
});

test('silence', async () => {
  expect(await featuresOf({ minutes: 5, pupils: 0 })).toEqual(['traffic-silent']);
});

test('a compressed log gives the same as a plain one', async () => {
  const [compressed, plain] = [await read(FLOOD_AND_CROWD, 'log.gz'), await read(FLOOD_AND_CROWD)];
  expect(compressed.summary.phases).toEqual(plain.summary.phases);
  expect(compressed.summary.files[0]?.compression).toBe('gzip');
});

test('a long log is entered near its window, and nothing is lost of it', async () => {
  const { text, spans } = accessLog([
    { minutes: 200, pupils: 60 },
    CALM,
    { minutes: 5, pupils: 400, crowd: true },
    { minutes: 10, pupils: 60 },
  ]);
  const [, baseline, window] = spans;
  if (baseline === undefined || window === undefined) throw new Error('spans');
  const summary = await summariseSpans(write(text), window, baseline);
  expect(text.length).toBeGreaterThan(1_000_000);
  expect(summary.files[0]?.bytes).toBeLessThan(text.length - 300_000);
  expect(summary.baseline?.requests).toBe(15 * 80);
  expect(fallOf(summary).requests).toBe(5 * 400);
});

test('hostile lines are passed over and counted, and the rest is read', async () => {
  const { text, spans } = accessLog([CALM, { minutes: 5, pupils: 300, crowd: true }]);
  const [baseline, window] = spans;
  if (baseline === undefined || window === undefined) throw new Error('spans');
  const bad = ['', 'x'.repeat(100_000), '"'.repeat(5_000), '[[[', '\u0000\u001b[2J', '- - [] ""'];
  const honest = await summariseSpans(write(text), window, baseline);
  const summary = await summariseSpans(write(`${bad.join('\n')}\n${text}`), window, baseline);
  expect(
    Object.fromEntries(Object.entries(summary.skipped).map(([why, met]) => [why, met.count])),
  ).toEqual({ empty: 1, 'too-long': 1, binary: 1, 'other-format': 3 });
  expect(fallOf(summary).requests).toBe(fallOf(honest).requests);
  expect(fallOf(summary).reading).toBe(fallOf(honest).reading);
});

test('reads ISO times, IPv6 networks and escaped quotes', async () => {
  const line = (minute: number, address: string) =>
    `${address} - - [2021-04-06T08:${String(minute).padStart(2, '0')}:00+02:00] "GET /a\\"b?x=1 HTTP/2" 503 1 "-" "q\\"q"\n`;
  const calm = Array.from({ length: 40 }, (_, index) =>
    line(index % 4, '2001:db8:1:2::9'),
  ).toSorted();
  const now = Array.from({ length: 40 }, (_, index) =>
    line(5, index % 2 ? '2001:db8:1:ffff::1' : '2001:db8:7::1'),
  );
  const summary = await summariseSpans(
    write([...calm, ...now].join('')),
    { from: on6April('08:05'), to: on6April('08:06') },
    { from: on6April('08:00'), to: on6April('08:05') },
  );
  expect(summary.skipped).toEqual({});
  expect(fallOf(summary).comparison).toMatchObject({
    knownNetworkShare: 0.5,
    serverErrorShare: 1,
    refererShare: 0,
  });
});

test('nothing of a summary tells an address', async () => {
  const { comparison } = await read(FLOOD_AND_CROWD);
  expect(JSON.stringify(comparison)).not.toMatch(/\d+\.\d+\.\d+\.\d+/);
});

test('a platform whose log is not shared, and a baseline too thin, give no comparison', async () => {
  const traffic = createLogTraffic({ pathOf: () => null });
  const span = { from: epochMs(0), to: epochMs(60_000) };
  expect(await traffic.summarise(platformId('ent'), span, span)).toBeNull();
  const thin = createLogTraffic({ pathOf: () => write('') });
  expect(await thin.summarise(platformId('ent'), span, span)).toBeNull();
});

test('a log that is not there says what to check', async () => {
  const traffic = createLogTraffic({ pathOf: () => join(folder, 'none.log') });
  const span = { from: epochMs(0), to: epochMs(60_000) };
  await expect(traffic.summarise(platformId('ent'), span, span)).rejects.toMatchObject({
    code: 'log-unreadable',
    retryable: true,
  });
});
