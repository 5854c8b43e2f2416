import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { HealthCheck } from '../../core/shelter/weighted-pair.ts';
import type { CheckerReport, CheckReport } from './health-board.ts';
import type { HttpReply } from './http-exchange.ts';
import type { NamesModel } from './names-model.ts';
import { checkToXml, readCheckRequest, readCheckUpdate } from './route53-check-xml.ts';
import { failure, success } from './route53-reply.ts';
import type { XmlElements } from './route53-xml.ts';

/** Route 53: 200 active checks an account. The spec's are not counted. */
const CREATED_MAX = 200;
/** Route 53's page. */
const PAGE = 100;
/** Where Route 53's checkers are; ours are all here and go by these names in turn. */
const REGIONS = [
  'us-east-1',
  'us-west-1',
  'us-west-2',
  'eu-west-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-northeast-1',
  'sa-east-1',
] as const;

/** ListHealthChecks. */
export function listChecks(model: NamesModel, query: URLSearchParams): HttpReply {
  const checks = model.board.checks();
  const marker = query.get('marker');
  const start = marker === null ? 0 : checks.findIndex(({ id }) => id === marker);
  if (start < 0) return noSuchCheck(marker ?? '');
  const size = Math.min(PAGE, Math.max(1, Number(query.get('maxitems')) || PAGE));
  const next = checks[start + size];
  return success('ListHealthChecksResponse', {
    HealthChecks: {
      HealthCheck: checks.slice(start, start + size).map((check) => toXml(model, check)),
    },
    Marker: marker ?? '',
    IsTruncated: next !== undefined,
    NextMarker: next?.id,
    MaxItems: size,
  });
}

/** GetHealthCheck. */
export function getCheck(model: NamesModel, id: string): HttpReply {
  const check = model.board.check(id);
  return check
    ? success('GetHealthCheckResponse', { HealthCheck: toXml(model, check) })
    : noSuchCheck(id);
}

/** CreateHealthCheck. The same request twice makes one check, by its CallerReference. */
export async function createCheck(model: NamesModel, body: string): Promise<HttpReply> {
  const wanted = readCheckRequest(body);
  if (typeof wanted === 'string') return failure(400, 'InvalidInput', wanted);
  const { reference, config, disabled, inverted } = wanted;
  const { board } = model;
  const before = board.allCreated().find((one) => one.reference === reference);
  if (before && isDeepStrictEqual(before.config, config)) return made(model, before.id);
  if (before) {
    const why = `A health check of other settings has the caller reference ${reference}.`;
    return failure(409, 'HealthCheckAlreadyExists', why);
  }
  if (board.allCreated().length >= CREATED_MAX)
    return failure(400, 'TooManyHealthChecks', `There are ${CREATED_MAX} health checks already.`);
  const fault = config.kind === 'calculated' ? childFault(model, config.children) : null;
  if (fault !== null) return failure(400, 'InvalidInput', fault);
  const id = randomUUID();
  await model.addCheck({ id, reference, config }, { disabled, inverted });
  return made(model, id);
}

function childFault({ board }: NamesModel, children: readonly string[]): string | null {
  for (const child of children) {
    const kind = board.check(child)?.kind;
    if (kind === undefined) return `there is no health check ${child}`;
    if (kind === 'calculated') return `${child} is a calculated check, which cannot be a child`;
  }
  return null;
}

/** UpdateHealthCheck: Disabled and Inverted. */
export async function updateCheck(model: NamesModel, id: string, body: string): Promise<HttpReply> {
  const check = model.board.check(id);
  if (!check) return noSuchCheck(id);
  const update = readCheckUpdate(body);
  if (typeof update === 'string') return failure(400, 'InvalidInput', update);
  const version = model.board.version(id);
  if (update.version !== undefined && update.version !== version) {
    const why = `The health check is of version ${version}, not ${update.version}.`;
    return failure(409, 'HealthCheckVersionMismatch', why);
  }
  // A hold is inverted as it is.
  const { inverted, ...rest } = update.wanted;
  const wanted = inverted === undefined ? rest : { ...rest, inverted: inverted !== isHold(check) };
  await model.switchCheck(id, wanted);
  return success('UpdateHealthCheckResponse', { HealthCheck: toXml(model, check) });
}

/** DeleteHealthCheck: of those that CreateHealthCheck made, while nothing leans on them. */
export async function deleteCheck(model: NamesModel, id: string): Promise<HttpReply> {
  if (!model.board.check(id)) return noSuchCheck(id);
  const inUse = (why: string) => failure(400, 'HealthCheckInUse', `Health check ${id} ${why}.`);
  if (!model.board.created(id)) return inUse('is of the configuration');
  if (model.board.leaning(id).size > 1) return inUse('is a child of a calculated check');
  const records = [...model.wanted().records, ...model.served().records];
  if (records.some(({ healthCheck }) => healthCheck === id)) return inUse('is that of a record');
  await model.removeCheck(id);
  return success('DeleteHealthCheckResponse', {});
}

/** GetHealthCheckStatus: what each checker found last. */
export const checkStatus = (model: NamesModel, id: string): HttpReply =>
  observations(model, id, 'GetHealthCheckStatusResponse', () => true);

/** GetHealthCheckLastFailureReason: of the checkers that say down. */
export const lastFailure = (model: NamesModel, id: string): HttpReply =>
  observations(model, id, 'GetHealthCheckLastFailureReasonResponse', ({ healthy }) => !healthy);

function observations(
  { board }: NamesModel,
  id: string,
  root: string,
  told: (checker: CheckerReport) => boolean,
): HttpReply {
  const report = board.reports().find((one) => one.id === id);
  if (!report) return noSuchCheck(id);
  if (report.kind === 'calculated')
    return failure(400, 'InvalidInput', 'The status of a calculated health check is not told so.');
  return success(root, {
    HealthCheckObservations: {
      HealthCheckObservation: report.checkers
        .map((checker, place) => ({ checker, place }))
        .filter(({ checker }) => told(checker))
        .map(({ checker, place }) => observation(report, checker, place)),
    },
  });
}

const observation = ({ at }: CheckReport, checker: CheckerReport, place: number): XmlElements => ({
  Region: REGIONS[place % REGIONS.length],
  IPAddress: '127.0.0.1',
  StatusReport: {
    Status: `${checker.healthy ? 'Success' : 'Failure'}: ${checker.reason}`,
    CheckedTime: new Date(checker.at ?? at ?? Date.now()).toISOString(),
  },
});

const made = (model: NamesModel, id: string): HttpReply => {
  const check = model.board.check(id);
  return check
    ? success('CreateHealthCheckResponse', { HealthCheck: toXml(model, check) }, 201)
    : noSuchCheck(id);
};

function toXml({ board, spec }: NamesModel, check: HealthCheck): XmlElements {
  const { id } = check;
  const own = board.created(id);
  const endpoint = own && own.config.kind !== 'calculated' ? own.config : null;
  return checkToXml(check, {
    reference: own?.reference ?? `preau ${id}`,
    disabled: board.isDisabled(id),
    inverted: board.isInverted(id) !== isHold(check),
    version: board.version(id),
    // Route 53 knows two; the spec's may be any.
    intervalSec: endpoint?.intervalSec ?? (spec.checkIntervalMs > 10_000 ? 30 : 10),
    failureThreshold: endpoint?.failureThreshold ?? (isHold(check) ? 1 : spec.failureThreshold),
  });
}

const isHold = ({ kind }: HealthCheck): boolean => kind === 'hold';

const noSuchCheck = (id: string): HttpReply =>
  failure(404, 'NoSuchHealthCheck', `No health check exists with the ID ${id}.`);
