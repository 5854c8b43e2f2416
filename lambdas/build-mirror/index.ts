import { S3Client } from '@aws-sdk/client-s3';
import { s3KeptReader } from '../../adapters/aws/s3-kept-reader.ts';
import { s3LessonReader } from '../../adapters/aws/s3-lesson-reader.ts';
import { createS3Work } from '../../adapters/aws/s3-work.ts';
import { hashOf } from '../../adapters/local/hash.ts';
import { lessonMarkup } from '../../adapters/local/mirror/markup.ts';
import type { MirrorWords } from '../../app/mirror/ports.ts';
import { readDeployment } from '../deployment.ts';
import { variable } from '../environment.ts';
import { createHandler } from './handler.ts';

const { words } = readDeployment();
const mirrorWords: MirrorWords = (key, values) => words(`mirror.${key}`, values);
const client = new S3Client({});
const lessons = variable('lessonsBucket');
const work = variable('workBucket');

export const handler = createHandler({
  markup: lessonMarkup(mirrorWords),
  words: mirrorWords,
  hashOf,
  openWork: (platform, run) => createS3Work({ client, bucket: work, platform, run }),
  openLessons: (platform) => {
    const { read } = s3LessonReader({ client, bucket: lessons, prefix: `${platform}/` });
    return { read: s3KeptReader(client, work, read) };
  },
});
