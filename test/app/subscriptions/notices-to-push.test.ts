// Goal: browsers get the words that schools got, each in its language, and nothing of a drill. Method: one
// notice of the morning, and the same as a drill's.
import { expect, test } from 'vitest';
import { noticesToPush } from '../../../app/subscriptions/notices-to-push.ts';
import type { PublicChange } from '../../../app/subscriptions/public-changes.ts';
import type { State } from '../../../core/incident/state.ts';
import { incidentId, platformId } from '../../../core/units.ts';
import { statusExtras } from '../../web/fixtures/faces.ts';
import { MORNING_NOW, morning } from '../../web/fixtures/morning.ts';

const NOTICE = 'ent-occitanie-20210406T060710Z/outage/1';
const change: PublicChange = {
  id: 'x',
  type: 'incident.updated',
  at: MORNING_NOW,
  seq: 3,
  platform: platformId('ent-occitanie'),
  incident: incidentId('ent-occitanie-20210406T060710Z'),
  drill: false,
  notices: [NOTICE],
};
const languages = [statusExtras('fr'), statusExtras('en')];
const found = (over: Partial<PublicChange>, state: State = morning) =>
  noticesToPush({ seq: 3, state, changes: [{ ...change, ...over }] }, languages);

test('a notice is pushed in the words of its SMS, in both languages', () => {
  const [push] = found({});
  expect(push).toMatchObject({ notice: NOTICE, platform: 'ent-occitanie', at: MORNING_NOW });
  const content = morning.notices[NOTICE]?.content;
  for (const [index, language] of (['fr', 'en'] as const).entries()) {
    const said = JSON.parse(push?.payloads[language] ?? '{}');
    expect(said).toMatchObject({
      lang: language,
      tag: content?.reference,
      page: `${index === 0 ? '' : 'en/'}index.html#ent-occitanie`,
      body: content && languages[index]?.render(content).sms,
    });
    expect(said.title).toContain('ENT Occitanie');
    // What a push service takes, RFC 8291 and its cipher counted.
    expect(Buffer.byteLength(push?.payloads[language] ?? '')).toBeLessThan(3_000);
  }
});

test('nothing of a drill is pushed, nor what no notice told', () => {
  expect(found({ drill: true })).toEqual([]);
  expect(found({ notices: [] })).toEqual([]);
  const notice = morning.notices[NOTICE];
  if (notice === undefined) throw new Error('no notice');
  const drill = { ...notice, content: { ...notice.content, drill: true } };
  expect(found({}, { ...morning, notices: { [NOTICE]: drill } })).toEqual([]);
});
