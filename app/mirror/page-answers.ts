import { documentKind } from '../../core/mirror/document-kind.ts';
import { relativeHref, type SiteLink, siteLink } from '../../core/mirror/site-link.ts';
import { MAX_DEAD_LINKS, type Tally } from './build-report.ts';
import type { DescribeFile, JudgeLink } from './ports.ts';
import { readableSize } from './readable-size.ts';
import type { LinkedFile, ShownPicture } from './shown-picture.ts';
import type { WritingDesk } from './writing-desk.ts';

/** A page says the same address many times over: its menu, its notes. */
export function judgeOnce(desk: WritingDesk, page: string, writtenAt: string): JudgeLink {
  const judged = new Map<string, SiteLink>();
  const { plan, ownHosts, tally, absent } = desk;
  return (raw) => {
    const known = judged.get(raw);
    const link =
      known ?? presentOnly(siteLink(raw, { page, writtenAt, book: plan.book, ownHosts }), absent);
    if (known === undefined) {
      judged.set(raw, link);
      noteTarget(desk, page, link);
    }
    countLink(tally, page, link);
    return link;
  };
}

/** What was planned, and then turned out to be no picture, is not there to be shown. */
function presentOnly(link: SiteLink, absent: ReadonlySet<string>): SiteLink {
  if (link.kind !== 'internal' || link.path === undefined || !absent.has(link.path)) return link;
  return { kind: 'dead', target: link.path };
}

/** What an archive of one course wants to know: which pictures it needs, and where it leads out. */
function noteTarget({ planned, shown, crossing }: WritingDesk, page: string, link: SiteLink): void {
  const target = link.kind === 'internal' ? planned.get(link.path ?? '') : undefined;
  const set = planned.get(page)?.set;
  if (target === undefined || set === undefined) return;
  if (!target.type.startsWith('image/')) {
    if (target.set !== set) crossing.add(page);
    return;
  }
  const its = shown.get(set) ?? new Set();
  shown.set(set, its.add(target.path));
}

/** Tells a page of the files that it shows or leads to. */
export function describeFile(
  { planned, pictures, frame }: WritingDesk,
  page: string,
): DescribeFile {
  return (path) => {
    const file = planned.get(path);
    if (file === undefined) return null;
    const { type } = file;
    const kind = documentKind(type);
    const document =
      kind === null ? undefined : { kind, size: readableSize(file.file.sizeBytes, frame.language) };
    return { type, document, picture: onPage(pictures.get(path), page) };
  };
}

function onPage(picture: ShownPicture | undefined, page: string): LinkedFile['picture'] {
  if (picture === undefined) return undefined;
  const sources = picture.sources.map(({ path, ...source }) => ({
    ...source,
    href: relativeHref(page, path),
  }));
  return { ...picture, sources };
}

function countLink(tally: Tally, page: string, link: SiteLink): void {
  if (link.kind === 'internal') tally.internal += 1;
  if (link.kind === 'external') tally.external += 1;
  if (link.kind !== 'dead') return;
  tally.dead += 1;
  if (tally.deadLinks.length < MAX_DEAD_LINKS) {
    tally.deadLinks.push({ page, target: link.target.slice(0, 300) });
  }
}
