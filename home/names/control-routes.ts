import { checkIds } from '../../core/shelter/weighted-pair.ts';
import { platformCalled } from './control-platform.ts';
import { setShares } from './control-shares.ts';
import type { HoldFolder } from './hold-folder.ts';
import { type HttpExchange, type HttpReply, json } from './http-exchange.ts';
import type { NamesModel } from './names-model.ts';
import type { NamesSpec } from './names-spec.ts';
import type { NamesState } from './names-state.ts';
import type { Route53Gate } from './route53-gate.ts';
import type { HoldWatch } from './watch-holds.ts';

/** What the control API reaches. */
export interface Controlled {
  readonly spec: NamesSpec;
  readonly model: NamesModel;
  readonly holds: HoldFolder;
  readonly watch: HoldWatch;
  readonly gate: Route53Gate;
  state(turnsAfter: number): Promise<NamesState>;
  readonly stop: () => void;
}

/**
 * Préau's own control API, JSON:
 * `GET /ping`, `GET /state?turnsAfter=N`, `PUT|DELETE /holds/<platform>`, `PUT|DELETE /stays/<platform>`,
 * `POST /shares`, `GET /changes/<id>`, `PUT|DELETE /outages/us-east-1`, which takes Route 53's API
 * down, and `POST /stop`.
 *
 * @returns null for a path that is not of this API
 */
export async function controlRoute(
  { method, path, query, body }: HttpExchange,
  controlled: Controlled,
): Promise<HttpReply | null> {
  const [, area = '', id = '', ...rest] = path.split('/');
  if (rest.length > 0) return null;
  const on = method === 'PUT';
  switch (`${method} ${area}`) {
    case 'GET ping':
      return json(200, { pid: process.pid });
    case 'GET state':
      return json(200, await controlled.state(Number(query.get('turnsAfter')) || 0));
    case 'PUT holds':
    case 'DELETE holds':
      return (await setHold(controlled, id, on ? body : null))
        ? json(200, { held: on })
        : notFound(`platform with a mirror called ${id}`);
    case 'PUT stays':
    case 'DELETE stays':
      return setStay(controlled, id, on);
    case 'POST shares':
      return id === '' ? setShares(controlled.spec, controlled.model, body) : null;
    case 'GET changes': {
      const change = controlled.model.changes.find(id);
      return change ? json(200, change) : notFound(`change called ${id}`);
    }
    case 'PUT outages':
    case 'DELETE outages':
      if (id !== 'us-east-1') return notFound('Region that can be taken down');
      controlled.gate.setDown(on);
      return json(200, { down: on });
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
  const platform = platformCalled(spec, name);
  if (!platform) return false;
  await (note === null ? holds.delete(platform.id) : holds.put(platform.id, note));
  await watch.look();
  return true;
}

/**
 * Let a platform's health turn nobody, by disabling its origin's check, or end that. A hold still wins.
 * What the origin's records lean on would overrule a hold if it were disabled: the end enables it too.
 */
async function setStay({ spec, model }: Controlled, name: string, on: boolean): Promise<HttpReply> {
  const platform = platformCalled(spec, name);
  if (!platform) return notFound(`platform with a mirror called ${name}`);
  const { origin, both } = checkIds(platform.id);
  await model.switchCheck(origin, { disabled: on });
  if (!on && model.board.isDisabled(both)) await model.switchCheck(both, { disabled: false });
  return json(200, { stays: on });
}

const notFound = (what: string): HttpReply =>
  json(404, { code: 'not-found', message: `Expected a ${what}, got none: see GET /state.` });
