// Goal: systems that warn the public can take our alerts: valid by OASIS's own schema, each update
// naming what it follows, and a drill never Actual (P9).
// Method: xmllint with the schema, where the machine has it; fast-xml-parser for what is said.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import type { StatusView } from '../../../app/views/status-view.ts';
import type { Phase } from '../../../core/notice/notice.ts';
import { epochMs, hours } from '../../../core/units.ts';
import { capFiles } from '../../../web/status/feeds/cap-files.ts';
import { readWords } from '../../../web/words.ts';
import { HOSTILE, incidentWith, poisoned, view, viewWith } from './fixtures.ts';

const words = readWords('fr');
const SCHEMA = fileURLToPath(new URL('../../fixtures/schemas/CAP-v1.2.xsd', import.meta.url));
const hasXmllint = spawnSync('xmllint', ['--version']).status === 0;

interface Alert {
  readonly identifier: string;
  readonly sender: string;
  readonly sent: string;
  readonly status: string;
  readonly msgType: string;
  readonly references?: string;
  readonly info: { readonly headline: string; readonly responseType: string };
}

/** The alerts by the time they were sent. */
function alertsOf(of: StatusView): readonly Alert[] {
  const parser = new XMLParser({ parseTagValue: false });
  return [...capFiles(of, words)]
    .filter(([path]) => path.endsWith('.xml'))
    .map(([, xml]) => (parser.parse(xml) as { readonly alert: Alert }).alert)
    .toSorted((one, other) => (one.sent < other.sent ? -1 : 1));
}

/** What xmllint says of each alert. */
const verdicts = (of: StatusView): readonly string[] =>
  [...capFiles(of, words)]
    .filter(([path]) => path.endsWith('.xml'))
    .map(
      ([, input]) =>
        spawnSync('xmllint', ['--nonet', '--noout', '--schema', SCHEMA, '-'], {
          input,
          encoding: 'utf8',
        }).stderr,
    );

describe('the alerts', () => {
  test.skipIf(!hasXmllint)('are valid by the schema of OASIS', () => {
    const views = [
      view,
      viewWith(incidentWith(['outage', 'cause', 'recovery', 'relapse'])),
      viewWith(incidentWith(['drill'], { drill: true, closedAt: view.at })),
      poisoned(HOSTILE),
    ];
    const said = views.flatMap(verdicts);
    expect(said.length).toBeGreaterThan(10);
    expect(new Set(said)).toEqual(new Set(['- validates\n']));
  });

  test('are an Alert, Updates that name all before them, and a Cancel at the return', () => {
    const alerts = alertsOf(viewWith(incidentWith(['outage', 'cause', 'recovery', 'relapse'])));
    expect(alerts.map(({ msgType }) => msgType)).toEqual(['Alert', 'Update', 'Cancel', 'Alert']);
    const [first, second, third, again] = alerts;
    expect(first?.references).toBeUndefined();
    expect(second?.references).toBe(`${first?.sender},${first?.identifier},${first?.sent}`);
    expect(third?.references?.split(' ')).toHaveLength(2);
    expect(third?.info.responseType).toBe('AllClear');
    expect(again?.references).toBeUndefined();
  });

  test('are cancelled by the end of a fall whose return no message told', () => {
    const closed = incidentWith(['outage'], { closedAt: view.at });
    expect(alertsOf(viewWith(closed)).map(({ msgType }) => msgType)).toEqual(['Alert', 'Cancel']);
    const silent = incidentWith([], { closedAt: view.at });
    expect(alertsOf(viewWith(silent))).toEqual([]);
  });

  test('are an Exercise in a drill and in a rehearsal, and say so', () => {
    const drill = incidentWith(['drill'], {
      drill: true,
      closedAt: view.at,
      headline: 'EXERCICE · ENT Occitanie',
    });
    for (const { status } of alertsOf(viewWith(drill))) expect(status).toBe('Exercise');
    expect(alertsOf(viewWith(drill)).at(-1)?.info.headline).toMatch(/^EXERCICE/);
    const played = { ...viewWith(incidentWith(['outage'])), rehearsal: true };
    expect(alertsOf(played).map(({ status }) => status)).toEqual(['Exercise']);
    expect(alertsOf(viewWith(incidentWith(['outage'])))[0]?.status).toBe('Actual');
  });

  test('leave three days after the end, and stay in the history', () => {
    const past = incidentWith(['outage'], { closedAt: epochMs(view.at - hours(73)) });
    expect(alertsOf(viewWith(past))).toEqual([]);
  });

  test('refer to nothing that is not there, and have identifiers that CAP and hosts take', () => {
    const phases = fc.array(
      fc.constantFrom<Phase>('outage', 'cause', 'correction', 'recovery', 'relapse'),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(phases, fc.boolean(), (list, isClosed) => {
        const incident = incidentWith(list, { closedAt: isClosed ? view.at : null });
        const alerts = alertsOf(viewWith(incident));
        const known = new Set(alerts.map((one) => `${one.sender},${one.identifier},${one.sent}`));
        expect(known.size).toBe(alerts.length);
        for (const alert of alerts) {
          expect(alert.identifier).toMatch(/^[\w.-]{1,96}$/);
          const references = alert.references?.split(' ') ?? [];
          expect(references.length > 0).toBe(alert.msgType !== 'Alert');
          for (const reference of references) expect(known).toContain(reference);
        }
        const isOpen = alerts.length > 0 && alerts.at(-1)?.msgType !== 'Cancel';
        expect(isClosed && isOpen).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

test('the index lists each alert by the address of its file', () => {
  const files = capFiles(view, words);
  const links = [...(files.get('cap/index.atom') ?? '').matchAll(/cap\+xml" href="([^"]+)"/g)];
  const paths = [...files.keys()].filter((path) => path.endsWith('.xml'));
  expect(links.map(([, href]) => href)).toEqual(
    paths.map((path) => `https://etat.preau.example/${path}`),
  );
  expect(paths).toHaveLength(3);
});
