import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { atMost, type Figure, measured, median } from '../../figure.ts';
import { outputFiles } from '../check/output-files.ts';
import { pageFacts } from '../check/page-facts.ts';
import { pageName } from '../check/page-name.ts';
import { type PageWeight, weighPage } from '../check/weigh-page.ts';
import type { PhaseResult } from '../phase-result.ts';
import { lessonFile } from '../site/addresses.ts';
import type { Stage } from '../stage.ts';
import { preau } from '../tools/preau.ts';
import { readFile } from 'node:fs/promises';

/** The goals of the mirrors' issue: of the original's bytes, and of a page for everybody at once. */
const [PART, FIRST_VIEW_BYTES, FIRST_VIEW_REQUESTS] = [0.35, 100_000, 5];

/** What a phone fetches for a lesson, from the platform and from its mirror. */
export async function weightPhase(stage: Stage): Promise<PhaseResult> {
  const crawl = await stage.crawled(preau);
  if (crawl === null) return { figures: [], tables: [] };
  stage.say('weight: lessons of the site and of its mirror');
  const site = await stage.site();
  const { host } = new URL(site.origin);
  const original = outputFiles(site.folder, site.folder, host);
  const mirror = outputFiles(crawl.out, crawl.root, host);
  const before: PageWeight[] = [];
  for (let lesson = 1; lesson <= site.lessons; lesson += 1) {
    const file = join(site.folder, lessonFile(lesson));
    if (await isThere(file)) before.push(await weighOriginal(original, file, host));
  }
  const after: PageWeight[] = [];
  for (const file of mirror.files.filter((one) => one.endsWith('.html'))) {
    const name = pageName(pageFacts(await readFile(file, 'utf8')).headings);
    if (name !== null && /^\d+$/.test(name)) after.push(await weighPage(mirror, file));
  }
  return { figures: compare(before, after), tables: [] };
}

const isThere = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    () => false,
  );

/** The platform's own absolute addresses lead to its own files. */
async function weighOriginal(
  original: ReturnType<typeof outputFiles>,
  file: string,
  host: string,
): Promise<PageWeight> {
  const own = new RegExp(`^(https?:)?//${host.replaceAll('.', '\\.')}`);
  const here = {
    ...original,
    lead: (from: string, reference: string) => original.lead(from, reference.replace(own, '')),
  };
  return weighPage(here, file);
}

function compare(before: readonly PageWeight[], after: readonly PageWeight[]): readonly Figure[] {
  const middle = (weights: readonly PageWeight[], of: keyof PageWeight): number =>
    median(weights.map((weight) => weight[of]));
  const peerOf = (of: keyof PageWeight, per: number) => ({
    name: 'the platform’s',
    value: middle(before, of) / per,
  });
  const part = (name: string, of: 'bytes' | 'gzipBytes'): Figure => {
    const peer = peerOf(of, 1_000);
    return atMost(name, middle(after, of) / 1_000, 'kB', PART * peer.value, peer);
  };
  const alone = (name: string, of: 'htmlBytes' | 'htmlGzipBytes'): Figure =>
    measured(name, middle(after, of) / 1_000, 'kB', peerOf(of, 1_000));
  return [
    part('median lesson with all that a phone fetches for it, texts compressed', 'gzipBytes'),
    part('the same, nothing compressed', 'bytes'),
    alone('its page alone, compressed', 'htmlGzipBytes'),
    alone('its page alone, not compressed', 'htmlBytes'),
    atMost(
      'heaviest lesson, texts compressed',
      Math.max(...after.map(({ gzipBytes }) => gzipBytes)) / 1_000,
      'kB',
      FIRST_VIEW_BYTES / 1_000,
    ),
    atMost(
      'requests of a first view, median',
      middle(after, 'requests'),
      'requests',
      FIRST_VIEW_REQUESTS,
      peerOf('requests', 1),
    ),
  ];
}
