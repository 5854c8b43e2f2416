import type { Config } from '../../config/schema.ts';
import { PreauError } from '../../core/errors.ts';
import { initialState } from '../../core/incident/initial-state.ts';
import type { State } from '../../core/incident/state.ts';
import { replayEntry } from '../../core/journal/replay-entry.ts';
import type { Policy } from '../../core/policy.ts';
import { loadPolicy } from '../load-policy.ts';
import { type KeptConfig, readKeptConfigs } from './kept-configs.ts';
import { readJournal } from './read-journal.ts';

/** A data folder as its home knows it now: the journal replayed, and what it is decided by. */
export interface Replayed {
  readonly config: Config;
  readonly caPem: string | null;
  readonly policy: Policy;
  readonly state: State;
}

/**
 * Replay a home's journal as the home itself does, under the configuration that it last ran with.
 *
 * @throws PreauError `not-found` for a folder that no home has run in; `journal-broken` for a line
 *   that cannot be replayed
 */
export async function replayFolder(dataFolder: string): Promise<Replayed> {
  const { config, caPem } = await latestConfig(dataFolder);
  const policy = loadPolicy(config);
  let state = initialState(policy);
  for (const { seq, entry } of readJournal(dataFolder)) {
    if (entry === null) throw broken(seq, 'it is not JSON');
    try {
      state = replayEntry(state, entry, policy).state;
    } catch (error) {
      throw broken(seq, String(error));
    }
  }
  return { config, caPem, policy, state };
}

/** @throws PreauError `not-found` */
export async function latestConfig(dataFolder: string): Promise<KeptConfig> {
  const kept = (await readKeptConfigs(dataFolder)).at(-1);
  if (kept !== undefined) return kept;
  throw new PreauError(
    'not-found',
    `expected a data folder that a home has run in, got ${dataFolder}; name it with --data (a rehearsal's is .preau/NAME/run)`,
    { said: { key: 'home.noFolder', values: { folder: dataFolder } } },
  );
}

const broken = (seq: number, why: string): PreauError =>
  new PreauError(
    'journal-broken',
    `expected to replay line ${seq} of the journal, got: ${why}; "preau journal verify" says where it was altered`,
    { said: { key: 'home.broken', values: { seq, why } } },
  );
