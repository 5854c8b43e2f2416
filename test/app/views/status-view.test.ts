import { describe, expect, test } from 'vitest';
import { statusView } from '../../../app/views/status-view.ts';
import type { State } from '../../../core/incident/state.ts';
import { epochMs, seconds } from '../../../core/units.ts';
import { MORNING_NOW, morning, paris } from '../../web/fixtures/morning.ts';
import { morningPolicy } from '../../web/fixtures/morning-policy.ts';
import { morningStatus, statusExtras } from '../../web/fixtures/faces.ts';

// Goal: the public page says where the lessons are, and of the cause only what may be said.
// Method: the same morning as the console's, and variations of one fact at a time.

const lineOf = (id: string, state: State = morning) =>
  morningStatus('fr', state).platforms.find((line) => line.id === id);

function withIncident(change: object): State {
  const [id, incident] =
    Object.entries(morning.incidents).find(([, { platform }]) => platform === 'ent-occitanie') ??
    [];
  return { ...morning, incidents: { [id ?? '']: { ...incident, ...change } } } as State;
}

describe('the public view', () => {
  test('leaves controls out', () => {
    expect(lineOf('ent-deux-sevres')).toBeUndefined();
  });

  test('counts an outage from its fall and gives the mirror its own name', () => {
    const line = lineOf('ent-occitanie');
    expect(line?.since).toBe(paris('08:07:10'));
    expect(line?.lessonsUrl).toBe('https://secours.ent-occitanie.example/');
    expect(line?.nextWordAt).toBe(paris('09:00:00'));
  });

  test.each([
    { name: 'a probable cause as probable', change: {}, says: /^Cause probable : trop de/ },
    {
      name: 'no cause without a verdict',
      change: { verdict: null },
      says: /^Cause recherchée\.$/,
    },
    {
      name: 'no cause in the first minutes',
      change: { fellAt: paris('08:25:00') },
      says: /^Cause recherchée\.$/,
    },
    {
      name: 'a cause that the operator confirmed as confirmed',
      change: { confirmedCause: 'application' },
      says: /^Cause confirmée : une panne de l'application\.$/,
    },
    {
      name: 'no cause once the incident is closed',
      change: { closedAt: MORNING_NOW },
      says: /^nothing$/,
    },
  ])('states $name', ({ change, says }) => {
    const cause = lineOf('ent-occitanie', withIncident(change))?.cause ?? 'nothing';
    expect(cause.replaceAll(/\s/g, ' ')).toMatch(says);
  });

  test('repeats no promise that is past', () => {
    const late = withIncident({ nextWordAt: paris('08:20:00') });
    expect(lineOf('ent-occitanie', late)?.nextWordAt).toBeNull();
  });

  test('leaves both causes open when the verdict does', () => {
    expect(lineOf('cned')?.cause).toMatch(/Restent possibles/);
  });

  test('shows the messages that a provider accepted, and only those', () => {
    const { messages } = morningStatus();
    expect(messages.map(({ platformName }) => platformName)).toEqual([
      'ENT Hauts-de-France',
      'ENT Occitanie',
      'ENT Hauts-de-France',
    ]);
    expect(messages[0]?.sms).toMatch(/^Préau : ENT Hauts-de-France/);
  });

  test('says that it does not know when nothing was heard for too long', () => {
    const late = { ...statusExtras(), now: epochMs(MORNING_NOW + 400_000) };
    const view = statusView(morning, morningPolicy, late);
    expect(view.stale).toBe(true);
    expect(view.overall.look).toBe('unseen');
  });

  test('renews no faster than once a minute outside rehearsals', () => {
    const hasty = { ...statusExtras(), refreshSec: 2, staleAfterMs: seconds(300) };
    expect(statusView(morning, morningPolicy, hasty).refreshSec).toBe(60);
    expect(statusView(morning, morningPolicy, { ...hasty, rehearsal: true }).refreshSec).toBe(2);
  });
});
