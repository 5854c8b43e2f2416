import { describe, expect, test } from 'vitest';
import { type NowView, nowView } from '../../../app/views/now-view.ts';
import type { Notice, NoticeContent } from '../../../core/notice/notice.ts';
import { epochMs, hours, minutes } from '../../../core/units.ts';
import { timeline } from '../../../app/views/timeline.ts';
import { afterwards, PAST } from '../../web/fixtures/afterwards.ts';
import { morningStatus, morningView, nowExtras, statusExtras } from '../../web/fixtures/faces.ts';
import { MORNING_NOW, morning, paris } from '../../web/fixtures/morning.ts';
import { morningPolicy } from '../../web/fixtures/morning-policy.ts';
import { statusFiles } from '../../../web/status/status-files.ts';
import { readWords } from '../../../web/words.ts';
import { statusView } from '../../../app/views/status-view.ts';

// Goal: what was said of a cause and did not stand stays to be read, with its times, on the status page
// and the console; what nobody has recorded is asked for. Method: a morning after falls that are over.

const plain = (text: string | undefined | null): string => (text ?? '').replaceAll(/\s/g, ' ');
const lineOf = (id: string) =>
  morningStatus('fr', afterwards).platforms.find((line) => line.id === id);
const incidentOf = (id: string) =>
  morningView('fr', afterwards).incidents.find((incident) => incident.id === id);

describe('the status page', () => {
  test('keeps the first cause of a fall beside the one that replaced it', () => {
    const { cause, earlier = [], correctedAt } = lineOf('ent-hdf') ?? {};
    expect(plain(cause)).toMatch(/^Cause probable : trop de connexions/);
    expect(earlier.map(({ text }) => plain(text))).toEqual([
      "Cause possible : une panne technique de l'hébergement. Ce n'est pas confirmé.",
    ]);
    expect(correctedAt).toBe(earlier[0]?.until);
  });

  test('speaks against an accusation that the evidence speaks against, and of no other cause', () => {
    expect(lineOf('ent-hdf')?.against).toEqual(["Rien n'indique une panne de l'hébergement."]);
  });

  test('tells what was taken back of a fall that is over, for a week', () => {
    const { past, cause } = lineOf('ara') ?? {};
    expect(cause).toBeNull();
    expect(past?.reference).toBe('P-0007');
    expect(plain(past?.cause)).toBe("Cause confirmée : une panne de l'application.");
    expect(past?.earlier.map(({ text }) => plain(text).split(' : ')[1]?.slice(0, 24))).toEqual([
      'trop de connexions à la ',
      'une attaque informatique',
    ]);
    const now = epochMs(MORNING_NOW + hours(8 * 24));
    const later = statusView(afterwards, morningPolicy, {
      ...statusExtras(),
      now,
      observedAt: now,
    });
    expect(later.platforms.find(({ id }) => id === 'ara')?.past).toBeNull();
  });

  test('has nothing to take back on an ordinary morning', () => {
    for (const line of morningStatus('fr', morning).platforms) {
      expect(line.past).toBeNull();
      expect(line.earlier).toEqual([]);
    }
  });
});

describe('the console', () => {
  test('keeps every record, and strikes out the one that was replaced', () => {
    expect(incidentOf(PAST)?.recorded.map(({ text, stands }) => [plain(text), stands])).toEqual([
      ['attaque et surcharge, sûreté 80 % : réunion du soir <b> (A. Martin, console)', false],
      ["panne de l'application, sûreté 95 % : rapport de l’éditeur (A. Martin, console)", true],
    ]);
  });

  test('counts the time for a complaint from the first probable word of an attack', () => {
    const [clock, ...others] = incidentOf(PAST)?.clocks ?? [];
    expect(others).toEqual([]);
    expect(plain(clock?.text)).toMatch(
      /^Plainte à déposer avant le 8 avril 2021.*18:40.*L. 12-10-1\) : reste 58 h 8 min$/,
    );
    expect(plain(clock?.about)).toContain('plus aujourd');
    const task = (view: NowView) => view.tasks.find(({ key }) => key.endsWith('/clock/complaint'));
    expect(task(morningView('fr', afterwards))).toMatchObject({
      title: clock?.text,
      platformName: 'ENT Auvergne-Rhône-Alpes',
    });
    const late = { ...nowExtras(), now: epochMs(MORNING_NOW + hours(72)) };
    expect(task(nowView(afterwards, morningPolicy, late))).toBeUndefined();
    const seen = nowView(afterwards, morningPolicy, late).incidents.find(({ id }) => id === PAST);
    expect(seen?.clocks).toMatchObject([{ isLate: true }]);
  });

  test('asks for the causes that nobody has recorded, in one task', () => {
    const tasks = morningView('fr', afterwards).tasks.filter(
      ({ key }) => key === 'cause-unrecorded',
    );
    expect(tasks.map(({ title }) => plain(title))).toEqual(['Cause non inscrite : P-0006 (1)']);
    const none = morningView('fr', morning).tasks.filter(({ key }) => key === 'cause-unrecorded');
    expect(none).toEqual([]);
  });

  test('hears claims where the core would attach them', () => {
    const hears = morningView('fr', {
      ...afterwards,
      incidents: {
        ...afterwards.incidents,
        older: { ...Object.values(afterwards.incidents)[0], id: 'older', fellAt: epochMs(1) },
      },
    } as typeof afterwards).incidents.map(({ id, hearsClaims }) => [id, hearsClaims]);
    expect(hears).toContainEqual(['older', false]);
    expect(hears).toContainEqual([PAST, true]);
  });
});

test('programs read the same from the summary: the cause, how sure, and what was said before', () => {
  const words = readWords('fr');
  const text = statusFiles(morningStatus('fr', afterwards), words).get('api/v2/summary.json') ?? '';
  const { incidents, components } = JSON.parse(text) as {
    readonly incidents: readonly { readonly name: string }[];
    readonly components: readonly { readonly id: string }[];
  };
  expect(incidents.find(({ name }) => name.startsWith('ENT Hauts'))).toMatchObject({
    preau: {
      cause: { code: 'overload', certainty: 'probable', corrected_at: '2021-04-06T06:22:00.000Z' },
      said_before: [{ from: '2021-04-06T06:15:00.000Z', until: '2021-04-06T06:22:00.000Z' }],
    },
  });
  expect(components.find(({ id }) => id === 'ara')).toMatchObject({
    preau: { corrected: { reference: 'P-0007', said_before: [{}, {}] } },
  });
});

test('the console’s timeline tells each word of the cause, what was corrected, and what was recorded', () => {
  const [id, incident] =
    Object.entries(morning.incidents).find(([, { platform }]) => platform === 'ent-hdf') ?? [];
  const cause = morning.notices[`${id}/cause/1`];
  if (incident === undefined || cause === undefined) throw new Error('the fixture has changed');
  const told = (name: string, minute: number, content: Partial<NoticeContent>): Notice => ({
    ...cause,
    id: name,
    content: { ...cause.content, ...content },
    firstAcceptedAt: epochMs(paris('08:18:00') + minutes(minute)),
  });
  const notices = [
    cause,
    told('same', 1, {}),
    told('surer', 2, { rung: 'confirmée' }),
    told('other', 3, { phase: 'correction', cause: 'application' }),
    told('none', 4, { phase: 'correction', cause: 'undetermined', rung: 'inconnue' }),
    told('silent', 5, { cause: 'undetermined', rung: 'inconnue' }),
  ];
  const by = { role: 'console', name: 'A.' };
  const record = {
    at: paris('09:30:00'),
    cause: 'hosting',
    confidence: 0.9,
    source: 'x',
    by,
  } as const;
  const state = { ...morning, notices: Object.fromEntries(notices.map((one) => [one.id, one])) };
  const steps = timeline(
    { ...incident, notices: notices.map((one) => one.id), recorded: [record] },
    state,
    nowExtras(),
  );
  const kinds = ['cause', 'corrected', 'withdrawn', 'recorded'];
  expect(steps.filter(({ kind }) => kinds.includes(kind)).map(({ text }) => plain(text))).toEqual([
    'Cause annoncée : surcharge (probable)',
    'Cause annoncée : surcharge (confirmée)',
    "Cause corrigée : panne de l'application (probable)",
    'Cause retirée, par une correction',
    "Cause inscrite après coup : panne de l'hébergement",
  ]);
});
