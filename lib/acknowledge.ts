import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** A rule of AwsSolutions that a construct does not follow, and why it need not. */
export interface Exception {
  /** With its finding where the rule has several: `IAM5[Resource::*]`. */
  readonly rule: string;
  readonly reason: string;
}

/**
 * Write beside a construct what cdk-nag would say of it, and why it is so. It holds for the
 * construct and all within it, so that it belongs on the smallest one.
 *
 * @see https://github.com/cdklabs/cdk-nag/blob/main/RULES.md#awssolutions
 */
export function acknowledge(construct: IConstruct, ...exceptions: readonly Exception[]): void {
  for (const { rule, reason } of exceptions)
    Validations.of(construct).acknowledge({ id: `AwsSolutions-${rule}`, reason });
}
