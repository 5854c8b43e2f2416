import { z } from 'zod';
import { checkIds, pairWeights } from '../../core/shelter/weighted-pair.ts';
import type { PlatformId } from '../../core/units.ts';
import type { HoldFolder } from './hold-folder.ts';
import { type HttpExchange, type HttpReply, json } from './http-exchange.ts';
import { canonicalName } from './name-record.ts';
import { type NamesModel, zoneOf } from './names-model.ts';
import type { NamesSpec } from './names-spec.ts';
import type { NamesState } from './names-state.ts';
import type { HoldWatch } from './watch-holds.ts';

/** What the control API reaches. */
export interface Controlled {
  readonly spec: NamesSpec;
  readonly model: NamesModel;
  readonly holds: HoldFolder;
  readonly watch: HoldWatch;
  state(turnsAfter: number): Promise<NamesState>;
  readonly stop: () => void;
}

const shareBody = z.object({ mirrorShare: z.number().min(0).max(1) });

/**
 * Préau's own control API, JSON:
 * `GET /ping`, `GET /state?turnsAfter=N`, `PUT|DELETE /holds/<platform>`, `PUT|DELETE /stays/<platform>`,
 * `POST /shares/<platform>` with `{ mirrorShare }`, `GET /changes/<id>`, `POST /stop`.
 *
 * @returns null for a path that is not of this API
 */
export async function controlRoute(
  { method, path, query, body }: HttpExchange,
  controlled: Controlled,
): Promise<HttpReply | null> {
  const [, area = '', id = '', ...rest] = path.split('/');
  if (rest.length > 0) return null;
  switch (`${method} ${area}`) {
    case 'GET ping':
      return json(200, { pid: process.pid });
    case 'GET state':
      return json(200, await controlled.state(Number(query.get('turnsAfter')) || 0));
    case 'PUT holds':
    case 'DELETE holds':
      return (await setHold(controlled, id, method === 'PUT' ? body : null))
        ? json(200, { held: method === 'PUT' })
        : notFound(`platform with a mirror called ${id}`);
    case 'PUT stays':
    case 'DELETE stays':
      return setStay(controlled, id, method === 'PUT');
    case 'POST shares':
      return setShare(controlled, id, body);
    case 'GET changes': {
      const change = controlled.model.change(id);
      return change ? json(200, change) : notFound(`change called ${id}`);
    }
    case 'POST stop':
      setImmediate(controlled.stop);
      return json(202, { stopping: true });
    default:
      return null;
  }
}

/**
 * Put (`note` given) or delete (`null`) a hold object, and let the check see it at once.
 *
 * @returns false when no platform with a mirror is called so
 */
export async function setHold(
  { holds, watch, spec }: Pick<Controlled, 'holds' | 'watch' | 'spec'>,
  name: string,
  note: string | null,
): Promise<boolean> {
  const id = platformCalled(spec, name);
  if (!id) return false;
  await (note === null ? holds.delete(id) : holds.put(id, note));
  await watch.look();
  return true;
}

/** Keep a platform at its origin by disabling what its origin's records lean on, or end that. */
async function setStay({ spec, model }: Controlled, name: string, on: boolean): Promise<HttpReply> {
  const id = platformCalled(spec, name);
  if (!id) return notFound(`platform with a mirror called ${name}`);
  await model.setDisabled(checkIds(id).both, on);
  return json(200, { stays: on });
}

/** The id of the mirrored platform of this name; the only ids that reach the file system. */
export function platformCalled({ platforms }: NamesSpec, name: string): PlatformId | null {
  return platforms.find(({ id, mirror }) => mirror && id === name)?.id ?? null;
}

function setShare({ spec, model }: Controlled, name: string, body: string): HttpReply {
  const platform = spec.platforms.find(({ id, mirror }) => mirror && id === name);
  if (!platform) return notFound(`platform with a mirror called ${name}`);
  const asked = shareBody.safeParse(parseJson(body));
  if (!asked.success) {
    const message = 'Expected { "mirrorShare": 0 to 1 } in JSON: correct the body.';
    return json(400, { code: 'argument-invalid', message });
  }
  const hostname = canonicalName(platform.hostname);
  const weights: Readonly<Record<string, number>> = pairWeights(asked.data.mirrorShare);
  const batch = model
    .wanted()
    .records.filter((record) => record.name === hostname && record.setIdentifier in weights)
    .map((record) => ({
      action: 'UPSERT' as const,
      record: { ...record, weight: weights[record.setIdentifier] ?? record.weight },
    }));
  const result = model.submit(zoneOf(model.zones, hostname)?.id ?? '', batch);
  switch (result.kind) {
    case 'accepted':
      return json(202, { changeId: result.change.id });
    case 'refused':
      return json(400, { code: 'dns-change-refused', message: result.faults.join('; ') });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const notFound = (what: string): HttpReply =>
  json(404, { code: 'not-found', message: `Expected a ${what}, got none: see GET /state.` });
