import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { canonicalName, type NameRecord, RECORD_TYPES } from './name-record.ts';
import type { RecordChange } from './record-change.ts';

/** Elements by name, in order; `undefined` values are left out, arrays repeat the element. */
export interface XmlElements {
  readonly [name: string]: XmlValue;
}
type XmlScalar = string | number | boolean | undefined | XmlElements;
type XmlValue = XmlScalar | readonly XmlScalar[];

const NAMESPACE = 'https://route53.amazonaws.com/doc/2013-04-01/';

/** A document of Route 53's API. */
export const toXml = (root: string, elements: XmlElements): string =>
  `<?xml version="1.0"?>\n<${root} xmlns="${NAMESPACE}">${elementsToXml(elements)}</${root}>`;

/** Text that is safe between tags. */
export const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

function elementsToXml(elements: XmlElements): string {
  return Object.entries(elements)
    .flatMap(([name, value]) =>
      (isList(value) ? value : [value]).map((one) => [name, one] as const),
    )
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `<${name}>${valueToXml(value)}</${name}>`)
    .join('');
}

function valueToXml(value: XmlScalar): string {
  return typeof value === 'object' ? elementsToXml(value) : escapeXml(`${value}`);
}

const isList = (value: XmlValue): value is readonly XmlScalar[] => Array.isArray(value);

/** A record set as ListResourceRecordSets and ChangeResourceRecordSets write it. */
export const recordToXml = (record: NameRecord): XmlElements => ({
  Name: `${record.name}.`,
  Type: record.type,
  ...(record.setIdentifier === ''
    ? {}
    : { SetIdentifier: record.setIdentifier, Weight: record.weight }),
  TTL: record.ttlSec,
  ResourceRecords: { ResourceRecord: record.values.map((value) => ({ Value: value })) },
  HealthCheckId: record.healthCheck ?? undefined,
});

const LISTS = new Set(['Change', 'ResourceRecord', 'ChildHealthCheck', 'Region']);

// Tag values stay text: a set identifier of "010" is no number.
const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  // Characters by their numbers too, as any XML may have them.
  htmlEntities: true,
  maxNestedTags: 20,
  isArray: (name) => LISTS.has(name),
});

const wholeNumber = z
  .string()
  .regex(/^\d{1,6}$/)
  .transform(Number);
const changeSchema = z.object({
  Action: z.enum(['CREATE', 'UPSERT', 'DELETE']),
  ResourceRecordSet: z.object({
    Name: z.string().min(1).max(1_024).transform(canonicalName),
    Type: z.enum(RECORD_TYPES),
    SetIdentifier: z.string().min(1).max(128).optional(),
    Weight: wholeNumber.optional(),
    TTL: wholeNumber,
    ResourceRecords: z.object({ ResourceRecord: z.array(z.object({ Value: z.string() })) }),
    HealthCheckId: z.string().max(64).optional(),
  }),
});
/** More than Route 53's limits on records let through; those are told by their own words. */
const CHANGES_MAX = 2_000;
const batchSchema = z.object({
  ChangeResourceRecordSetsRequest: z.object({
    ChangeBatch: z.object({
      Changes: z.object({ Change: z.array(changeSchema).min(1).max(CHANGES_MAX) }),
    }),
  }),
});

/**
 * Read the body of ChangeResourceRecordSets.
 *
 * @returns the batch, or what is wrong with it
 */
export function readChangeBatch(body: string): readonly RecordChange[] | string {
  const read = batchSchema.safeParse(parseXml(body));
  if (!read.success) return faultsOf(read.error);
  const { Change } = read.data.ChangeResourceRecordSetsRequest.ChangeBatch.Changes;
  return Change.map(({ Action, ResourceRecordSet: set }) => ({
    action: Action,
    record: {
      name: set.Name,
      type: set.Type,
      setIdentifier: set.SetIdentifier ?? '',
      weight: set.Weight ?? 0,
      ttlSec: set.TTL,
      values: set.ResourceRecords.ResourceRecord.map(({ Value }) => Value),
      healthCheck: set.HealthCheckId ?? null,
    },
  }));
}

/** @returns a document's elements; `null` for what is none, or declares a type or entities */
export function parseXml(body: string): unknown {
  if (/<!DOCTYPE|<!ENTITY/i.test(body)) return null;
  try {
    return parser.parse(body, true);
  } catch {
    return null;
  }
}

/** What a schema found wrong, in one line. */
export const faultsOf = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
