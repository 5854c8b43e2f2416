import { Stack } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  type Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionRuntime,
  type IKeyValueStore,
  S3OriginAccessControl,
} from 'aws-cdk-lib/aws-cloudfront';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { type EdgeFacts, edgeCode } from './edge-code.ts';
import { MirrorDistribution } from './mirror-distribution.ts';
import { MirrorHeaders } from './mirror-headers.ts';

export interface MirrorSitesProps {
  readonly facts: EdgeFacts;
  readonly bucket: Bucket;
  /** Which release of each mirror is served. */
  readonly releases: IKeyValueStore;
  /** By platform. */
  readonly certificates: ReadonlyMap<string, ICertificate>;
}

/**
 * What one access control, and one function at the edge, may serve.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
 */
const DISTRIBUTIONS_MAX = 100;

/**
 * A distribution for each mirror, and what they share: two functions, the policies, the right to
 * read the bucket.
 *
 * @throws Error when there are more mirrors than CloudFront's quotas allow
 */
export class MirrorSites extends Construct {
  /** By platform. */
  readonly distributions: ReadonlyMap<string, Distribution>;

  constructor(scope: Construct, id: string, props: MirrorSitesProps) {
    super(scope, id);
    const { facts, bucket, certificates } = props;
    refuseTooMany(facts.mirrors.length);
    const shared = {
      bucket: bucket as IBucket,
      headers: new MirrorHeaders(this, 'Headers'),
      accessControl: new S3OriginAccessControl(this, 'AccessControl'),
      answerRequest: this.edgeFunction('AnswerRequest', 'answer-request', props),
      finishResponse: this.edgeFunction('FinishResponse', 'finish-response', props),
    };
    this.distributions = new Map(
      facts.mirrors.map(({ platform, hostname, ownName }) => {
        const certificate = certificates.get(platform);
        if (!certificate) throw new Error(`expected a certificate for ${platform}, got none`);
        const names = [hostname, ownName] as const;
        const one = { ...shared, platform, names, certificate };
        return [platform, new MirrorDistribution(this, platform, one).distribution];
      }),
    );
    this.letRead(bucket);
  }

  private edgeFunction(
    id: string,
    name: 'answer-request' | 'finish-response',
    { facts, releases }: MirrorSitesProps,
  ): EdgeFunction {
    return new EdgeFunction(this, id, {
      comment: `Préau: ${name} of the mirrors`,
      code: FunctionCode.fromInline(edgeCode(name, facts)),
      runtime: FunctionRuntime.JS_2_0,
      ...(name === 'answer-request' ? { keyValueStore: releases } : {}),
    });
  }

  /** One statement for all: a bucket's policy has 20 kB, and one each would fill it at fifty. */
  private letRead(bucket: Bucket): void {
    const { partition, account } = Stack.of(this);
    bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'MirrorsRead',
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
        actions: ['s3:GetObject'],
        resources: [bucket.arnForObjects('releases/*'), bucket.arnForObjects('help/*')],
        conditions: {
          StringEquals: {
            'AWS:SourceArn': [...this.distributions.values()].map(
              ({ distributionId }) =>
                `arn:${partition}:cloudfront::${account}:distribution/${distributionId}`,
            ),
          },
        },
      }),
    );
  }
}

function refuseTooMany(count: number): void {
  if (count <= DISTRIBUTIONS_MAX) return;
  throw new Error(
    `platforms: expected at most ${DISTRIBUTIONS_MAX} mirrors with cloudFront, which is what one function at CloudFront's edge serves, got ${count}; keep some of them at another hoster, or in a second deployment`,
  );
}
