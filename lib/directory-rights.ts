import { OBJECTS } from '../config/aws-names.ts';
import { allow, type Right } from './allow.ts';
import type { HomeParts } from './home-parts.ts';
import { keyRights } from './key-rights.ts';

/** Read the directory of schools that was published, and hear that there is none. */
export const directoryRights = ({ buckets: { directory }, key }: HomeParts): readonly Right[] => [
  allow('ReadDirectory', ['s3:GetObject'], [directory.arnForObjects(OBJECTS.directory)]),
  // Without it, S3 says "forbidden" of a directory that was not put there yet.
  allow('MissDirectory', ['s3:ListBucket'], [directory.bucketArn]),
  keyRights.objects(key),
];
