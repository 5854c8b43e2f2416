import fc from 'fast-check';
import type { PublicIncident, PublicWords } from '../../../app/views/incident-history.ts';
import type { StatusView } from '../../../app/views/status-view.ts';
import type { Phase } from '../../../core/notice/notice.ts';
import { epochMs, hours, incidentId, minutes, platformId } from '../../../core/units.ts';
import { morningStatus } from '../fixtures/faces.ts';
import { MORNING_NOW } from '../fixtures/morning.ts';

export const view = morningStatus();

export const HOSTILE = `"><script>alert(1)</script>&\u0000\u0008\u202Efr.elpmaxe\uFFFE\uD800]]>`;

const FELL = epochMs(MORNING_NOW - hours(2));

/** A fall of the ENT of Occitanie with a word of each phase, ten minutes apart. */
export function incidentWith(
  phases: readonly Phase[],
  over: Partial<PublicIncident> = {},
): PublicIncident {
  const id = incidentId('ent-occitanie-20210406T060710Z');
  return {
    id,
    reference: 'P-0001',
    platform: platformId('ent-occitanie'),
    platformName: 'ENT Occitanie',
    drill: false,
    headline: 'ENT Occitanie · Panne P-0001',
    fellAt: FELL,
    confirmedAt: epochMs(FELL + minutes(1)),
    shelteredAt: null,
    recoveredAt: null,
    closedAt: null,
    cause: null,
    lessonsUrl: 'https://secours.ent-occitanie.example/',
    words: phases.map((phase, index) => word(id, phase, index)),
    ...over,
  };
}

const word = (incident: string, phase: Phase, index: number): PublicWords => ({
  id: `${incident}/${phase}/${index + 1}`,
  at: epochMs(FELL + minutes(10 * (index + 1))),
  phase,
  phaseWord: phase,
  subject: `Objet ${index}`,
  sms: `SMS ${index}`,
  mail: `Courriel ${index}`,
  sheltered: false,
});

export const viewWith = (...incidents: readonly PublicIncident[]): StatusView => ({
  ...view,
  incidents,
});

/** Every text of the view that comes from outside replaced. */
export function poisoned(text: string): StatusView {
  const incidents = [incidentWith(['outage', 'recovery']), ...view.incidents];
  return {
    ...view,
    organisation: text,
    platforms: view.platforms.map((line) => ({ ...line, name: text, cause: text })),
    incidents: incidents.map((incident) => ({
      ...incident,
      platformName: text,
      headline: text,
      words: incident.words.map((one) => ({ ...one, subject: text, sms: text, mail: text })),
    })),
  };
}

/** Any text at all: controls, lone surrogates, marks of direction, 300 characters. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
    .map((units) => String.fromCharCode(...units)),
  fc.constant(HOSTILE.repeat(6)),
);
