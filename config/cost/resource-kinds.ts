import type { CostLineId } from './cost-line.ts';

/** What is paid for a kind of CloudFormation resource: lines of the estimate, or nothing. */
export type ResourceCost =
  | { readonly lines: readonly CostLineId[] }
  | { readonly free: 'nothing is charged' | 'charged by what uses it' };

const paid = (...lines: readonly CostLineId[]): ResourceCost => ({ lines });
const FREE: ResourceCost = { free: 'nothing is charged' };
const BY_USE: ResourceCost = { free: 'charged by what uses it' };

/**
 * Every kind of resource that the stacks make. A test holds it to the synthesised templates and to
 * the table of docs/operations.md, so that nothing is deployed whose price nobody has thought of.
 */
export const RESOURCE_COSTS: Readonly<Record<string, ResourceCost>> = {
  'AWS::ApiGatewayV2::Api': paid('api-calls'),
  'AWS::ApiGatewayV2::Authorizer': FREE,
  'AWS::ApiGatewayV2::Integration': FREE,
  'AWS::ApiGatewayV2::Route': FREE,
  'AWS::ApiGatewayV2::Stage': FREE,
  'AWS::CertificateManager::Certificate': FREE,
  'AWS::CloudFront::CachePolicy': FREE,
  'AWS::CloudFront::Distribution': paid(
    'incident-page-readers',
    'incident-mirror-bytes',
    'incident-mirror-requests',
  ),
  'AWS::CloudFront::Function': paid('incident-mirror-requests'),
  'AWS::CloudFront::KeyValueStore': FREE,
  'AWS::CloudFront::OriginAccessControl': FREE,
  'AWS::CloudFront::OriginRequestPolicy': FREE,
  'AWS::CloudFront::ResponseHeadersPolicy': FREE,
  'AWS::CloudWatch::Alarm': paid('alarms', 'home-alarms'),
  'AWS::CloudWatch::Dashboard': paid('dashboard'),
  'AWS::DynamoDB::GlobalTable': paid(
    'observation-writes',
    'observation-storage',
    'scratch-writes',
    'table-reads',
    'table-recovery',
    'observation-recovery',
    'incident-ledger',
  ),
  'AWS::Events::EventBus': paid('events-elsewhere'),
  'AWS::Events::EventBusPolicy': FREE,
  'AWS::Events::Rule': FREE,
  'AWS::IAM::Policy': FREE,
  'AWS::IAM::Role': FREE,
  'AWS::KMS::Alias': FREE,
  'AWS::KMS::Key': paid('keys', 'key-calls'),
  'AWS::Lambda::EventInvokeConfig': FREE,
  'AWS::Lambda::EventSourceMapping': paid('queue-polls', 'queue-polls-fifo'),
  'AWS::Lambda::Function': paid(
    'probe-time',
    'observe-time',
    'pages-time',
    'watchdog-time',
    'pushes-time',
    'mirror-builds',
    'function-calls',
  ),
  'AWS::Lambda::Permission': FREE,
  'AWS::Logs::LogGroup': paid('logs'),
  'AWS::Route53::HealthCheck': paid(
    'origin-checks',
    'origin-features',
    'aws-checks',
    'aws-features',
  ),
  'AWS::Route53::HostedZone': paid('zones'),
  'AWS::Route53::RecordSet': paid('queries'),
  'AWS::S3::Bucket': paid('page-puts', 'page-looks', 'stored-files', 'stored-mirrors'),
  'AWS::S3::BucketPolicy': FREE,
  'AWS::SES::ConfigurationSet': paid('incident-mails'),
  'AWS::SES::ConfigurationSetEventDestination': FREE,
  'AWS::SES::EmailIdentity': FREE,
  'AWS::SMSVOICE::ConfigurationSet': paid('incident-sms'),
  'AWS::SNS::Subscription': FREE,
  'AWS::SNS::Topic': BY_USE,
  'AWS::SNS::TopicPolicy': FREE,
  'AWS::SQS::Queue': paid('queue-polls', 'queue-polls-fifo', 'queue-messages'),
  'AWS::SQS::QueuePolicy': FREE,
  'AWS::Scheduler::Schedule': paid('schedules'),
  'AWS::SecretsManager::Secret': paid('secrets'),
  'AWS::StepFunctions::StateMachine': paid('mirror-steps'),
};

/** What a kind costs; kinds of our own making (`Custom::…`) are functions of the stacks. */
export const costOfKind = (kind: string): ResourceCost | undefined =>
  kind.startsWith('Custom::') ? BY_USE : RESOURCE_COSTS[kind];
