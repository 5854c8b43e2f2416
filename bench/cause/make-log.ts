import { type Client, type People, people, pick } from './log-people.ts';
import { type LogPlan, type PlannedPhase, pacesAt, type TrafficKind } from './log-plan.ts';
import { type LogRandom, logRandom, zipf } from './log-random.ts';

/** Tuesday 6 April 2021, 8 o'clock in Paris. */
export const LOG_START_SEC = 1_617_688_800;
const PARIS_SEC = 7_200;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const PAGES = [
  '/auth/login',
  '/auth/saml/sso',
  '/timeline/timeline',
  '/',
  '/conversation/conversation',
  '/workspace/workspace',
  '/homeworks',
  '/pronote/eleve',
  '/cas/login',
  '/assets/js/app.js',
  '/assets/css/theme.css',
  '/assets/img/logo.png',
  '/schoolbook',
  '/directory/userbook/avatar',
  '/infra/public/ng-app.js',
];
const DOCUMENTS = 3_000;
/** Half of a crowd's requests are for these. */
const LOGIN_PAGES = 3;
const GATEWAY_ERRORS = [502, 503, 503, 504, 499];

/** A stretch of a made log, as its plan says it. */
export interface MadePhase {
  readonly kind: TrafficKind;
  readonly fromSec: number;
  readonly toSec: number;
}

/**
 * Make an access log in the combined format, second by second: the same one for the same plan.
 *
 * @param phases gets each phase when it is done
 */
export function* makeLog(plan: LogPlan, phases: MadePhase[] = []): Generator<string> {
  const random = logRandom(plan.seed);
  const writer = createWriter(random, plan);
  let [atSec, bytes] = [LOG_START_SEC, 0];
  do {
    for (const phase of plan.phases) {
      const fromSec = atSec;
      for (let at = 0; at < phase.seconds; at += 1) {
        const text = writer.second(phase, at, atSec);
        atSec += 1;
        bytes += text.length;
        yield text;
        if (plan.bytes !== undefined && bytes >= plan.bytes) break;
      }
      phases.push({ kind: phase.kind, fromSec, toSec: atSec });
      if (plan.bytes !== undefined && bytes >= plan.bytes) break;
    }
  } while (plan.bytes !== undefined && bytes < plan.bytes);
}

function createWriter(random: LogRandom, plan: LogPlan) {
  const { users = 60_000, known = 0.8, bots = 3_000, capacity = 120 } = plan;
  const who = people(random, { users, known, bots });
  const paths = [
    ...PAGES,
    ...Array.from({ length: DOCUMENTS }, () => `/workspace/document/${hex(random, 24)}`),
  ];
  const place = zipf(paths.length, 0.9);
  const sizes = new Map(paths.map((path) => [path, 200 + Math.floor(20_000 * random.next() ** 4)]));
  const pupil = (kind: TrafficKind, time: string, failing: number): string => {
    const client = who.pupil();
    const asUsual = kind === 'calm' || random.next() < 0.5;
    const path = asUsual
      ? (paths[place(random)] as string)
      : (paths[random.below(LOGIN_PAGES)] as string);
    const status = statusOf(random, kind, path, failing);
    const method = path === '/auth/login' && random.next() < 0.4 ? 'POST' : 'GET';
    const referer = random.next() < 0.7 ? 'https://ent.example.fr/' : '-';
    const size = status === 200 ? (sizes.get(path) ?? 560) : 560;
    return line(client, time, `${method} ${path}`, status, size, referer);
  };
  return {
    second: (phase: PlannedPhase, at: number, atSec: number): string => {
      const { pupils, flood } = pacesAt(phase, at, plan);
      const load = pupils + flood;
      const failing = load <= capacity ? 0 : Math.min(0.9, 1 - capacity / load);
      const time = stamp(atSec);
      const lines: string[] = [];
      const count = pupils === 0 ? 0 : random.around(pupils);
      for (let index = 0; index < count; index += 1) lines.push(pupil(phase.kind, time, failing));
      for (let index = 0; index < Math.floor(flood); index += 1)
        lines.push(floodLine(random, who, phase.kind, time, failing));
      shuffle(lines, random);
      return lines.join('');
    },
  };
}

function statusOf(random: LogRandom, kind: TrafficKind, path: string, failing: number): number {
  const isLogin = path.startsWith('/auth') || path.startsWith('/timeline');
  if (kind === 'apperr' && isLogin && random.next() < 0.85) return 500;
  if (random.next() < failing) return pick(GATEWAY_ERRORS, random);
  return path.startsWith('/auth') && random.next() < 0.5 ? 302 : 200;
}

function floodLine(
  random: LogRandom,
  who: People,
  kind: TrafficKind,
  time: string,
  failing: number,
): string {
  const status = random.next() < failing ? pick(GATEWAY_ERRORS, random) : 200;
  const size = status === 200 ? 1_234 : 560;
  const send = (client: Client, target: string) =>
    line(client, time, `GET ${target}`, status, size, '-');
  if (kind === 'lowslow') return send(who.stranger(), `/directory/search?q=${hex(random, 40)}`);
  if (kind !== 'scraper') return send(who.bot(), random.next() < 0.9 ? '/' : '/auth/login');
  const order = pick(['date', 'name', 'price'], random);
  const page = 1 + random.below(9_000);
  const length = random.below(60_000);
  return send(who.scraper(), `/schoolbook/list?page=${page}&orderBy=${order}&l=${length}`);
}

const line = (
  { address, agent }: Client,
  time: string,
  request: string,
  status: number,
  size: number,
  referer: string,
): string =>
  `${address} - - [${time}] "${request} HTTP/1.1" ${status} ${size} "${referer}" "${agent}"\n`;

const hex = (random: LogRandom, bits: number): string =>
  Math.floor(random.next() * 2 ** bits)
    .toString(16)
    .padStart(bits / 4, '0');

function stamp(atSec: number): string {
  const iso = new Date((atSec + PARIS_SEC) * 1_000).toISOString();
  const month = MONTHS[Number(iso.slice(5, 7)) - 1];
  return `${iso.slice(8, 10)}/${month}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0200`;
}

/** Fisher and Yates. */
function shuffle(lines: string[], random: LogRandom): void {
  for (let last = lines.length - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    const kept = lines[last] as string;
    lines[last] = lines[other] as string;
    lines[other] = kept;
  }
}
