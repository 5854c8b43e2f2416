import type { Variable } from './aws-names.ts';

/**
 * What the stack `STACKS.home` tells the command line by its CloudFormation outputs. The stack makes
 * one output of each, directly under itself so that its logical id is this very name:
 * `new CfnOutput(this, 'journalTable', { value: table.tableName })`. Names are those of `VARIABLES`,
 * and each has the value that the functions get under that name.
 */
export const HOME_OUTPUTS = [
  'journalTable',
  'observationsTable',
  'deliveriesTable',
  'evidenceBucket',
] as const satisfies readonly Variable[];

export type HomeOutput = (typeof HOME_OUTPUTS)[number];

/**
 * One output more: `digest` of the deployment that its functions were given (app/deployment.ts), by
 * which the command line sees whether it decides by the same configuration and version as they do.
 */
export const DEPLOYMENT_OUTPUT = 'deploymentDigest';

/** The ARN of the secret that the key of pushes is made of, where `pages.push` asks for pushes. */
export const PUSH_KEY_OUTPUT = 'pushKeySecret';
