import type { z } from 'zod';
import {
  CALENDAR_KINDS,
  CHANGE_KINDS,
  HOSTER_KINDS,
  PROBE_KINDS,
  ROLE_OF,
} from './evaluate-kinds.ts';
import { causeOfLabel } from './evaluate-labels.ts';
import {
  type ClaimItem,
  claimItem,
  findingItem,
  type ScenarioHead,
  type ServiceItem,
  type SignalItem,
  scenarioHead,
  serviceItem,
  signalItem,
  type TrafficFields,
  trafficFields,
} from './evaluate-schema.ts';

/** One documented outage, as far as it may be used and could be read. */
export interface Scenario {
  /** From 1, in its file. */
  readonly line: number;
  readonly head: ScenarioHead;
  readonly probes: readonly string[];
  readonly hoster: readonly string[];
  readonly calendar: readonly string[];
  readonly services: readonly ServiceItem[];
  readonly claims: readonly ClaimItem[];
  readonly traffic: TrafficFields;
  /** Of a home's own incidents, in the words of the table. */
  readonly signals: readonly SignalItem[];
}

/** Something that could not be used. */
export interface Skip {
  readonly line: number;
  readonly id: string | null;
  readonly reason:
    | 'line-too-long'
    | 'not-json'
    | 'malformed'
    | 'too-many'
    | 'unknown-kind'
    | 'undated-claim'
    | 'no-label'
    | 'twice';
  /** Where: a list's or field's name; `line` for all of it. */
  readonly field: string;
  /** The kind that is not known, or what was expected; bounded. */
  readonly value: string;
}

/** No outage needs more findings of one sort; chosen. */
const ITEMS_MAX = 200;

type Note = (reason: Skip['reason'], field: string, value: unknown) => void;

/**
 * Read one line of a set of documented outages. What is not understood is left out and counted,
 * never guessed; a line without an id, or that is no JSON object, is left out whole.
 *
 * The label, the reason for it, a contributing cause and what was claimed later are not evidence:
 * the first is kept for the score, the others are not even read.
 *
 * @param name stands for the id of an outage that has none. @default it is left out
 * @returns the scenario, or null, and everything that was skipped
 */
export function parseScenario(
  text: string,
  line: number,
  name?: string,
): { readonly scenario: Scenario | null; readonly skips: readonly Skip[] } {
  const skips: Skip[] = [];
  const raw = jsonObject(text, name);
  let id: string | null = null;
  const note: Note = (reason, field, value) => {
    skips.push({ line, id, reason, field, value: String(value).slice(0, 80) });
  };
  if (raw === null) {
    note('not-json', 'line', 'a JSON object');
    return { scenario: null, skips };
  }
  const head = scenarioHead.safeParse(raw);
  if (!head.success) {
    note(
      'malformed',
      head.error.issues[0]?.path.join('.') || 'line',
      head.error.issues[0]?.message,
    );
    return { scenario: null, skips };
  }
  id = head.data.id;
  checkLabels(head.data, note);
  const kinds = (field: string, known: Readonly<Record<string, string | null>>) =>
    items(raw, field, findingItem, note)
      .map(({ kind }) => kind)
      .filter((kind) => Object.hasOwn(known, kind) || note('unknown-kind', field, kind));
  kinds('changes', CHANGE_KINDS);
  return {
    scenario: {
      line,
      head: head.data,
      probes: kinds('probeFindings', PROBE_KINDS),
      hoster: kinds('hosterStatus', HOSTER_KINDS),
      calendar: kinds('calendar', CALENDAR_KINDS),
      services: items(raw, 'services', serviceItem, note),
      claims: heardWithinTheDay(items(raw, 'claims', claimItem, note), note),
      traffic: trafficOf(raw, note),
      signals: items(raw, 'signals', signalItem, note),
    },
    skips,
  };
}

function jsonObject(text: string, name?: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? { ...(name !== undefined && { id: name }), ...value } : null;
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function checkLabels({ label, acceptable }: ScenarioHead, note: Note): void {
  for (const one of [...(label ? [label] : []), ...(acceptable ?? [])])
    if (causeOfLabel(one) === null) note('unknown-kind', 'label', one);
}

/** The items of one list that can be read; an absent list is empty. */
function items<Item>(
  raw: Readonly<Record<string, unknown>>,
  field: string,
  schema: z.ZodType<Item>,
  note: Note,
): readonly Item[] {
  const list = raw[field];
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) {
    note('malformed', field, 'a list');
    return [];
  }
  if (list.length > ITEMS_MAX) note('too-many', field, `${ITEMS_MAX} at most`);
  return list.slice(0, ITEMS_MAX).flatMap((one: unknown) => {
    const read = schema.safeParse(one);
    if (read.success) return [read.data];
    const issue = read.error.issues[0];
    note('malformed', [field, ...(issue?.path ?? [])].join('.'), issue?.message);
    return [];
  });
}

/**
 * What was said later is no evidence of that day; what is not dated may have been. A home's own
 * claims, which say whether they deny, are of the incident itself.
 */
function heardWithinTheDay(claims: readonly ClaimItem[], note: Note): readonly ClaimItem[] {
  return claims.filter(({ knownWithin24h, asserts, role, denies }) => {
    const heard = knownWithin24h ?? (typeof denies === 'boolean' ? true : null);
    if (heard === null) note('undated-claim', 'claims', role);
    else if (!ROLE_OF.has(role)) note('unknown-kind', 'claims.role', role);
    else if (causeOfLabel(asserts.replace(/^not:/, '')) === null)
      note('unknown-kind', 'claims.asserts', asserts);
    return heard === true;
  });
}

function trafficOf(raw: Readonly<Record<string, unknown>>, note: Note): TrafficFields {
  const traffic = raw['traffic'];
  if (traffic === undefined || traffic === null) return trafficFields.parse({});
  if (!isObject(traffic)) {
    note('malformed', 'traffic', 'an object');
    return trafficFields.parse({});
  }
  const read = trafficFields.safeParse(traffic);
  if (read.success) return read.data;
  const wrong = new Set(read.error.issues.map(({ path }) => String(path[0])));
  for (const { path, message } of read.error.issues)
    note('malformed', ['traffic', ...path].join('.'), message);
  const rest = Object.entries(traffic).filter(([key]) => !wrong.has(key));
  return trafficFields.parse(Object.fromEntries(rest));
}
