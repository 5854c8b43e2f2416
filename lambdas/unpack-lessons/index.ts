import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { findPackages } from '../../adapters/aws/open-s3-lessons.ts';
import { openS3Package } from '../../adapters/aws/s3-open-package.ts';
import { s3PackageShelf } from '../../adapters/aws/s3-package-shelf.ts';
import { systemClock } from '../../adapters/local/clock.ts';
import { hashOf } from '../../adapters/local/hash.ts';
import type { MirrorWords } from '../../app/mirror/ports.ts';
import { WORDS_FILE } from '../../config/aws-names.ts';
import { readDeployment } from '../deployment.ts';
import { variable } from '../environment.ts';
import { createHandler } from './handler.ts';

const { words } = readDeployment();
const mirrorWords: MirrorWords = (key, values) => words(`mirror.${key}`, values);
const client = new S3Client({});
const bucket = variable('lessonsBucket');
const work = variable('workBucket');
const lessonsOf = (platform: string) => ({ client, bucket, prefix: `${platform}/` });

/** What a package becomes hangs on this very code and on its words. */
function codeAndWords(): string {
  const folder = process.env['LAMBDA_TASK_ROOT'] ?? '.';
  const hashes = ['index.js', WORDS_FILE].map((name) => hashOf(readFileSync(join(folder, name))));
  return hashOf(hashes.join(' '));
}

export const handler = createHandler({
  by: codeAndWords(),
  now: () => systemClock.now(),
  findPackages: (platform) => findPackages(lessonsOf(platform)),
  openPackage: (platform, of) =>
    openS3Package(
      { ...lessonsOf(platform), words: mirrorWords, space: join(tmpdir(), 'preau-packages') },
      of,
    ),
  openShelf: (platform, run) => s3PackageShelf({ client, bucket: work, platform, run }),
});
