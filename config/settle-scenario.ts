import type { EpochMs } from '../core/units.ts';
import { epochMs } from '../core/units.ts';
import { localInstant } from './local-instant.ts';
import type { ConfigPath, Finding } from './problem.ts';
import type { Scenario } from './scenario.ts';
import type { WrittenScenario } from './scenario-schema.ts';

/** Sockets and CPU of one small machine allow this many pupils over all platforms (chosen). */
const PUPILS_MAX = 600;
/** A rehearsal lasts half a day at most, and half an hour of real time (chosen). */
const LENGTH_MAX_MS = 12 * 3_600_000;
const REAL_LENGTH_MAX_MS = 30 * 60_000;

/** Turn local times into instants, and check what values must agree on. */
export function settleScenario(written: WrittenScenario): {
  readonly scenario: Scenario;
  readonly findings: readonly Finding[];
} {
  const findings: Finding[] = [];
  const refuse = (path: ConfigPath, why: string) =>
    findings.push({ code: 'invalid', path, values: { why } });
  const times = timeReader(written, refuse);
  const [start, end] = [times.at(written.start, ['start']), times.at(written.end, ['end'])];
  if (end <= start) refuse(['end'], 'start < end');
  if (end - start > LENGTH_MAX_MS) refuse(['end'], 'end − start ≤ 12 h');
  if ((end - start) / written.pace > REAL_LENGTH_MAX_MS) refuse(['pace'], '≤ 30 min');

  const known = new Set(written.platforms.map(({ id }) => id));
  const checkKnown = (id: (typeof written.platforms)[number]['id'], path: ConfigPath) => {
    if (!known.has(id)) refuse(path, [...known].join(', '));
  };
  checkCrowds(written, refuse);

  const scenario: Scenario = {
    ...written,
    start,
    end,
    platforms: written.platforms.map((platform, index) => ({
      ...platform,
      crowd: times.rising(platform.crowd, ['platforms', index, 'crowd']),
    })),
    floods: written.floods.map((flood, index) => {
      checkKnown(flood.platform, ['floods', index, 'platform']);
      return { ...flood, ...times.span(flood, ['floods', index]) };
    }),
    blindVantages: written.blindVantages.map((blind, index) => ({
      ...blind,
      ...times.span(blind, ['blindVantages', index]),
    })),
    claims: written.claims
      .map(({ at, platforms, onRecord, ...said }, index) => {
        platforms.forEach((id, n) => checkKnown(id, ['claims', index, 'platforms', n]));
        const claim = { ...said, at: times.at(at, ['claims', index, 'at']) };
        if (claim.at < start || claim.at > end) {
          refuse(['claims', index, 'at'], `${written.start} ≤ at ≤ ${written.end}`);
        }
        return { platforms, onRecord, claim };
      })
      .toSorted((a, b) => a.claim.at - b.claim.at),
  };
  return { scenario, findings };
}

function checkCrowds(
  { platforms }: WrittenScenario,
  refuse: (path: ConfigPath, why: string) => void,
): void {
  const seen = new Set<string>();
  for (const [index, { id }] of platforms.entries()) {
    if (seen.has(id)) refuse(['platforms', index, 'id'], `${id}: 1 ×`);
    seen.add(id);
  }
  const most = platforms.map(({ crowd }) => Math.max(...crowd.map(({ pupils }) => pupils)));
  const total = most.reduce((sum, count) => sum + count, 0);
  if (total > PUPILS_MAX) refuse(['platforms'], `Σ pupils ≤ ${PUPILS_MAX}: ${total}`);
}

function timeReader(written: WrittenScenario, refuse: (path: ConfigPath, why: string) => void) {
  const day = written.start.split('T')[0] ?? '';
  const at = (text: string, path: ConfigPath): EpochMs => {
    const found = localInstant(text.includes('T') ? text : `${day}T${text}`, written.timeZone);
    if (found === null) refuse(path, `${written.timeZone}: ${text}?`);
    return found ?? epochMs(0);
  };
  return {
    at,
    span: (one: { readonly from: string; readonly to: string }, path: ConfigPath) => {
      const span = { from: at(one.from, [...path, 'from']), to: at(one.to, [...path, 'to']) };
      if (span.to <= span.from) refuse([...path, 'to'], 'from < to');
      return span;
    },
    rising: <T extends { readonly at: string }>(points: readonly T[], path: ConfigPath) => {
      const settled = points.map((point, n) => ({
        ...point,
        at: at(point.at, [...path, n, 'at']),
      }));
      for (const [n, point] of settled.entries()) {
        const before = settled[n - 1];
        if (before && point.at <= before.at) refuse([...path, n, 'at'], `> ${points[n - 1]?.at}`);
      }
      return settled;
    },
  };
}
