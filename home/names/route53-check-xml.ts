import { z } from 'zod';
import type { HealthCheck } from '../../core/shelter/weighted-pair.ts';
import type { CreatedCheck } from './created-check.ts';
import { faultsOf, parseXml, type XmlElements } from './route53-xml.ts';

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.int().min(min).max(max));
const switches = { Disabled: flag.optional(), Inverted: flag.optional() };
const endpoint = {
  ...switches,
  // Names are not looked up here.
  IPAddress: z.union([z.ipv4(), z.ipv6()], 'an address is wanted: names are not looked up here'),
  Port: whole(1, 65_535),
  // Route 53 puts the slash that is missing.
  ResourcePath: z
    .string()
    .max(255)
    .transform((path) => (path.startsWith('/') ? path : `/${path}`))
    .default('/'),
  FullyQualifiedDomainName: z.string().max(255).default(''),
  RequestInterval: whole(10, 30)
    .pipe(z.union([z.literal(10), z.literal(30)]))
    .default(30),
  FailureThreshold: whole(1, 10).default(3),
  // Taken, and without effect: latency is not measured, and the checkers are the name server's own.
  MeasureLatency: flag.optional(),
  EnableSNI: flag.optional(),
  Regions: z.unknown().optional(),
};
const SearchString = z.string().min(1).max(255);

const configSchema = z.discriminatedUnion('Type', [
  z.strictObject({ Type: z.literal('HTTP'), ...endpoint }),
  z.strictObject({ Type: z.literal('HTTPS'), ...endpoint }),
  z.strictObject({ Type: z.literal('HTTP_STR_MATCH'), ...endpoint, SearchString }),
  z.strictObject({ Type: z.literal('HTTPS_STR_MATCH'), ...endpoint, SearchString }),
  z.strictObject({
    Type: z.literal('CALCULATED'),
    ...switches,
    HealthThreshold: whole(0, 256),
    ChildHealthChecks: z
      .object({ ChildHealthCheck: z.array(z.string().min(1).max(64)).max(255).default([]) })
      .or(z.literal('').transform(() => ({ ChildHealthCheck: [] })))
      .default({ ChildHealthCheck: [] }),
  }),
]);

const createSchema = z.object({
  CreateHealthCheckRequest: z.object({
    CallerReference: z.string().min(1).max(64),
    HealthCheckConfig: configSchema,
  }),
});

/** What CreateHealthCheck asks for, but for the id. */
export interface WantedCheck extends Omit<CreatedCheck, 'id'> {
  readonly disabled: boolean;
  readonly inverted: boolean;
}

/** Read the body of CreateHealthCheck. @returns the check, or what is wrong with it */
export function readCheckRequest(body: string): WantedCheck | string {
  const read = createSchema.safeParse(parseXml(body));
  if (!read.success) return faultsOf(read.error);
  const { CallerReference: reference, HealthCheckConfig } = read.data.CreateHealthCheckRequest;
  return {
    reference,
    config: configOf(HealthCheckConfig),
    disabled: HealthCheckConfig.Disabled ?? false,
    inverted: HealthCheckConfig.Inverted ?? false,
  };
}

function configOf(asked: z.infer<typeof configSchema>): CreatedCheck['config'] {
  if (asked.Type === 'CALCULATED') {
    const { HealthThreshold: threshold, ChildHealthChecks } = asked;
    return { kind: 'calculated', threshold, children: ChildHealthChecks.ChildHealthCheck };
  }
  return {
    kind: asked.Type.startsWith('HTTPS') ? 'https' : 'http',
    address: asked.IPAddress,
    port: asked.Port,
    path: asked.ResourcePath,
    host: asked.FullyQualifiedDomainName,
    expect: 'SearchString' in asked ? asked.SearchString : '',
    intervalSec: asked.RequestInterval,
    failureThreshold: asked.FailureThreshold,
  };
}

const updateSchema = z.object({
  UpdateHealthCheckRequest: z.strictObject({
    ...switches,
    HealthCheckVersion: whole(1, 99_999).optional(),
  }),
});

/** Read the body of UpdateHealthCheck. @returns what to change, or what is wrong with it */
export function readCheckUpdate(body: string) {
  const read = updateSchema.safeParse(parseXml(body));
  if (!read.success)
    return `only Disabled and Inverted can be updated here: ${faultsOf(read.error)}`;
  const {
    Disabled: disabled,
    Inverted: inverted,
    HealthCheckVersion,
  } = read.data.UpdateHealthCheckRequest;
  return {
    wanted: {
      ...(disabled !== undefined && { disabled }),
      ...(inverted !== undefined && { inverted }),
    },
    version: HealthCheckVersion,
  };
}

/** What is set on a check besides what it looks at. */
interface Settings {
  readonly disabled: boolean;
  readonly inverted: boolean;
  readonly version: number;
  readonly reference: string;
  readonly intervalSec: number;
  readonly failureThreshold: number;
}

/** A health check as GetHealthCheck and its likes write it. */
export const checkToXml = (check: HealthCheck, settings: Settings): XmlElements => ({
  Id: check.id,
  CallerReference: settings.reference,
  HealthCheckConfig: {
    ...lookedAt(check),
    ...(check.kind !== 'calculated' && {
      RequestInterval: settings.intervalSec,
      FailureThreshold: settings.failureThreshold,
    }),
    Inverted: settings.inverted,
    Disabled: settings.disabled,
  },
  HealthCheckVersion: settings.version,
});

function lookedAt(check: HealthCheck): XmlElements {
  switch (check.kind) {
    case 'http':
    case 'https': {
      const { kind, addresses, port, path, host, expect } = check;
      return {
        Type: `${kind.toUpperCase()}${expect === '' ? '' : '_STR_MATCH'}`,
        IPAddress: addresses[0],
        Port: port,
        ResourcePath: path,
        FullyQualifiedDomainName: host,
        SearchString: expect === '' ? undefined : expect,
      };
    }
    case 'hold':
      return { Type: 'HTTPS', ResourcePath: `/holds/${check.platform}` };
    case 'calculated':
      return {
        Type: 'CALCULATED',
        HealthThreshold: check.threshold,
        ChildHealthChecks: { ChildHealthCheck: check.children },
      };
  }
}
