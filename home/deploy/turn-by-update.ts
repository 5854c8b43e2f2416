import type { Config } from '../../config/schema.ts';
import type { UpdatesConfig } from '../../config/schema-updates.ts';
import type { PlatformId } from '../../core/units.ts';
import { ownNameServer } from '../own-name-server.ts';
import type { BrokenGlass } from './break-glass.ts';

/** One question: a name server without weights answers the same each time. */
const QUESTIONS = 1;

/**
 * Shelter or release at an owner's own name server while no home runs. Nothing is
 * journalled, and no hold is left that the next home could take over: people tell it again.
 *
 * @throws PreauError as the `Dns` port over updates
 */
export async function turnByUpdate(
  config: Config,
  updates: UpdatesConfig,
  platform: PlatformId,
  kind: 'shelter' | 'release',
): Promise<BrokenGlass> {
  const { dns } = ownNameServer(config, updates);
  await dns.setShare(platform, kind === 'shelter' ? 1 : 0);
  const answers = await dns.askAuthorities(platform, QUESTIONS);
  const published = answers.filter(({ answers: values }) => values.length > 0);
  const shares = published.map(({ mirrorShare }) => mirrorShare);
  // The server that lags most: a shelter is done where all answer with the mirror.
  const mirrorShare = kind === 'shelter' ? Math.min(1, ...shares) : Math.max(0, ...shares);
  return { holdFile: null, mirrorShare: shares.length === 0 ? 0 : mirrorShare };
}
