// Goal: whatever a log holds it is read in bounded memory and time, and what was passed over is told.
// Method: files of garbage, bombs, cut and damaged archives, clocks that jump; a gigabyte without a line end.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { readPhases } from '../../../../adapters/local/access-log/read-phases.ts';
import {
  BLOCK_BYTES,
  createLineSplitter,
} from '../../../../adapters/local/access-log/split-lines.ts';
import { summariseLogs } from '../../../../adapters/local/access-log/summarise-logs.ts';
import { planOf } from '../../../../bench/cause/log-plan.ts';
import { makeLog } from '../../../../bench/cause/make-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'preau-bad-logs-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function write(content: string | Uint8Array): string {
  files += 1;
  const path = join(folder, `${files}.log`);
  writeFileSync(path, content);
  return path;
}

const LOG = [...makeLog({ seed: 9, phases: planOf('calm:240:8,flash:200:60') })].join('');
const LINES = LOG.trimEnd().split('\n');
const summarise = (...paths: readonly string[]) => summariseLogs({ files: paths });
const honest = await summarise(write(LOG));
const readings = ['calm', 'crowd'];

describe('lines that are none', () => {
  test('are counted by reason, with the first place of each, and the rest is read', async () => {
    const bad = ['', 'foo bar', 'a\0b', 'x'.repeat(20_000), '"'.repeat(5_000), '\u001b[2J'];
    const mixed = [...LINES.slice(0, 100), ...bad, ...LINES.slice(100)];
    const path = write(mixed.join('\n'));
    const { skipped, requests, phases } = await summarise(path);
    const at = (line: number) => ({
      file: path,
      line,
      byte: Buffer.byteLength(`${mixed.slice(0, line - 1).join('\n')}\n`),
    });
    expect(skipped).toEqual({
      empty: { count: 1, first: at(101) },
      'other-format': { count: 3, first: at(102) },
      binary: { count: 1, first: at(103) },
      'too-long': { count: 1, first: at(104) },
    });
    expect(requests).toBe(honest.requests);
    expect(phases.map(({ reading }) => reading)).toEqual(readings);
  });

  test('alone give no phase, no baseline and no reading', async () => {
    const summary = await summarise(write(Buffer.from(LOG).map((byte) => byte ^ 0x55)));
    expect(summary).toMatchObject({ requests: 0, baseline: null, phases: [] });
    expect(summary.files[0]?.format).toBeNull();
    expect((await summarise(write(''))).lines).toBe(0);
  });

  test('Windows ends its lines otherwise, and a last line may have no end', async () => {
    const { requests, skipped } = await summarise(write(LINES.join('\r\n')));
    expect(requests).toBe(LINES.length);
    expect(skipped).toEqual({});
  });
});

test('a gigabyte without a line end takes one block of memory, and counts as one line', () => {
  const told: string[] = [];
  let taken = '';
  const splitter = createLineSplitter({
    take: (bytes, from, to, offset) => {
      taken += `${offset}:${Buffer.from(bytes.subarray(from, to)).toString()}`;
    },
    tooLong: (offset) => told.push(`too long at ${offset}`),
  });
  const push = (text: string) => {
    splitter.room().set(Buffer.from(text));
    splitter.filled(text.length);
  };
  push('one\n');
  let length = 0;
  while (length < 2 ** 30) {
    const room = splitter.room();
    expect(room.length).toBeLessThanOrEqual(BLOCK_BYTES);
    expect(room.length).toBeGreaterThan(0);
    length += room.length;
    splitter.filled(room.length);
    // The block is the splitter's own and full of zeros after its first line.
    if (length === room.length) splitter.room().fill(0);
  }
  push('\ntwo\n');
  splitter.end();
  expect(told).toEqual(['too long at 4']);
  expect(taken).toBe(`0:one\n${4 + length + 1}:two\n`);
});

describe('archives', () => {
  const archive = gzipSync(LOG);

  test.each([
    ['gzip', gzipSync(LOG)],
    ['zstd', zstdCompressSync(Buffer.from(LOG))],
  ])('%s reads as the plain log', async (compression, bytes) => {
    const summary = await summarise(write(bytes));
    expect(summary.files[0]).toMatchObject({ compression, fault: null });
    expect(summary.phases).toEqual(honest.phases);
  });

  test('one that was cut short is read as far as it goes, and said to be', async () => {
    const summary = await summarise(write(archive.subarray(0, Math.floor(archive.length * 0.7))));
    expect(summary.files[0]?.fault).toBe('truncated');
    expect(summary.requests).toBeGreaterThan(honest.requests / 3);
    expect(summary.phases.map(({ reading }) => reading)).toEqual(readings);
  });

  test('one that was damaged is read as far as it goes, and said to be', async () => {
    const damaged = Buffer.from(archive);
    damaged.fill(0xff, damaged.length / 2, damaged.length / 2 + 400);
    const summary = await summarise(write(damaged));
    expect(summary.files[0]?.fault).toBe('damaged');
    expect(summary.requests).toBeGreaterThan(1_000);
  });

  test('several in one file are one log', async () => {
    const half = LOG.indexOf('\n', LOG.length / 2) + 1;
    const both = Buffer.concat([gzipSync(LOG.slice(0, half)), gzipSync(LOG.slice(half))]);
    expect((await summarise(write(both))).phases).toEqual(honest.phases);
  });

  test('a bomb is left where it shows to be one', async () => {
    const zeros = Buffer.alloc(160 * 2 ** 20);
    const summary = await summarise(write(gzipSync(zeros, { level: 9 })));
    expect(summary.files[0]?.fault).toBe('bomb');
    expect(summary.files[0]?.bytes).toBeLessThan(zeros.length);
    expect(summary.skipped['too-long']?.count).toBe(1);
  });
});

describe('time', () => {
  test('lines in any order, in files in any order, are one log', async () => {
    const third = Math.floor(LINES.length / 3);
    const parts = [LINES.slice(2 * third), LINES.slice(0, third), LINES.slice(third, 2 * third)];
    const paths = parts.map((lines) => write(lines.toReversed().join('\n')));
    const summary = await summarise(...paths);
    expect(summary.requests).toBe(LINES.length);
    expect(summary.phases.map(({ reading }) => reading)).toEqual(readings);
    expect(summary.clockBack?.count).toBeGreaterThan(0);
    expect(honest.clockBack).toBeNull();
  });

  test('a clock that was years off for some lines does not stretch the log', async () => {
    const jumped = LINES.map((line, index) =>
      index > 50 && index < 60 ? line.replace('Apr/2021', 'Jan/1999') : line,
    );
    const summary = await summarise(write(jumped.join('\n')));
    expect(summary.outside).toBe(9);
    expect(summary.clockBack?.count).toBe(9);
    expect(summary.clockBack?.first.line).toBe(52);
    expect(summary.phases.map(({ reading }) => reading)).toEqual(readings);
  });

  test('a time that is asked for bounds what is counted, and silence at its end shows', async () => {
    const [from, to] = [1_617_688_800 + 60, 1_617_688_800 + 900];
    const summary = await summariseLogs({ files: [write(LOG)], fromSec: from, toSec: to });
    expect(summary.phases.map(({ reading }) => reading)).toEqual([...readings, 'silence']);
    expect(summary.outside).toBe(honest.requests - summary.requests);
  });
});

describe('files that are none', () => {
  test('all are named at once', async () => {
    mkdirSync(join(folder, 'folder'), { recursive: true });
    const missing = join(folder, 'missing.log');
    await expect(summarise(join(folder, 'folder'), missing)).rejects.toMatchObject({
      code: 'log-unreadable',
      message: expect.stringMatching(/folder \(EISDIR\); .*missing\.log \(ENOENT\)/),
    });
  });

  // Root may read anything.
  test.skipIf(process.getuid?.() === 0)('so is one that may not be read', async () => {
    const hidden = write(LOG);
    chmodSync(hidden, 0o000);
    await expect(summarise(hidden)).rejects.toMatchObject({ code: 'log-unreadable' });
  });

  test.each([
    ['calm,1,2\nflash,oops,3', /2: flash,oops,3/],
    ['calm,5,2', /1: calm,5,2/],
    ['a,1,10\nb,5,20', /a \/ b/],
    ['', /none/],
  ])('phases of %j are refused, with the place', async (text, message) => {
    await expect(readPhases(write(text))).rejects.toMatchObject({
      message: expect.stringMatching(message),
    });
  });

  test('phases may have headings, further columns, and times as people write them', async () => {
    const text =
      'phase,start_epoch,end_epoch,lines\r\nb,2021-04-06T08:10:00+02:00,2021-04-06T06:20:00Z,7\r\na,1617688800,1617689400,9\r\n';
    expect(await readPhases(write(text))).toEqual([
      { name: 'a', fromSec: 1_617_688_800, toSec: 1_617_689_400 },
      { name: 'b', fromSec: 1_617_689_400, toSec: 1_617_690_000 },
    ]);
  });
});

describe('time far from the rest of a log', () => {
  test.each([
    ['01/Jan/1970:00:00:07 +0000'],
    ['01/Jan/9999:00:00:07 +0000'],
    ['01/Jan/0001:00:00:07 +0000'],
  ])('of a tenth of its lines leaves its phases as they are: %s', async (time) => {
    const off = LINES.slice(0, LINES.length / 9).map((line) =>
      line.replace(/\[[^\]]*/, `[${time}`),
    );
    const summary = await summarise(write([...off, ...LINES].join('\n')));
    expect(summary.phases.map(({ reading }) => reading)).toEqual(readings);
    expect(summary.phases.map(({ requests }) => requests > 0)).toEqual([true, true]);
    expect(summary.requests).toBe(honest.requests);
    expect(summary.outside).toBe(off.length);
  });

  test('of JSON lines, written as numbers of any size, is none or far', async () => {
    const times = ['1617688800.5', '1e308', '-5', '1617688800000000000000', '99999999999'];
    const lines = Array.from(
      { length: 3_000 },
      (_, index) =>
        `{"ts":${times[index % times.length]},"remote_ip":"192.0.2.${index % 250}","request":{"uri":"/"},"status":200}`,
    );
    const { phases, lines: all } = await summarise(write(lines.join('\n')));
    expect(all).toBe(3_000);
    expect(phases.length).toBeLessThanOrEqual(1);
  });

  test('beyond any calendar is none, also where all lines have it', async () => {
    const line = '{"ts":1e18,"remote_ip":"192.0.2.1","request":{"uri":"/"},"status":200}\n';
    const { requests, skipped } = await summarise(write(line.repeat(100)));
    expect(requests).toBe(0);
    expect(skipped['other-format']?.count).toBe(100);
  });

  test('of what people ask for is that of its lines and what is near', async () => {
    const path = write(LOG);
    const year = { files: [path], fromSec: 0, toSec: Date.UTC(2100) / 1_000 };
    const { phases } = await summariseLogs(year);
    const told = phases.map(({ reading }) => reading).filter((one) => one !== 'silence');
    expect(told).toEqual(readings);
  });
});

test('threads count what one thread counts, and the same each time', async () => {
  const text = LOG.repeat(4);
  const [plain, packed] = [write(text), write(gzipSync(text))];
  const run = async (path: string, threads: number) =>
    (await summariseLogs({ files: [path], threads })).phases;
  const told = (phases: Awaited<ReturnType<typeof run>>) =>
    phases.map(({ comparison, ...phase }) => ({
      ...phase,
      known: comparison?.knownNetworkShare,
      path: comparison?.topPath,
    }));
  const one = told(await run(plain, 0));
  const threads = await run(packed, 2);
  expect(told(await run(plain, 2))).toEqual(one);
  expect(told(threads)).toEqual(one);
  expect(await run(packed, 2)).toEqual(threads);
}, 60_000);

test('a calm log of its own is what a log is set against', async () => {
  const calm = [...makeLog({ seed: 9, phases: planOf('calm:400:8') })].join('');
  const crowd = LOG.slice(LOG.indexOf('08:05:00') - 40).replace(/^[^\n]*\n/, '');
  const summary = await summariseLogs({ files: [write(crowd)], baseline: [write(calm)] });
  expect(summary.baseline).toMatchObject({
    source: 'file',
    requests: calm.trimEnd().split('\n').length,
  });
  expect(summary.phases.map(({ reading }) => reading)).toEqual(['crowd']);
});

test('never are there more addresses, networks or agents than requests', async () => {
  // So many that differ that estimates lie above as often as below.
  for (let seed = 0; seed < 8; seed += 1) {
    const lines = Array.from({ length: 3_000 }, (_, index) => {
      const second = String(index % 60).padStart(2, '0');
      const net = `88.${seed}${index % 25}.${Math.floor(index / 25)}`;
      return `${net}.1 - - [06/Apr/2021:08:00:${second} +0200] "GET / HTTP/1.1" 200 5 "-" "a${seed}.${index}"`;
    });
    const { phases } = await summarise(write(lines.join('\n')));
    for (const { requests, addresses, networks, agents } of phases)
      expect(Math.max(addresses, networks, agents.distinct)).toBeLessThanOrEqual(requests);
  }
});

test('nothing of a summary tells an address', async () => {
  const told = LINES.map((line, index) =>
    index % 2 ? line.replace(/"GET \S+/, '"GET /ip/192.0.2.77') : line,
  );
  expect(JSON.stringify(await summarise(write(told.join('\n'))))).not.toMatch(
    /\d+\.\d+\.\d+\.\d+(?!\d)(?<!\.0)/,
  );
});

test.skipIf(process.platform === 'win32')(
  'a pipe is refused and not waited for, as a log and as its phases',
  { timeout: 10_000 },
  async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    await expect(summarise(pipe)).rejects.toMatchObject({ code: 'log-unreadable' });
    await expect(readPhases(pipe)).rejects.toMatchObject({ code: 'log-unreadable' });
  },
);
