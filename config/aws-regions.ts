/** A service that not every Region has, and that a home may need. */
export type RegionalService = 'Amazon SES' | 'AWS End User Messaging SMS';

/**
 * The Regions of the commercial partition. Lambda, DynamoDB, SQS, SNS, S3, EventBridge, its
 * Scheduler, KMS and Secrets Manager are in every one of them.
 *
 * @see botocore 1.43.107 (November 2026), `data/endpoints.json`, partition `aws`
 */
export const AWS_REGIONS: readonly string[] = [
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-central-1',
  'ca-west-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];

/** The Regions of {@link AWS_REGIONS} without a service's endpoint, as the same file has them. */
export const REGIONS_WITHOUT: { readonly [service in RegionalService]: readonly string[] } = {
  'Amazon SES': [
    'ap-east-1',
    'ap-east-2',
    'ap-southeast-4',
    'ap-southeast-6',
    'ap-southeast-7',
    'eu-south-2',
    'mx-central-1',
  ],
  'AWS End User Messaging SMS': ['ap-east-1', 'ap-southeast-5', 'ap-southeast-7'],
};

/**
 * Where Route 53's health checkers look from.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html Regions
 */
export const CHECKER_REGIONS: readonly string[] = [
  'us-east-1',
  'us-west-1',
  'us-west-2',
  'eu-west-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-northeast-1',
  'sa-east-1',
];
