import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { HoldStack } from '../../lib/hold-stack.ts';
import { anApp } from './names-fixture.ts';

// Goal: anybody may ask for a hold, so that Route 53 can, and nothing more; holds outlive their stack.
// Method: synthesise the stack and assert on the properties.

const stack = new HoldStack(anApp(), 'Preau-Hold', {
  env: { region: 'eu-west-1' },
  bucketName: 'preau-abris',
});
const template = Template.fromStack(stack);

describe('the hold bucket', () => {
  test('lets anybody read a hold, nobody list, and refuses plain HTTP', () => {
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
          Match.objectLike({
            Effect: 'Allow',
            Action: 's3:GetObject',
            Principal: { AWS: '*' },
            Resource: {
              'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::preau-abris/holds/*']],
            },
          }),
        ],
      },
    });
  });

  test('survives its stack, and is not encrypted with a key that strangers cannot use', () => {
    template.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: {
        BucketName: 'preau-abris',
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
          ],
        },
      },
    });
    expect(stack.region).toBe('eu-west-1');
  });
});
