// Goal: a client of Statuspage reads our files as it reads Atlassian's.
// Method: the public API's documented fields as a schema, which the six files are held to.
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { statuspageFiles } from '../../../web/status/feeds/statuspage-files.ts';
import { readWords } from '../../../web/words.ts';
import { incidentWith, view, viewWith } from './fixtures.ts';

const words = readWords('fr');
const time = z.iso.datetime();
const component = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum([
    'operational',
    'degraded_performance',
    'partial_outage',
    'major_outage',
    'under_maintenance',
  ]),
  created_at: time,
  updated_at: time,
  position: z.int(),
  description: z.string().nullable(),
  showcase: z.boolean(),
  group_id: z.string().nullable(),
  page_id: z.string(),
  group: z.boolean(),
  only_show_if_degraded: z.boolean(),
});
const update = z.object({
  id: z.string(),
  status: z.string(),
  body: z.string().min(1),
  incident_id: z.string(),
  created_at: time,
  updated_at: time,
  display_at: time,
  affected_components: z.array(z.unknown()).nullable(),
});
const incident = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(['investigating', 'identified', 'monitoring', 'resolved', 'postmortem']),
  created_at: time,
  updated_at: time,
  started_at: time,
  monitoring_at: time.nullable(),
  resolved_at: time.nullable(),
  impact: z.enum(['none', 'minor', 'major', 'critical']),
  shortlink: z.url(),
  page_id: z.string(),
  incident_updates: z.array(update),
  components: z.array(component),
});
const maintenance = incident.extend({
  status: z.enum(['scheduled', 'in_progress', 'verifying', 'completed']),
  impact: z.literal('maintenance'),
  scheduled_for: time,
  scheduled_until: time.nullable(),
});
const page = z.object({
  id: z.string(),
  name: z.string(),
  url: z.url(),
  time_zone: z.string(),
  updated_at: time,
});
const status = z.object({
  indicator: z.enum(['none', 'minor', 'major', 'critical']),
  description: z.string(),
});
const parts = {
  page,
  status,
  components: z.array(component),
  incidents: z.array(incident),
  scheduled_maintenances: z.array(maintenance),
};

const SHAPES = {
  'api/v2/summary.json': z.object(parts),
  'api/v2/status.json': z.object({ page, status }),
  'api/v2/components.json': z.object({ page, components: parts.components }),
  'api/v2/incidents.json': z.object({ page, incidents: parts.incidents }),
  'api/v2/incidents/unresolved.json': z.object({ page, incidents: parts.incidents }),
  'api/v2/scheduled-maintenances.json': z.object({
    page,
    scheduled_maintenances: parts.scheduled_maintenances,
  }),
};

const over = incidentWith(['outage', 'cause', 'recovery'], {
  recoveredAt: view.at,
  closedAt: view.at,
  cause: { code: 'overload', certainty: 'probable', sentence: 'Surcharge.', since: view.at },
});
const files = statuspageFiles({ ...view, incidents: [...view.incidents, over] }, words);
const read = <Path extends keyof typeof SHAPES>(path: Path) =>
  SHAPES[path].parse(JSON.parse(files.get(path) ?? '')) as z.output<(typeof SHAPES)[Path]>;

describe('the files of Statuspage', () => {
  test.each(Object.keys(SHAPES) as (keyof typeof SHAPES)[])('%s has its shape', (path) => {
    expect(() => read(path)).not.toThrow();
    expect(JSON.parse(files.get(path) ?? '')).toHaveProperty('preau.generated_at');
  });

  test('tell of a fall that is over, its updates the latest first', () => {
    const found = read('api/v2/incidents.json').incidents.find(
      ({ status: one }) => one === 'resolved',
    );
    expect(found?.incident_updates.map((one) => one.status)).toEqual([
      'resolved',
      'monitoring',
      'identified',
      'investigating',
    ]);
    expect(found?.incident_updates[0]?.body).toContain('terminée');
    const open = read('api/v2/incidents/unresolved.json').incidents;
    expect(open.map(({ status: one }) => one)).not.toContain('resolved');
    expect(open).toHaveLength(3);
    expect(read('api/v2/summary.json').incidents).toEqual(open);
  });

  test('carry the cause, how sure, since when, and where the lessons are', () => {
    const [found] = (
      JSON.parse(statuspageFiles(viewWith(over), words).get('api/v2/incidents.json') ?? '') as {
        readonly incidents: readonly object[];
      }
    ).incidents;
    expect(found).toMatchObject({
      preau: {
        cause: { code: 'overload', certainty: 'probable', evidence_url: null },
        mirror: { active: false, url: 'https://secours.ent-occitanie.example/' },
      },
    });
  });

  test('call what its owner closed a maintenance without an end', () => {
    const [one] = read('api/v2/scheduled-maintenances.json').scheduled_maintenances;
    expect(one).toMatchObject({ status: 'in_progress', scheduled_until: null });
  });

  test('give a drill no impact, and say what it is in every word', () => {
    const drill = incidentWith([], {
      drill: true,
      headline: 'EXERCICE · ENT Occitanie',
      closedAt: view.at,
    });
    const text = statuspageFiles(viewWith(drill), words).get('api/v2/incidents.json') ?? '';
    const [found] = SHAPES['api/v2/incidents.json'].parse(JSON.parse(text)).incidents;
    expect(found?.impact).toBe('none');
    expect(found?.name).toMatch(/^EXERCICE/);
    for (const { body } of found?.incident_updates ?? []) expect(body).toMatch(/^EXERCICE/);
  });
});
