import type { Role } from 'aws-cdk-lib/aws-iam';
import { acknowledgeResource } from './acknowledge-resource.ts';
import type { Right } from './allow.ts';

/** Give a role its rights, with the reason of each wildcard beside it. */
export function giveRights(role: Role, rights: readonly Right[]): void {
  for (const { statement, many } of rights) {
    role.addToPolicy(statement);
    for (const resource of many.resources) acknowledgeResource(role, resource, many.why);
  }
}
