import { expect, test } from 'vitest';
import {
  NOTICE_COMMANDS,
  PLATFORM_COMMANDS,
  type PersonCommand,
} from '../../../app/views/person-command.ts';
import { personEvent } from '../../../app/views/person-event.ts';
import { epochMs, incidentId, platformId } from '../../../core/units.ts';

// Goal: each command becomes its own event, with who and why, at the home's instant.
// Method: every kind of command, and the kinds of event that must come of them.

const at = epochMs(1_617_690_000_000);
const by = { role: 'console', name: 'A. Martin' };
const platform = platformId('ent-occitanie');

test('gives every command an event of its own', () => {
  const commands: readonly PersonCommand[] = [
    ...PLATFORM_COMMANDS.map((kind) => ({ kind, platform, by, reason: 'essai' })),
    ...NOTICE_COMMANDS.map((kind) => ({ kind, notice: 'x/outage/1', by })),
    { kind: 'share', platform, share: 0.5, by, reason: 'essai' },
    { kind: 'confirm-cause', incident: incidentId('x'), cause: 'overload', by },
    {
      kind: 'record-cause',
      incident: incidentId('x'),
      cause: 'overload',
      confidence: 0.9,
      source: 'réunion',
      by,
    },
    {
      kind: 'claim',
      platform,
      role: 'owner',
      asserts: 'overload',
      denies: false,
      statement: 'Trop de monde.',
      source: 'téléphone',
      by,
    },
  ];
  const kinds = commands.map((command) => personEvent(command, at).kind);
  expect(new Set(kinds).size).toBe(commands.length);
  expect(kinds.every((kind) => kind.startsWith('person-'))).toBe(true);
});

test('keeps who and why', () => {
  expect(personEvent({ kind: 'veto', platform, by, reason: 'miroir douteux' }, at)).toEqual({
    kind: 'person-vetoed',
    at,
    platform,
    by,
    reason: 'miroir douteux',
  });
});
