import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench, Outcome, OutcomePart } from './bench.ts';
import type { PhaseResult } from './mirror/phase-result.ts';
import { type Phase, readPlan } from './mirror/plan.ts';
import { openStage, type Stage } from './mirror/stage.ts';
import { keepLeftovers } from './shelter/leftovers.ts';

/** Loaded when they run: pictures and clients take a moment, which other benches need not wait for. */
const RUN_OF: Readonly<Record<Phase, () => Promise<(stage: Stage) => Promise<PhaseResult>>>> = {
  lessons: async () => (await import('./mirror/phases/lessons.ts')).lessonsPhase,
  packages: async () => (await import('./mirror/phases/packages.ts')).packagesPhase,
  serve: async () => (await import('./mirror/phases/serve.ts')).servePhase,
  crawl: async () => (await import('./mirror/phases/crawl.ts')).crawlPhase,
  urls: async () => (await import('./mirror/phases/urls.ts')).urlsPhase,
  weight: async () => (await import('./mirror/phases/weight.ts')).weightPhase,
  verify: async () => (await import('./mirror/phases/verify.ts')).verifyPhase,
  killed: async () => (await import('./mirror/phases/killed.ts')).killedPhase,
  again: async () => (await import('./mirror/phases/again.ts')).againPhase,
  large: async () => (await import('./mirror/phases/large.ts')).largePhase,
};

/** What needs no web site. */
const WITHOUT_SITE: readonly Phase[] = ['lessons', 'packages', 'serve'];

/** How lessons become a mirror, what it is worth, and how many readers one machine serves. */
export const mirror: Bench = {
  name: 'mirror',
  peers: ['wget', 'httrack', 'nginx', 'wrk'],
  method:
    'A site of 2,000 lessons made by the bench (2,101 pages, 4,608 assets, 147 MB; the same bytes each time) with what ' +
    'makes mirrors stumble: names with accents and spaces, `view.php?id=`, links that are absolute, without a scheme or ' +
    'with a session’s key, redirects, `srcset`, `data-src`, `use`, forms, trackers, dead links, links to log out, a ' +
    'calendar without end, robots.txt and a sitemap. nginx serves it on 127.0.0.1, compressed, by HTTP; a proxy of ours ' +
    'stands before it for the far runs, in which each byte takes 10 ms each way and the first of a connection 20 ms more. ' +
    'Every tool is a process, measured from its start to its end with all that it starts: wall time, processor time, ' +
    'largest sum of resident sets. **Near**: the quick tools three times, the others once. **Far**: wget2 and Préau alone, ' +
    'then wget, HTTrack and website-scraper side by side, for they wait more than they work. One checker reads all that ' +
    'each tool wrote: where links lead is compared with what their texts say, pictures with the original ones (by their ' +
    'bytes; by their looks for one in ten of those that were encoded anew). **Original addresses**: what peers wrote is ' +
    'served by nginx with `try_files`, a mirror by the embedded server; a right answer is the lesson. **Killed**: SIGKILL ' +
    'when the origin, 20 ms away, has answered half of the requests. **Again**: 100 lessons are written over and 10 taken away; what is sent ' +
    'to a target may be what changed in all its forms, and nothing else. (Until 29 November 2026 the bound was 4 files for ' +
    'each page that had to change, without copies for other folders: 596, and 896 were sent.) ' +
    '**Weight**: what a phone of 720 dots fetches for a lesson that is read to its end. **Large**: five times the lessons, with small pictures. ' +
    '**Packages**: a made-up course, three quarters of it documents; each lesson is read, then a whole build is made of one. ' +
    '**Serve**: wrk on one core with 32 kept connections, the server on the other, on the lessons of the rehearsal.',
  tried: {
    'first build of the site, loopback, median of 3':
      'wget2 writes down what it is given; here each of 3,367 pages is parsed twice, cleaned, and read by a second sanitizer, in JavaScript on one core: some 2 ms each. Tried: a young generation four times as large, which took a fifth less time and 100 MiB more memory. Left: to clean a page that stands in several folders once, which are 1,266 of them; a second core.',
    'first build of the site, 20 ms away':
      'The same cleaning. It begins when the crawl has ended, since where a link leads is known then: what the crawl waits for is not used.',
    'its peak memory':
      '64 MiB are Node’s own code as far as it is used, 50 more the modules before the first request; what lives in the heap is 35 MB in the crawl and 47 in the search. Tried: modules loaded where they are needed, words of lessons and their counts in a file, a small young generation, a collector that looks at each fifth more, one heap of the C library, locales read once and in one piece (84,000 pieces of strings less), no more of the release before than its hashes, one buffer for all files that are compared. A busy machine adds 10 to 40 MiB, since the collector’s helpers come late. Left: the crawl in a process of its own that ends before the build.',
    'built again, 100 lessons changed, 10 removed':
      'What is had again is neither read, cleaned, framed nor counted; what remains is the crawl (7,370 questions, a fourth to a third of it all), the list of what it found, one look at each file of the release before, and the links of each page judged again. Left: answers of 304 that cost less than the 0.3 ms of now, and judging links by what changed instead of by what is asked.',
    'peak memory with 10000 lessons':
      'As at 2,000 lessons, and some 13 kB more for each lesson: names, addresses, hashes and places of its page, its copies and its pictures, in the plan, in the address book and in two manifests. Left: those in a table on the disk.',
    'its growth': 'See the line before.',
  },
  async run(say) {
    const plan = readPlan(process.env);
    const folder = await mkdtemp(join(tmpdir(), 'preau-bench-mirror-'));
    const { leftovers, forget } = keepLeftovers();
    leftovers.folders.add(folder);
    const stage = openStage(plan, folder, leftovers, say);
    try {
      return await runPhases(stage);
    } finally {
      leftovers.clear();
      forget();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** A phase that fails leaves the others', and its own last figures, as they are. */
async function runPhases(stage: Stage): Promise<Outcome> {
  const { plan, say } = stage;
  const parts: OutcomePart[] = [];
  let hasFailed = false;
  for (const phase of plan.phases) {
    if (!WITHOUT_SITE.includes(phase) && !(await stage.hasNginx())) continue;
    try {
      const run = await RUN_OF[phase]();
      const { figures, tables } = await run(stage);
      if (figures.length > 0 || tables.length > 0) parts.push({ name: phase, figures, tables });
    } catch (error) {
      hasFailed = true;
      say(`${phase} failed: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  return { figures: [], parts, isTrial: plan.isTrial, hasFailed };
}
