import { CALENDAR_KINDS, CHANGE_KINDS, HOSTER_KINDS, PROBE_KINDS } from './evaluate-kinds.ts';
import { heardWithinTheDay, isObject, items, type Note, trafficOf } from './evaluate-fields.ts';
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
} from './evaluate-schema.ts';
import { expectedOf } from './expected-of.ts';
import { parseForeignJson } from '../../core/parse-foreign-json.ts';

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
    note('not-json', 'line', 'JSON object');
    return { scenario: null, skips };
  }
  const head = scenarioHead.safeParse(raw);
  if (!head.success) {
    note(
      'malformed',
      head.error.issues[0]?.path.join('.') || 'line',
      expectedOf(head.error.issues[0]),
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
    const value: unknown = parseForeignJson(text);
    return isObject(value) ? { ...(name !== undefined && { id: name }), ...value } : null;
  } catch {
    return null;
  }
}

function checkLabels({ label, acceptable }: ScenarioHead, note: Note): void {
  for (const one of [...(label ? [label] : []), ...(acceptable ?? [])])
    if (causeOfLabel(one) === null) note('unknown-kind', 'label', one);
}
