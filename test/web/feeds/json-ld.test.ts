// Goal: search engines are told of open outages, never of a drill, by data that cannot end its element.
import { expect, test } from 'vitest';
import { jsonLd } from '../../../web/status/feeds/json-ld.ts';
import { HOSTILE, incidentWith, poisoned, view, viewWith } from './fixtures.ts';

test('announces what is open', () => {
  const { '@graph': graph } = JSON.parse(jsonLd(view) ?? '') as { '@graph': readonly object[] };
  expect(graph).toHaveLength(3);
  expect(graph[0]).toMatchObject({ '@type': 'SpecialAnnouncement', inLanguage: 'fr' });
});

test('announces neither what is over, nor a drill, nor a rehearsal', () => {
  expect(jsonLd(viewWith(incidentWith(['outage'], { closedAt: view.at })))).toBeNull();
  expect(jsonLd(viewWith(incidentWith(['drill'], { drill: true })))).toBeNull();
  expect(jsonLd({ ...view, rehearsal: true })).toBeNull();
});

test('cannot end the element that carries it', () => {
  const text = jsonLd(poisoned(`</script>${HOSTILE}`)) ?? '';
  expect(text).not.toContain('<');
  expect(() => JSON.parse(text) as unknown).not.toThrow();
});
