import { folderTarget } from '../../adapters/local/mirror/folder-target.ts';
import { currentBuild } from '../../adapters/local/mirror/pointer.ts';
import type { CommandEnd } from './run-command.ts';

/**
 * Go back to the build that is served, when a new one reached no target: refused for what it lost, or sent in vain.
 * A mirror is measured by the build that its folder points to; one that nobody serves would close the gate to a mirror
 * that is as good as it was.
 *
 * @param before the build that the folder pointed to before the new one; null for none
 * @param sent how `preau mirror publish --json` ended
 */
export async function keepServed(
  folder: string,
  before: string | null,
  sent: Pick<CommandEnd, 'code' | 'said'>,
): Promise<void> {
  const reachedSome = sent.code === 0 || /"kind": "published"/.test(sent.said);
  if (reachedSome || before === null || before === (await currentBuild(folder))) return;
  await folderTarget(folder).turnBack(before);
}
