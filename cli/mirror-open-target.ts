import { folderTarget } from '../adapters/local/mirror/folder-target.ts';
import type { PublishTarget } from '../app/mirror/publish-target.ts';
import type { NamedTarget } from '../app/mirror/publish-to-targets.ts';
import { PreauError } from '../core/errors.ts';
import { targetAddress } from '../core/mirror/target-address.ts';
import type { Words } from '../app/views/words.ts';

/**
 * Read a target as it was written. Each kind's code is loaded when it is asked for: nobody who copies
 * to a folder waits for a store's client.
 *
 * @throws PreauError `argument-invalid` when it is no address
 */
export function openTarget(text: string, words: Words): NamedTarget {
  const address = targetAddress(text);
  if (address.kind === 'refused')
    throw new PreauError(
      'argument-invalid',
      words('mirror.target.refused', { target: text, why: words(`mirror.target.${address.why}`) }),
    );
  const open = async (): Promise<PublishTarget> => {
    switch (address.kind) {
      case 'folder':
        return folderTarget(address.folder);
      case 'rsync': {
        const { rsyncTarget } = await import('../adapters/local/mirror/rsync-target.ts');
        return rsyncTarget(address.place);
      }
      case 'store':
      case 'edge': {
        const { openStoreTarget } = await import('../adapters/aws/open-target.ts');
        return openStoreTarget(address);
      }
    }
  };
  return { name: text, open };
}
