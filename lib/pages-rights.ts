import { Aws, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { BUCKETS, PAGE_OBJECTS } from '../config/aws-names.ts';
import { allow, type Right } from './allow.ts';
import { directoryRights } from './directory-rights.ts';
import type { HomeParts } from './home-parts.ts';
import { secretArn } from './secret-arn.ts';

/** Of the function that writes the status page. */
export const pagesRights = (scope: Construct, parts: HomeParts): readonly Right[] => [
  allow('WritePages', ['s3:GetObject', 's3:PutObject'], [`${pagesBucket(scope)}/*`], {
    why: 'All of the status page, and nothing else is in its bucket',
  }),
  // Without it, S3 says "forbidden" of sets that were not kept yet.
  ...(parts.config.pages.schools
    ? [allow('MissSets', ['s3:ListBucket'], [pagesBucket(scope)])]
    : []),
  ...secondHostRights(scope, parts),
];

/** Of the function that writes the schools' files: it reads the status page, and writes under `etab/`. */
export const schoolsRights = (scope: Construct, parts: HomeParts): readonly Right[] => [
  ...directoryRights(parts),
  // Without it, S3 says "forbidden" of what was not put there yet.
  allow('MissPages', ['s3:ListBucket'], [pagesBucket(scope)]),
  allow('SeePagesOfSets', ['s3:GetObject'], [`${pagesBucket(scope)}/${SET_PAGES}*`], {
    why: 'A set is named for a hash of its platforms, and a school is led to no page that is not there',
  }),
  allow(
    'KeepSchools',
    ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
    [`${pagesBucket(scope)}/${SCHOOLS_FOLDER}*`],
    {
      why: 'Two files a school, of tens of thousands, and what is kept of them; nothing else is in this folder',
    },
  ),
  ...secondHostRights(scope, parts),
];

/** What `web/status/etab/platform-set.ts` names them by. */
const SET_PAGES = 'platforms-';
const SCHOOLS_FOLDER = PAGE_OBJECTS.schools.replace(/[^/]*$/, '');

/** By its name: the stack of the pages comes after this one. */
function pagesBucket(scope: Construct): string {
  const { account, region } = Stack.of(scope);
  return `arn:${Aws.PARTITION}:s3:::${BUCKETS.pages(account, region)}`;
}

function secondHostRights(scope: Construct, { config }: HomeParts): readonly Right[] {
  const secret = config.aws.secondHost?.secret;
  if (secret === undefined) return [];
  return [
    allow('ReadSecondHostKeys', ['secretsmanager:GetSecretValue'], [secretArn(scope, secret)]),
  ];
}
