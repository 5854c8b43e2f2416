import { mkdir } from 'node:fs/promises';
import type { PlatformId } from '../../core/units.ts';
import { type HoldFolder, holdFolder } from './hold-folder.ts';
import { type NamesModel, namesModel } from './names-model.ts';
import type { NamesSpec } from './names-spec.ts';
import { namesStore } from './names-store.ts';
import { type HoldWatch, holdWatch } from './watch-holds.ts';

/** The model with what keeps it: its data folder. */
export interface OpenModel {
  readonly model: NamesModel;
  readonly holds: HoldFolder;
  readonly watch: HoldWatch;
  /** Platforms with a mirror: those that can be held. */
  readonly mirrored: readonly PlatformId[];
  /** Write what is left to write, and nothing after it. */
  close(): Promise<void>;
}

/**
 * Open the data folder, and read the hold objects before anything can be asked: a hold check
 * without data is unhealthy, as in Route 53, and would turn everybody at the start.
 *
 * @throws PreauError `data-folder-newer`, `store-unavailable`
 */
export async function openModel(spec: NamesSpec): Promise<OpenModel> {
  await mkdir(spec.dataFolder, { recursive: true, mode: 0o700 });
  const store = namesStore(spec.dataFolder);
  const model = namesModel(
    spec,
    await store.load(),
    (latest) => store.save(() => saved(latest)),
    (latest) => store.saveSoon(() => saved(latest)),
  );
  const holds = await holdFolder(spec.dataFolder);
  const mirrored = spec.platforms.filter(({ mirror }) => mirror).map(({ id }) => id);
  const watch = holdWatch(holds, mirrored, model);
  await watch.look();
  model.turns.begin(model.served(), model.board.healthy);
  return { model, holds, watch, mirrored, close: () => store.close(() => saved(model)) };
}

const saved = (model: NamesModel) => ({
  serial: model.serial(),
  records: model.wanted().records,
  specNames: [],
  specSets: model.specSets,
  verdicts: model.board.verdicts(),
  disabled: model.board.disabled(),
  ...model.board.changes(),
  changes: model.changes.all(),
});
