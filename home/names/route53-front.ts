import type { HttpExchange, HttpReply } from './http-exchange.ts';
import type { ModelZone, NamesModel } from './names-model.ts';
import {
  checkStatus,
  createCheck,
  deleteCheck,
  getCheck,
  lastFailure,
  listChecks,
  updateCheck,
} from './route53-checks.ts';
import type { Route53Gate } from './route53-gate.ts';
import { changeRecordSets, getChange, listRecordSets, testAnswer } from './route53-records.ts';
import { failure } from './route53-reply.ts';
import { getZone, listZones } from './route53-zones.ts';

const VERSION = '2013-04-01';

/** What an operation is given. */
interface Call {
  readonly model: NamesModel;
  /** From the path; '' without. */
  readonly id: string;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly chance: () => number;
}

type Operation = (call: Call) => HttpReply | Promise<HttpReply>;

const inZone =
  (act: (call: Call, zone: ModelZone) => HttpReply, idOf = ({ id }: Call): string | null => id) =>
  (call: Call): HttpReply => {
    const id = idOf(call);
    const zone = call.model.zones.find((one) => one.id === id);
    if (zone) return act(call, zone);
    return failure(404, 'NoSuchHostedZone', `No hosted zone found with ID: ${id}`);
  };

/** By method and path, without what stands for an id. */
const OPERATIONS: Readonly<Record<string, readonly [name: string, Operation]>> = {
  'POST hostedzone/*/rrset': [
    'ChangeResourceRecordSets',
    inZone(({ model, body }, zone) => changeRecordSets(model, zone, body)),
  ],
  'GET hostedzone/*/rrset': [
    'ListResourceRecordSets',
    inZone(({ model, query }, zone) => listRecordSets(model, zone, query)),
  ],
  'GET hostedzone/*': ['GetHostedZone', inZone(({ model }, zone) => getZone(model, zone))],
  'GET hostedzonesbyname': ['ListHostedZonesByName', ({ model, query }) => listZones(model, query)],
  'GET change/*': ['GetChange', ({ model, id }) => getChange(model, id)],
  'GET testdnsanswer': [
    'TestDNSAnswer',
    inZone(
      ({ model, query, chance }, zone) => testAnswer(model, zone, query, chance()),
      ({ query }) => query.get('hostedzoneid'),
    ),
  ],
  'GET healthcheck': ['ListHealthChecks', ({ model, query }) => listChecks(model, query)],
  'POST healthcheck': ['CreateHealthCheck', ({ model, body }) => createCheck(model, body)],
  'GET healthcheck/*': ['GetHealthCheck', ({ model, id }) => getCheck(model, id)],
  'POST healthcheck/*': [
    'UpdateHealthCheck',
    ({ model, id, body }) => updateCheck(model, id, body),
  ],
  'DELETE healthcheck/*': ['DeleteHealthCheck', ({ model, id }) => deleteCheck(model, id)],
  'GET healthcheck/*/status': ['GetHealthCheckStatus', ({ model, id }) => checkStatus(model, id)],
  'GET healthcheck/*/lastfailurereason': [
    'GetHealthCheckLastFailureReason',
    ({ model, id }) => lastFailure(model, id),
  ],
};

/**
 * Route 53's REST-XML API on the model, as far as Préau and an operator's own tools use it: records,
 * changes, zones and health checks. CloudWatch's metrics of checks are not served.
 *
 * @param chance in [0, 1), drawn anew for each TestDNSAnswer
 * @returns null for a path that is not of this API
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_Operations_Amazon_Route_53.html
 */
export async function route53Front(
  { method, path, query, body }: HttpExchange,
  model: NamesModel,
  gate: Route53Gate,
  chance: () => number,
): Promise<HttpReply | null> {
  const [, version, area = '', id = '', ...rest] = path.replace(/\/$/, '').split('/');
  if (version !== VERSION) return null;
  const shape = [area, ...(id === '' ? [] : ['*']), ...rest].join('/');
  const [name, operation] = OPERATIONS[`${method} ${shape}`] ?? [];
  const refusal = gate.admit(name ?? '', performance.now());
  if (refusal) return refusal;
  if (!operation)
    return failure(400, 'InvalidAction', `${method} ${path} is not among those served here`);
  return operation({ model, id, query, body, chance });
}
