import { describe, expect, test } from 'vitest';
import { KINDS, leastRole, mayAll, mayOf, roleOfGroups, ROLES } from '../../../app/views/role.ts';

// Goal: who may do what is one table, in which nobody below has what nobody above lacks.
// Method: every command for every role, and groups as logins write them.

const OWNERS = ['suspend', 'resume', 'record-cause'];

describe('a role', () => {
  test.each(KINDS)('gives %s to whom it belongs', (kind) => {
    const may = ROLES.filter((role) => mayOf(role)(kind));
    expect(may).toEqual(OWNERS.includes(kind) ? ['administrator'] : ['operator', 'administrator']);
    expect(leastRole(kind)).toBe(may[0]);
    expect(mayAll(kind)).toBe(true);
  });

  test.each([
    [[], 'viewer'],
    [['operator', 'administrators', 'Preau-Operator'], 'viewer'],
    [['preau-operator'], 'operator'],
    [['/preau-operator'], 'operator'],
    [['preau-administrator', 'preau-operator'], 'administrator'],
    [['preau-viewer'], 'viewer'],
    [['org/preau-administrator'], 'viewer'],
  ] as const)('of the groups %j is %s', (groups, role) => {
    expect(roleOfGroups(groups)).toBe(role);
  });
});
