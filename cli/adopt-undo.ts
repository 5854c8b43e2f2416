import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Adoption } from '../adapters/aws/open-adoption.ts';
import { type AppliedEdits, applyEdits } from '../app/adopt/apply-edits.ts';
import { type NameUndo, planUndo } from '../app/adopt/plan-undo.ts';
import { readAdoption, type SavedAdoption } from '../app/adopt/saved-adoption.ts';
import { PreauError } from '../core/errors.ts';
import { type AdoptCommonOptions, withAdoption } from './adopt-config.ts';
import { tellUndo } from './adopt-tell-undo.ts';
import { EXIT } from './errors-exit-codes.ts';
import type { CliIo } from './frame-io.ts';

export interface AdoptUndoOptions extends AdoptCommonOptions {
  /** What `preau adopt --apply` saved. */
  readonly file: string;
}

export interface UndoTold {
  readonly zones: readonly {
    readonly zoneId: string;
    readonly names: readonly {
      readonly platform: string;
      readonly hostname: string;
      readonly undo: NameUndo;
    }[];
  }[];
  readonly outcome: 'dry-run' | 'nothing' | 'blocked' | 'applied';
  readonly applied: readonly AppliedEdits[];
}

/**
 * `preau adopt [CONFIG] --undo FILE`: show how the names go back to what stood there; with
 * `--apply`, do it, in one batch a zone. Nothing is changed while any of them was changed since.
 *
 * @returns 0; 1 when something is in the way
 * @throws PreauError `file-unreadable`, and as the zones do
 */
export const undoAdoption = (options: AdoptUndoOptions, io: CliIo): Promise<number> =>
  withAdoption(options, io, async (_config, adoption) => {
    const told = await carryOut(options, adoption);
    tellUndo(told, options, io);
    const changed = told.zones.some(({ names }) =>
      names.some(({ undo }) => undo.kind === 'changed'),
    );
    return changed || told.applied.some(({ insync }) => !insync) ? EXIT.refused : EXIT.ok;
  });

async function carryOut(
  { file, apply }: AdoptUndoOptions,
  { records, changeState }: Adoption,
): Promise<UndoTold> {
  const zones: UndoTold['zones'][number][] = [];
  for (const { zoneId, names } of (await read(file)).zones) {
    const hostnames = names.map(({ hostname }) => hostname);
    const standing = hostnames.length > 0 ? await records.at(zoneId, hostnames) : [];
    zones.push({
      zoneId,
      names: names.map((name) => ({
        platform: name.platform,
        hostname: name.hostname,
        undo: planUndo(name, standing),
      })),
    });
  }
  const undos = zones.flatMap(({ names }) => names.map(({ undo }) => undo.kind));
  if (!apply) return { zones, outcome: 'dry-run', applied: [] };
  if (undos.includes('changed')) return { zones, outcome: 'blocked', applied: [] };
  if (!undos.includes('ready')) return { zones, outcome: 'nothing', applied: [] };
  const edits = zones.map(({ zoneId, names }) => ({
    zoneId,
    edits: names.flatMap(({ undo }) => (undo.kind === 'ready' ? undo.edits : [])),
  }));
  const edit: Adoption['records']['edit'] = (...batch) => records.edit(...batch);
  const applied = await applyEdits({ edit, changeState, pause: delay }, edits);
  return { zones, outcome: 'applied', applied };
}

async function read(file: string): Promise<SavedAdoption> {
  const content = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new PreauError(
      'file-unreadable',
      `Expected what "preau adopt --apply" saved in ${file}, got: ${String(cause)}.`,
      { cause },
    );
  });
  return readAdoption(content, file);
}
