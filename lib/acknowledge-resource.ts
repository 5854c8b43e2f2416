import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** Write beside a role why one of its resources has a wildcard. */
export function acknowledgeResource(construct: IConstruct, resource: string, reason: string): void {
  const found = flat(Stack.of(construct).resolve(resource));
  acknowledge(construct, { rule: `IAM5[Resource::${found}]`, reason });
}

/** A resource as cdk-nag names it: `<AWS::Partition>` for a reference, `<Id.Arn>` for an attribute. */
function flat(resource: unknown): string {
  if (typeof resource !== 'object' || resource === null) return String(resource);
  const [[kind, of] = ['', '']] = Object.entries(resource);
  if (kind === 'Ref') return `<${String(of)}>`;
  if (kind === 'Fn::GetAtt' && Array.isArray(of)) return `<${of.join('.')}>`;
  if (kind === 'Fn::Join' && Array.isArray(of) && Array.isArray(of[1]))
    return of[1].map(flat).join(String(of[0]));
  return JSON.stringify(resource);
}
