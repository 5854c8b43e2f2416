import { type LogRandom, zipf } from './log-random.ts';

/** First bytes of addresses of French access providers. */
const FRENCH = [
  2, 5, 31, 37, 46, 62, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95,
  109, 176, 178, 193, 194, 195, 212, 213, 217,
];
const NETWORKS = 4_000;
const BROWSERS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/89.0.4389.114 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:87.0) Gecko/20100101 Firefox/87.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 14_4_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/14.0.3 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 10; SM-A405FN) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/89.0.4389.105 Mobile Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/14.0.3 Safari/605.1.15',
  'Mozilla/5.0 (X11; CrOS x86_64 13729.56.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/89.0.4389.95 Safari/537.36',
];

export interface Client {
  readonly address: string;
  readonly agent: string;
}

export interface People {
  /** One of the pupils and teachers, some of whom come more often than others. */
  pupil(): Client;
  /** One of a botnet's machines, anywhere. */
  bot(): Client;
  /** An address that nobody had before, with a browser of the pupils'. */
  stranger(): Client;
  /** The same with a browser that is made up. */
  scraper(): Client;
}

export interface PeopleOptions {
  readonly users: number;
  /** Part of the users in networks that come in calm weeks too (Jung 2002: .43 to .83 in crowds). */
  readonly known: number;
  readonly bots: number;
}

const TOOLS = [
  'python-requests/2.25.1',
  'Go-http-client/1.1',
  'Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/41.0.2228.0 Safari/537.36',
];
const OLD_SYSTEMS = [
  'Windows 98; lt-LT',
  'Windows NT 5.1',
  'Macintosh; PPC Mac OS X 10_12_2',
  'X11; Linux i686',
  'iPad; CPU iPad OS 4_2_1',
];

/** Those who ask: users live in networks whose sizes are Zipf's, bots anywhere. */
export function people(random: LogRandom, { users, known, bots }: PeopleOptions): People {
  const network = () => `${pick(FRENCH, random)}.${random.below(256)}.${random.below(256)}`;
  const [regular, fresh] = [
    Array.from({ length: NETWORKS }, network),
    Array.from({ length: NETWORKS }, network),
  ];
  const place = zipf(NETWORKS, 1);
  const crowd = Array.from({ length: users }, () => ({
    address: `${(random.next() < known ? regular : fresh)[place(random)]}.${1 + random.below(254)}`,
    agent: pick(BROWSERS, random),
  }));
  const anywhere = () =>
    `${1 + random.below(223)}.${random.below(256)}.${random.below(256)}.${1 + random.below(254)}`;
  const botnet = Array.from({ length: bots }, () => ({
    address: anywhere(),
    agent: pick(TOOLS, random),
  }));
  return {
    pupil: () => crowd[Math.floor(users * random.next() ** 1.3)] as Client,
    bot: () => botnet[Math.floor(bots * random.next() ** 2)] as Client,
    stranger: () => ({ address: anywhere(), agent: pick(BROWSERS, random) }),
    scraper: () => ({ address: anywhere(), agent: madeUp(random) }),
  };
}

function madeUp(random: LogRandom): string {
  const kit = `53${1 + random.below(8)}.${random.below(40)}`;
  const chrome = `${13 + random.below(50)}.0.${800 + random.below(90)}.0`;
  return `Mozilla/5.0 (${pick(OLD_SYSTEMS, random)}) AppleWebKit/${kit} (KHTML, like Gecko) Chrome/${chrome} Safari/${kit}`;
}

export const pick = <One>(list: readonly One[], random: LogRandom): One =>
  list[random.below(list.length)] as One;
