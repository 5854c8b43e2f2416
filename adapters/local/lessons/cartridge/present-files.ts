import { decodeText } from '../../../../app/mirror/decode-text.ts';
import type { MirrorWords, StatedRights } from '../../../../app/mirror/ports.ts';
import type { Archive } from '../../archive/archive.ts';
import type { PackageFile } from '../package/lesson-package.ts';
import { noteHtml, writtenPage } from '../package/written-page.ts';
import { activityBody } from './activity-page.ts';
import { type CartridgeTargets, linkCartridge } from './cartridge-links.ts';
import type { Judged, Shown } from './judged-cartridge.ts';
import { readDescription } from '../package/read-description.ts';

/** What the pages of one cartridge share. */
export interface CartridgeDesk {
  readonly archive: Archive;
  /** Where the manifest stands. */
  readonly folder: string;
  readonly words: MirrorWords;
  /** Of the whole, where a resource states none of its own. */
  readonly rights: StatedRights | undefined;
  readonly targets: CartridgeTargets;
}

/** A page that is written in a description's place is a little larger than that. Chosen. */
const PAGE_OVERHEAD = 1_000;

/** The files of a cartridge as the mirror sees them: nothing is read of them yet. */
export function presentFiles(desk: CartridgeDesk, { shown }: Judged): readonly PackageFile[] {
  const sizes = new Map(desk.archive.entries.map(({ name, sizeBytes }) => [name, sizeBytes]));
  return [...shown.values()].map((item) => {
    const { name, rights } = item;
    const size = (sizes.get(item.kind === 'entry' ? name : item.description) ?? 0) + PAGE_OVERHEAD;
    return {
      name,
      sizeBytes: item.kind === 'entry' ? size - PAGE_OVERHEAD : size,
      rights: rights ?? desk.rights,
      ...(item.kind === 'entry' && isHtml(name) && { authored: () => desk.archive.read(name) }),
      make: () => (item.kind === 'entry' ? makeEntry(desk, item) : makeActivity(desk, item)),
    };
  });
}

async function makeEntry(
  desk: CartridgeDesk,
  { name, assignment }: Extract<Shown, { kind: 'entry' }>,
): Promise<Uint8Array | null> {
  const bytes = await desk.archive.read(name);
  if (bytes === null || !isHtml(name)) return bytes;
  const linked = linkCartridge(decodeText(bytes), name, baseOf(desk, name), desk.targets);
  const html = assignment === null ? linked : withNotes(linked, desk.words);
  // With a mark: what its head says of its bytes is true no more.
  return new TextEncoder().encode(`\uFEFF${html}`);
}

const isHtml = (name: string): boolean => /\.x?html?$/i.test(name);

/** Before the end of the body, where there is one. */
function withNotes(html: string, words: MirrorWords): string {
  const notes = ['assignment', 'assignmentToDo'].map((key) => noteHtml(words(`package.${key}`)));
  const end = html.search(/<\/body\s*>/i);
  const at = end === -1 ? html.length : end;
  return `${html.slice(0, at)}\n${notes.join('\n')}\n${html.slice(at)}`;
}

async function makeActivity(
  desk: CartridgeDesk,
  item: Extract<Shown, { kind: 'activity' }>,
): Promise<Uint8Array | null> {
  const { title, name, description, activityKind: kind } = item;
  const root = await readDescription(desk.archive, description);
  if (root === null) return null;
  const meta = item.meta === null ? null : await readDescription(desk.archive, item.meta);
  const body = activityBody({ kind, root, meta }, title, desk.words);
  const linked = linkCartridge(body, name, baseOf(desk, description), desk.targets);
  return writtenPage({ title, body: linked });
}

/** The folder of a file, from the manifest's. */
const baseOf = ({ folder }: CartridgeDesk, name: string): string =>
  name.slice(folder.length, name.lastIndexOf('/') + 1);
