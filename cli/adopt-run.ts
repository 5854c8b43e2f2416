import { writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Adoption } from '../adapters/aws/open-adoption.ts';
import { type AppliedEdits, applyEdits } from '../app/adopt/apply-edits.ts';
import { originValues } from '../app/adopt/origin-values.ts';
import { type NamePlan, planName } from '../app/adopt/plan-name.ts';
import type { AdoptedName } from '../app/adopt/plan-undo.ts';
import { writeAdoption } from '../app/adopt/saved-adoption.ts';
import { type Unready, unreadyChecks } from '../app/adopt/unready-checks.ts';
import { type VerifiedName, verifyOrigin } from '../app/adopt/verify-origin.ts';
import { platformsOf } from '../config/platforms-of.ts';
import type { Config } from '../config/schema.ts';
import { PreauError } from '../core/errors.ts';
import { epochMs } from '../core/units.ts';
import { type AdoptCommonOptions, withAdoption } from './adopt-config.ts';
import { tellAdoption } from './adopt-tell.ts';
import { type NamesToAdopt, namesToAdopt } from './adopt-wanted.ts';
import { EXIT } from './errors-exit-codes.ts';
import type { CliIo } from './frame-io.ts';

export interface AdoptRunOptions extends AdoptCommonOptions {
  readonly only: readonly string[] | undefined;
  readonly checks: string | undefined;
  readonly save: string | undefined;
}

export interface ZonePlan {
  readonly zoneId: string;
  readonly names: readonly NamePlan[];
}

/** All that came of it, for people and for programs. */
export interface AdoptionTold {
  readonly zones: readonly ZonePlan[];
  readonly outcome: 'dry-run' | 'nothing' | 'blocked' | 'unready' | 'applied';
  readonly unready: readonly Unready[];
  /** What undoes it; null when nothing was changed. */
  readonly saved: string | null;
  readonly applied: readonly AppliedEdits[];
  readonly verified: readonly VerifiedName[];
}

/**
 * `preau adopt [CONFIG]`: show what stands at the protected names and what it would become; with
 * `--apply`, make it so in one batch a zone, wait until every name server has it, and ask them.
 *
 * Nothing is changed while any of the names has an obstacle, or any of the checks is not healthy:
 * the pair would turn at once.
 *
 * @returns 0; 1 when something is in the way, or the name servers do not answer as they should
 * @throws PreauError as namesToAdopt, and as the zones do
 */
export const adopt = (options: AdoptRunOptions, io: CliIo): Promise<number> =>
  withAdoption(options, io, async (config, adoption) => {
    const wanted = await namesToAdopt(config, options.only, options.checks, adoption);
    const told = await carryOut(options, config, wanted, adoption);
    tellAdoption(told, options, io);
    return isWell(told) ? EXIT.ok : EXIT.refused;
  });

function isWell({ zones, outcome, applied, verified }: AdoptionTold): boolean {
  if (outcome === 'blocked' || outcome === 'unready') return false;
  if (zones.some(({ names }) => names.some(({ state }) => state === 'blocked'))) return false;
  return applied.every(({ insync }) => insync) && verified.every(({ kind }) => kind === 'verified');
}

async function carryOut(
  options: AdoptRunOptions,
  config: Config,
  wanted: NamesToAdopt,
  adoption: Adoption,
): Promise<AdoptionTold> {
  const zones = await plansOf(wanted, adoption);
  const nothing = { zones, unready: [], saved: null, applied: [], verified: [] };
  const names = zones.flatMap((zone) => zone.names);
  const ready = names.filter(({ state }) => state === 'ready');
  if (!options.apply) return { ...nothing, outcome: 'dry-run' };
  if (names.some(({ state }) => state === 'blocked')) return { ...nothing, outcome: 'blocked' };
  if (ready.length === 0) return { ...nothing, outcome: 'nothing' };
  const unready = await unreadyOf(ready, wanted, adoption);
  if (unready.length > 0) return { ...nothing, unready, outcome: 'unready' };
  const saved = await save(zones, options.save);
  const edits = zones.map(({ zoneId, names: list }) => ({
    zoneId,
    edits: list.flatMap((name) => name.edits),
  }));
  const { changeState } = adoption;
  const edit: Adoption['records']['edit'] = (...batch) => adoption.records.edit(...batch);
  const applied = await applyEdits({ edit, changeState, pause: delay }, edits);
  const verified: VerifiedName[] = [];
  for (const platform of platformsOf(config)) {
    if (!ready.some((one) => one.platform === platform.id)) continue;
    const origin = Object.values(originValues(platform)).flat();
    verified.push(await verifyOrigin(adoption, platform.id, platform.hostname, origin));
  }
  return { ...nothing, saved, applied, verified, outcome: 'applied' };
}

async function plansOf(
  { names }: NamesToAdopt,
  { zoneIdOf, records }: Adoption,
): Promise<readonly ZonePlan[]> {
  const placed: { readonly zoneId: string; readonly wanted: (typeof names)[number]['wanted'] }[] =
    [];
  for (const { wanted } of names) placed.push({ zoneId: await zoneIdOf(wanted.hostname), wanted });
  const plans: ZonePlan[] = [];
  for (const [zoneId, list] of Map.groupBy(placed, (one) => one.zoneId)) {
    const standing = await records.at(
      zoneId,
      list.map(({ wanted }) => wanted.hostname),
    );
    plans.push({ zoneId, names: list.map(({ wanted }) => planName(wanted, standing)) });
  }
  return plans;
}

async function unreadyOf(
  ready: readonly NamePlan[],
  { names, always }: NamesToAdopt,
  { health }: Adoption,
): Promise<readonly Unready[]> {
  const checks = names
    .map((name) => name.checks)
    .filter(({ platform }) => ready.some((plan) => plan.platform === platform));
  const ids = [always, ...checks.flatMap(({ both, origin, hold }) => [both, origin, hold])];
  return unreadyChecks(checks, always, await health(ids), epochMs(Date.now()));
}

/** Written before anything is changed, and never over another. */
async function save(zones: readonly ZonePlan[], asked: string | undefined): Promise<string> {
  const now = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const file = asked ?? `preau-adopt-${now}.json`;
  const content = writeAdoption({
    zones: zones.map(({ zoneId, names }) => ({
      zoneId,
      names: names.filter(({ state }) => state === 'ready').map(savedName),
    })),
  });
  try {
    await writeFile(file, content, { flag: 'wx' });
    return file;
  } catch (cause) {
    throw new PreauError(
      'argument-invalid',
      `Expected to keep what an undo needs in ${file}, got: ${String(cause)}. Nothing was changed; name another file with --save.`,
      { cause, said: { key: 'adopt.notKept', values: { file, why: String(cause) } } },
    );
  }
}

const savedName = ({ platform, hostname, types, edits }: NamePlan): AdoptedName => {
  const changed = types.filter(({ kind }) => kind !== 'keep');
  return {
    platform,
    hostname,
    before: [
      ...edits.filter(({ action }) => action === 'DELETE').map(({ record }) => record),
      ...changed.filter(({ kind }) => kind === 'renew').flatMap(({ before }) => before),
    ],
    after: changed.flatMap(({ origin, mirror }) => [origin, mirror]),
  };
};
