import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Adoption } from '../adapters/aws/open-adoption.ts';
import { type AppliedEdits, applyEdits } from '../app/adopt/apply-edits.ts';
import { type OriginValues, originValues } from '../app/adopt/origin-values.ts';
import { type AdoptedName, type NameUndo, planUndo } from '../app/adopt/plan-undo.ts';
import { readAdoption, type SavedAdoption } from '../app/adopt/saved-adoption.ts';
import { type UndoObstacle, undoObstacles } from '../app/adopt/undo-obstacles.ts';
import type { VerifiedName } from '../app/adopt/verify-origin.ts';
import { verifyUndone } from '../app/adopt/verify-undone.ts';
import { platformsOf } from '../config/platforms-of.ts';
import type { Config } from '../config/schema.ts';
import { PreauError } from '../core/errors.ts';
import { type AdoptCommonOptions, withAdoption } from './adopt-config.ts';
import { tellUndo } from './adopt-tell-undo.ts';
import { askSurroundings, type Surroundings } from './adopt-undo-surroundings.ts';
import { EXIT } from './errors-exit-codes.ts';
import type { CliIo } from './frame-io.ts';

export interface AdoptUndoOptions extends AdoptCommonOptions {
  /** What `preau adopt --apply` saved. */
  readonly file: string;
  /** Whether to overrule obstacles; never a change since. */
  readonly force: boolean;
}

export interface NameToUndo {
  readonly platform: string;
  readonly hostname: string;
  readonly undo: NameUndo;
  /** None unless it is ready. */
  readonly obstacles: readonly UndoObstacle[];
}

export interface UndoTold {
  readonly zones: readonly { readonly zoneId: string; readonly names: readonly NameToUndo[] }[];
  readonly outcome: 'dry-run' | 'nothing' | 'blocked' | 'applied';
  readonly applied: readonly AppliedEdits[];
  readonly verified: readonly VerifiedName[];
}

/**
 * `preau adopt [CONFIG] --undo FILE`: show how the names go back to what stood there; with
 * `--apply`, do it, in one batch a zone, wait until every name server has it, and ask them.
 *
 * Nothing is changed while any of them was changed since, nor, without `--force`, while visitors
 * are on the mirror: a plain record would send them to an origin that is not fit for them.
 *
 * @returns 0; 1 when something is in the way, or the name servers do not answer as they should
 * @throws PreauError `file-unreadable`, and as the zones do
 */
export const undoAdoption = (options: AdoptUndoOptions, io: CliIo): Promise<number> =>
  withAdoption(options, io, async (config, adoption) => {
    const saved = await read(options.file);
    const told = await carryOut(options, saved, config, adoption);
    tellUndo(told, options, io);
    return isWell(told, options.force) ? EXIT.ok : EXIT.refused;
  });

const isWell = ({ zones, applied, verified }: UndoTold, force: boolean): boolean =>
  !zones.some(({ names }) => names.some((name) => isBlocked(name, force))) &&
  applied.every(({ insync }) => insync) &&
  verified.every(({ kind }) => kind === 'verified');

const isBlocked = ({ undo, obstacles }: NameToUndo, force: boolean): boolean =>
  undo.kind === 'changed' || (obstacles.length > 0 && !force);

async function carryOut(
  { apply, force }: AdoptUndoOptions,
  saved: SavedAdoption,
  config: Config,
  adoption: Adoption,
): Promise<UndoTold> {
  const { records, changeState } = adoption;
  const zones = await plansOf(saved, config, adoption);
  const names = zones.flatMap((zone) => zone.names);
  const nothing = { zones, applied: [], verified: [] };
  if (!apply) return { ...nothing, outcome: 'dry-run' };
  if (names.some((name) => isBlocked(name, force))) return { ...nothing, outcome: 'blocked' };
  const ready = names.filter(({ undo }) => undo.kind === 'ready');
  if (ready.length === 0) return { ...nothing, outcome: 'nothing' };
  const edits = zones.map((zone) => ({
    zoneId: zone.zoneId,
    edits: zone.names.flatMap(({ undo }) => (undo.kind === 'ready' ? undo.edits : [])),
  }));
  const edit: Adoption['records']['edit'] = (...batch) => records.edit(...batch);
  const applied = await applyEdits({ edit, changeState, pause: delay }, edits);
  const verified: VerifiedName[] = [];
  for (const name of saved.zones.flatMap((zone) => zone.names))
    if (ready.some(({ hostname }) => hostname === name.hostname))
      verified.push(await verifyUndone(adoption, name, originOf(config, name)));
  return { zones, applied, verified, outcome: 'applied' };
}

async function plansOf(
  saved: SavedAdoption,
  config: Config,
  adoption: Adoption,
): Promise<UndoTold['zones']> {
  const zones: UndoTold['zones'][number][] = [];
  for (const { zoneId, names } of saved.zones) {
    const hostnames = names.map(({ hostname }) => hostname);
    const standing = hostnames.length > 0 ? await adoption.records.at(zoneId, hostnames) : [];
    const plans = names.map((name) => ({ name, undo: planUndo(name, standing) }));
    const around = plans.some(({ undo }) => undo.kind === 'ready')
      ? await askSurroundings(adoption, standing)
      : NOWHERE;
    const obstacles = (name: AdoptedName): readonly UndoObstacle[] => {
      const held = around.held.has(name.platform);
      const known = { held, ill: around.ill, origin: originOf(config, name) };
      return [...undoObstacles(name, standing, known), ...around.unasked];
    };
    zones.push({
      zoneId,
      names: plans.map(({ name, undo }) => ({
        platform: name.platform,
        hostname: name.hostname,
        undo,
        obstacles: undo.kind === 'ready' ? obstacles(name) : [],
      })),
    });
  }
  return zones;
}

const NOWHERE: Surroundings = { held: new Set(), ill: new Set(), unasked: [] };

function originOf(config: Config, { platform }: AdoptedName): OriginValues | null {
  const found = platformsOf(config).find(({ id }) => id === platform);
  return found ? originValues(found) : null;
}

async function read(file: string): Promise<SavedAdoption> {
  const content = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new PreauError(
      'file-unreadable',
      `Expected what "preau adopt --apply" saved in ${file}, got: ${String(cause)}.`,
      { cause, said: { key: 'adopt.saved', values: { file, why: String(cause) } } },
    );
  });
  return readAdoption(content, file);
}
