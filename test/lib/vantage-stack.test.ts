import { Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { PROBE_FUNCTION } from '../../config/aws-names.ts';
import { VantageStack } from '../../lib/vantage-stack.ts';
import { anApp, resourcesOf } from './names-fixture.ts';

// Goal: a vantage is a function that the home can call by name, and that can do nothing else.
// Method: synthesise one Region's and assert on the properties.

const template = Template.fromStack(
  new VantageStack(anApp(), 'Preau-Vantage-eu-central-1', {
    env: { account: '123456789012', region: 'eu-central-1' },
    deployment: '{}',
  }),
);

test('has one function, by the name that the home calls it by', () => {
  template.resourceCountIs('AWS::Lambda::Function', 1);
  template.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: PROBE_FUNCTION,
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
  });
});

test('may write its log, and has no other right', () => {
  const actions = resourcesOf(template, 'AWS::IAM::Policy').flatMap(([, { Properties }]) => {
    const { Statement } = Properties['PolicyDocument'] as { Statement: { Action: string[] }[] };
    return Statement.flatMap(({ Action }) => Action);
  });
  expect(actions).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
  for (const [, { Properties }] of resourcesOf(template, 'AWS::IAM::Role'))
    expect(Properties['ManagedPolicyArns']).toBeUndefined();
});
