import { decodeText } from '../../../../app/mirror/decode-text.ts';
import type { Archive } from '../../archive/archive.ts';
import { pageGlance } from '../package/page-glance.ts';
import { type CanvasState, isHiddenState } from './canvas-state.ts';

/** Pages say in their head whether they are published; a longer head is no person's. */
const HEAD_BYTES = 65_536;

/** Pages in work at once: unpacking waits more than it works. Chosen, for two cores. */
const AT_ONCE = 8;

/** The pages of a Canvas cartridge that say themselves that pupils do not see them. */
export async function hiddenPages(
  archive: Archive,
  { isCanvas }: CanvasState,
): Promise<ReadonlySet<string>> {
  const hidden = new Set<string>();
  if (!isCanvas) return hidden;
  const pages = archive.entries.filter(({ name }) => /\.x?html?$/i.test(name));
  for (let at = 0; at < pages.length; at += AT_ONCE) {
    const part = pages.slice(at, at + AT_ONCE);
    const states = await Promise.all(part.map(({ name }) => isHidden(archive, name)));
    for (const [index, { name }] of part.entries()) if (states[index] === true) hidden.add(name);
  }
  return hidden;
}

async function isHidden(archive: Archive, name: string): Promise<boolean> {
  const bytes = await archive.read(name);
  if (bytes === null) return false;
  const start = decodeText(bytes.subarray(0, HEAD_BYTES));
  const end = start.search(/<\/head|<body/i);
  const { metas } = pageGlance(end === -1 ? start : start.slice(0, end));
  return isHiddenState(metas.get('workflow_state') ?? '');
}
