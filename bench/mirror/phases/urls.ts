import { join } from 'node:path';
import { Agent, request } from 'undici';
import { atLeast } from '../../figure.ts';
import { freePort } from '../../shelter/free-port.ts';
import { pageFacts } from '../check/page-facts.ts';
import { pageName } from '../check/page-name.ts';
import { HOSTNAME, startEmbeddedServer } from '../embedded-server.ts';
import { startNginx } from '../origin/nginx.ts';
import type { PhaseResult } from '../phase-result.ts';
import { lessonAddress, redirectAddress, sessionAddress } from '../site/addresses.ts';
import { folderConf } from '../site/nginx-conf.ts';
import type { LessonSite } from '../site/write-site.ts';
import type { FirstCrawl, Stage } from '../stage.ts';
import { preau } from '../tools/preau.ts';

/** Where a mirror answers, and how to reach it there. */
interface Mirror {
  readonly url: string;
  readonly dispatcher: Agent;
}

/** How many of each kind came back as the lesson that they are. */
interface Answered {
  readonly plain: number;
  readonly redirected: number;
  readonly session: number;
}

const AT_ONCE = 16;
const MAX_TURNS = 5;

/** A visitor of the platform's own addresses, asked from what each tool made of it. */
export async function urlsPhase(stage: Stage): Promise<PhaseResult> {
  const site = await stage.site();
  const rows: { readonly name: string; readonly answered: Answered }[] = [];
  for (const crawl of await stage.allCrawled()) {
    stage.say(`urls: asking the mirror of ${crawl.tool.name}`);
    const ask = crawl.tool === preau ? askEmbedded : askNginx;
    rows.push({ name: crawl.tool.name, answered: await ask(stage, crawl, site) });
  }
  const asked = allAddresses(site);
  const total = sumOf({
    plain: asked.plain.length,
    redirected: asked.redirected.length,
    session: asked.session.length,
  });
  const ours = rows.find(({ name }) => name === preau.name);
  const best = rows
    .filter(({ name }) => name !== preau.name)
    .toSorted((one, other) => sumOf(other.answered) - sumOf(one.answered))[0];
  const peer = best && { name: `${best.name}, the best of them`, value: sumOf(best.answered) };
  const name = `original addresses answered right, of ${total}`;
  return {
    figures:
      ours === undefined ? [] : [atLeast(name, sumOf(ours.answered), 'addresses', total, peer)],
    tables: [
      {
        title: 'Original addresses that lead to their lesson',
        headings: [
          'tool',
          `addresses of the sitemap, of ${asked.plain.length}`,
          `redirects, of ${asked.redirected.length}`,
          `with a session’s key, of ${asked.session.length}`,
        ],
        rows: rows.map(({ name: tool, answered }) => [
          tool,
          `${answered.plain}`,
          `${answered.redirected}`,
          `${answered.session}`,
        ]),
      },
    ],
  };
}

const sumOf = ({ plain, redirected, session }: Answered): number => plain + redirected + session;

type Wanted = readonly { readonly lesson: number; readonly address: string }[];

function allAddresses({ lessons, redirected }: LessonSite): {
  readonly [kind in keyof Answered]: Wanted;
} {
  const all = Array.from({ length: lessons }, (_, index) => index + 1);
  const wanted = (some: readonly number[], address: (lesson: number) => string): Wanted =>
    some.map((lesson) => ({ lesson, address: address(lesson) }));
  // One in ten, of each making of addresses as many.
  const tenth = Array.from(
    { length: Math.floor(lessons / 10) },
    (_, index) => 10 * (index + 1) - ((index + 1) % 4),
  );
  return {
    plain: wanted(all, lessonAddress),
    redirected: wanted(redirected, redirectAddress),
    session: wanted(tenth, (lesson) => sessionAddress(lesson, 'Zz9yX8')),
  };
}

async function askAll(mirror: Mirror, site: LessonSite): Promise<Answered> {
  const { plain, redirected, session } = allAddresses(site);
  return {
    plain: await rightOf(mirror, plain),
    redirected: await rightOf(mirror, redirected),
    session: await rightOf(mirror, session),
  };
}

async function rightOf(mirror: Mirror, wanted: Wanted): Promise<number> {
  let [next, right] = [0, 0];
  const asker = async (): Promise<void> => {
    for (let one = wanted[next]; one !== undefined; one = wanted[next]) {
      next += 1;
      if ((await lessonAt(mirror, one.address)) === String(one.lesson)) right += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, asker));
  return right;
}

/** @returns the name of the page under an address, turns on the same mirror followed; else null */
async function lessonAt({ url, dispatcher }: Mirror, address: string): Promise<string | null> {
  let target = new URL(address, url);
  for (let turns = 0; turns <= MAX_TURNS; turns += 1) {
    const { statusCode, headers, body } = await request(target, {
      dispatcher,
      headers: { accept: 'text/html,*/*' },
    });
    const text = await body.text();
    if (statusCode === 200) return pageName(pageFacts(text).headings);
    const { location } = headers;
    if (statusCode < 300 || statusCode >= 400 || typeof location !== 'string') return null;
    const next = new URL(location, target);
    if (next.host !== target.host) return null;
    target = next;
  }
  return null;
}

/** As a hoster serves a folder, without a table of addresses: none of the peers makes one. */
async function askNginx(stage: Stage, crawl: FirstCrawl, site: LessonSite): Promise<Answered> {
  const place = { folder: join(stage.folder, `nginx-${crawl.tool.name}`), port: await freePort() };
  const nginx = await startNginx((given) => folderConf(crawl.root, given), place, stage.leftovers);
  const dispatcher = new Agent();
  try {
    return await askAll({ url: `http://127.0.0.1:${place.port}`, dispatcher }, site);
  } finally {
    await dispatcher.close();
    await nginx.stop();
  }
}

async function askEmbedded(stage: Stage, { out }: FirstCrawl, site: LessonSite): Promise<Answered> {
  const server = await startEmbeddedServer(out, stage.folder, stage.leftovers);
  const dispatcher = new Agent({
    connect: {
      ca: server.caPem,
      lookup: (_name, { all }, done) =>
        all === true
          ? done(null, [{ address: '127.0.0.1', family: 4 }])
          : done(null, '127.0.0.1', 4),
    },
  });
  try {
    return await askAll({ url: `https://${HOSTNAME}:${server.port}`, dispatcher }, site);
  } finally {
    await dispatcher.close();
    await server.stop();
  }
}
