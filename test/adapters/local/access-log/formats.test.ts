// Goal: each format is told by its own lines and read to the same facts, address kept by nobody.
// Method: lines as the makers' own pages show them; one reader each; then a log of each, whole.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { chooseShape, openReader } from '../../../../adapters/local/access-log/choose-reader.ts';
import { createLogRecord } from '../../../../adapters/local/access-log/log-record.ts';
import { summariseLogs } from '../../../../adapters/local/access-log/summarise-logs.ts';
import { planOf } from '../../../../bench/cause/log-plan.ts';
import { makeLog } from '../../../../bench/cause/make-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'preau-formats-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What is read of the last of some lines. */
function read(...lines: readonly string[]) {
  const shape = chooseShape(Buffer.from(`${lines.join('\n')}\n`));
  const last = Buffer.from(lines.at(-1) ?? '');
  const record = createLogRecord();
  if (shape === null || !openReader(shape, 7).read(last, 0, last.length, record)) return null;
  const text = (from: number, to: number) =>
    Buffer.from(record.bytes.subarray(from, to)).toString();
  return {
    format: shape.format,
    at: new Date(record.atSec * 1_000).toISOString(),
    path: text(record.pathFrom, record.pathTo),
    query: text(record.queryFrom, record.queryTo),
    status: record.status,
    sizeBytes: record.sizeBytes,
    referer: record.referer,
    agent: text(record.agentFrom, record.agentTo),
    network: record.network,
  };
}

const NETWORK = (192 << 16) | (0 << 8) | 2;
const CLOUDFRONT = [
  '#Version: 1.0',
  '#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie)',
];

describe('one line', () => {
  test.each<[string, readonly string[], object]>([
    [
      'combined',
      [
        '192.0.2.7 - - [06/Apr/2021:08:00:00 +0200] "GET /a?q=1 HTTP/1.1" 200 123 "https://x/" "Mozilla/5.0"',
      ],
      {
        format: 'combined',
        path: '/a',
        query: 'q=1',
        sizeBytes: 123,
        referer: 'yes',
        agent: 'Mozilla/5.0',
      },
    ],
    [
      'combined, with what nginx adds behind',
      [
        '192.0.2.7 - jean [06/Apr/2021:08:00:00 +0200] "GET /a HTTP/1.1" 200 0 "-" "UA" "203.0.113.9" rt=0.1',
      ],
      { path: '/a', referer: 'no', agent: 'UA' },
    ],
    [
      'combined, behind a virtual host',
      [
        'ent.example.fr:443 192.0.2.7 - - [06/Apr/2021:08:00:00 +0200] "GET /a HTTP/1.1" 200 5 "-" "UA"',
      ],
      { path: '/a' },
    ],
    [
      'combined, with quotes inside',
      [
        String.raw`192.0.2.7 - - [06/Apr/2021:08:00:00 +0200] "GET /a\"b\\ HTTP/1.1" 200 5 "\"" "say \"hi\""`,
      ],
      { path: String.raw`/a\"b\\`, referer: 'yes', agent: String.raw`say \"hi\"` },
    ],
    [
      'common',
      ['192.0.2.7 - - [06/Apr/2021:08:00:00 +0200] "GET /a HTTP/1.0" 200 -'],
      { format: 'common', path: '/a', referer: 'not-logged', agent: '', sizeBytes: 0 },
    ],
    [
      'TLS on a plain port',
      [String.raw`192.0.2.7 - - [06/Apr/2021:08:00:00 +0200] "\x16\x03\x01" 400 157 "-" "-"`],
      { path: '', status: 400 },
    ],
    [
      'nginx in JSON',
      [
        '{"time_iso8601":"2021-04-06T08:00:00+02:00","remote_addr":"192.0.2.7","request":"GET /a?q=1 HTTP/2.0","status":"200","body_bytes_sent":"12","http_referer":"","http_user_agent":"UA"}',
      ],
      { format: 'json', path: '/a', query: 'q=1', sizeBytes: 12, referer: 'no', agent: 'UA' },
    ],
    [
      'Caddy',
      [
        '{"level":"info","ts":1617688800.5,"request":{"remote_ip":"203.0.113.1","client_ip":"192.0.2.7","method":"GET","host":"x","uri":"/a?q=1","headers":{"User-Agent":["UA"],"Referer":["https://x/"]}},"status":200,"size":99}',
      ],
      { format: 'json', path: '/a', query: 'q=1', sizeBytes: 99, referer: 'yes', agent: 'UA' },
    ],
    [
      'Traefik',
      [
        '{"ClientHost":"192.0.2.7","DownstreamStatus":200,"DownstreamContentSize":7,"RequestPath":"/a","StartUTC":"2021-04-06T06:00:00.123456789Z","request_User-Agent":"UA","request_Referer":"https://x/"}',
      ],
      { format: 'json', path: '/a', sizeBytes: 7, referer: 'yes', agent: 'UA' },
    ],
    [
      'an Application Load Balancer',
      [
        'https 2021-04-06T06:00:00.186641Z app/lb/50dc6c495c0c9188 192.0.2.7:2817 10.0.0.1:80 0.086 0.048 0.037 200 200 0 57 "GET https://www.example.com:443/a?q=1 HTTP/1.1" "UA x" ECDHE TLSv1.2 arn "Root=1" "www" "arn" 1 2021-04-06T06:00:00.1Z "forward" "-" "-"',
      ],
      {
        format: 'alb',
        path: '/a',
        query: 'q=1',
        sizeBytes: 57,
        referer: 'not-logged',
        agent: 'UA x',
      },
    ],
    [
      'a classic load balancer',
      [
        '2021-04-06T06:00:00.943945Z lb 192.0.2.7:2817 10.0.0.1:80 0.1 0.2 0.3 200 200 0 29 "GET http://www.example.com:80/ HTTP/1.1" "UA" - -',
      ],
      { format: 'alb', path: '/', sizeBytes: 29 },
    ],
    [
      'CloudFront',
      [
        ...CLOUDFRONT,
        '2021-04-06\t06:00:00\tCDG50\t45\t192.0.2.7\tGET\td1.cloudfront.net\t/a\t200\t-\tMozilla/5.0%20x\tq=1\t-',
      ],
      {
        format: 'cloudfront',
        path: '/a',
        query: 'q=1',
        sizeBytes: 45,
        referer: 'no',
        agent: 'Mozilla/5.0%20x',
      },
    ],
    [
      'IIS',
      [
        '#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query c-ip cs(User-Agent) sc-status',
        '2021-04-06 06:00:00 10.0.0.1 GET /a - 192.0.2.7 Mozilla/5.0+x 200',
      ],
      { format: 'cloudfront', path: '/a', query: '', referer: 'not-logged', sizeBytes: -1 },
    ],
  ])('%s', (_name, lines, facts) => {
    expect(read(...lines)).toMatchObject({
      at: '2021-04-06T06:00:00.000Z',
      network: NETWORK,
      ...facts,
    });
  });

  test.each([
    ['192.0.2.7 - - [06/Avr/2021:08:00:00 +0200] "GET / HTTP/1.1" 200 1 "-" "-"'],
    ['192.0.2.7 - - [06/Apr/2021:25:00:00 +0200] "GET / HTTP/1.1" 200 1 "-" "-"'],
    ['192.0.2.7 - - [06/Apr/2021:08:00:00] "GET / HTTP/1.1" 200 1 "-" "-"'],
    ['192.0.2.7 - - [06/Apr/2021:08:00:00 +0200] "GET / HTTP/1.1" 999 1 "-" "-"'],
    ['192.0.2.7 - - [06/Apr/2021:08:00:00 +0200] "GET / HTTP/1.1'],
    ['- - - [06/Apr/2021:08:00:00 +0200] "GET / HTTP/1.1" 200 1 "-" "-"'],
    ['{"ts":1617688800,"status":200,"uri":"/"}'],
    ['{"ts":1617688800,'],
    ['[]'],
    ['https 2021-04-06T06:00:00Z lb'],
    [''],
  ])('%s is no line', (line) => {
    expect(read(line)).toBeNull();
  });

  test('IPv6 counts by /48, however it is written, and IPv4 inside it as itself', () => {
    const network = (address: string) =>
      read(`${address} - - [06/Apr/2021:08:00:00 +0200] "GET / HTTP/1.1" 200 1 "-" "-"`)?.network;
    expect(network('2001:db8:1:2::9')).toBe(network('2001:DB8:1:ffff::1'));
    expect(network('2001:db8:7::1')).not.toBe(network('2001:db8:1::1'));
    expect(network('::ffff:192.0.2.200')).toBe(NETWORK);
    expect(network('2001:db8:1::1')).toBeGreaterThanOrEqual(2 ** 24);
  });

  test('no line of any bytes throws, or reads outside of itself', () => {
    const shapes = ['combined', 'json', 'alb'] as const;
    const pieces = fc.oneof(
      fc.constantFrom(
        '"',
        '\\',
        '[',
        ']',
        ' ',
        '?',
        '{',
        '}',
        ':',
        '06/Apr/2021:08:00:00 +0200',
        '1.2.3.4',
        '200',
        '::',
      ),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 30 }),
        fc.constantFrom(...shapes),
        (parts, format) => {
          const line = Buffer.from(parts.join(''));
          const bytes = Buffer.concat([line, Buffer.from('"] 200 "?')]);
          const record = createLogRecord();
          if (!openReader({ format, layout: null }, 1).read(bytes, 0, line.length, record)) return;
          const end = record.bytes === bytes ? line.length : record.bytes.length;
          const { pathFrom, pathTo, queryFrom, queryTo, agentFrom, agentTo } = record;
          for (const [from, to] of [
            [pathFrom, pathTo],
            [queryFrom, queryTo],
            [agentFrom, agentTo],
          ] as const) {
            expect(from).toBeLessThanOrEqual(to);
            expect(to).toBeLessThanOrEqual(end);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

// One log in other words: what can be told in all of them must come out the same.
type Parts = readonly [
  address: string,
  day: string,
  time: string,
  target: string,
  status: string,
  size: string,
  referer: string,
  agent: string,
];
const TRANSLATE: Readonly<Record<string, (parts: Parts) => string>> = {
  json: ([address, day, time, target, status, size, referer, agent]) =>
    JSON.stringify({
      time_iso8601: `${day}T${time}+02:00`,
      remote_addr: address,
      request: `GET ${target} HTTP/1.1`,
      status,
      body_bytes_sent: size,
      http_referer: referer,
      http_user_agent: agent,
    }),
  alb: ([address, day, time, target, status, size, , agent]) =>
    `https ${day}T${utc(time)}.000000Z app/lb/1 ${address}:1 10.0.0.1:80 0 0 0 ${status} ${status} 0 ${size} "GET https://x:443${target} HTTP/1.1" "${agent}" - - -`,
  cloudfront: ([address, day, time, target, status, size, referer, agent]) =>
    [
      day,
      utc(time),
      'CDG',
      size,
      address,
      'GET',
      'h',
      target.split('?')[0],
      status,
      referer,
      encodeURIComponent(agent),
      target.split('?')[1] ?? '-',
      '-',
    ].join('\t'),
};
const utc = (time: string) =>
  `${String(Number(time.slice(0, 2)) - 2).padStart(2, '0')}${time.slice(2)}`;
const LINE =
  /^(\S+) - - \[06\/Apr\/2021:(\S+) \+0200\] "\w+ (\S+) HTTP\/1.1" (\d+) (\d+) "(.*?)" "(.*)"$/;

test('one log reads the same in every format', async () => {
  const lines = [...makeLog({ seed: 5, base: 6, phases: planOf('calm:200:6,lowslow:120:60') })]
    .join('')
    .trim()
    .split('\n');
  const parts = lines.map((line): Parts => {
    const [
      ,
      address = '',
      time = '',
      target = '',
      status = '',
      size = '',
      referer = '',
      agent = '',
    ] = LINE.exec(line) ?? [];
    return [address, '2021-04-06', time, target, status, size, referer, agent];
  });
  const of = async (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    const summary = await summariseLogs({ files: [path] });
    const flood = summary.phases[1];
    return {
      format: summary.files[0]?.format,
      skipped: summary.skipped,
      readings: summary.phases.map(({ reading }) => reading),
      requests: summary.requests,
      bytes: summary.phases.reduce((sum, { bytes }) => sum + bytes, 0),
      known: flood?.comparison?.knownNetworkShare.toFixed(1),
      topPath: flood?.comparison?.topPath,
    };
  };
  const combined = await of('combined', lines.join('\n'));
  expect(combined).toMatchObject({
    format: 'combined',
    readings: ['calm', 'flood'],
    topPath: '/directory/search',
  });
  for (const [format, translate] of Object.entries(TRANSLATE)) {
    const head = format === 'cloudfront' ? `${CLOUDFRONT.join('\n')}\n` : '';
    const text = head + parts.map(translate).join('\n');
    expect(await of(format, text)).toEqual({ ...combined, format });
  }
});
