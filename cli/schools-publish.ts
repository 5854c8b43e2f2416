import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type PublishedDirectory, publishDirectory } from '../adapters/aws/publish-directory.ts';
import { directoryPath } from '../adapters/local/directory.ts';
import { copyDirectory, openDirectoryCopy } from '../adapters/local/directory-copy.ts';
import type { Directory } from '../app/ports.ts';
import type { Config } from '../config/schema.ts';
import { PreauError } from '../core/errors.ts';
import { absolutePaths } from '../home/deploy/absolute-paths.ts';
import { defaultDataFolder } from '../home/deploy/default-data-folder.ts';
import { importDirectory } from '../home/import-directory.ts';
import { readLastImport } from '../home/last-import.ts';
import { loadConfig } from './check-load-config.ts';
import type { CliIo } from './frame-io.ts';
import { printable } from './printable.ts';
import { readableSize } from '../app/mirror/readable-size.ts';
import { createOutput } from './output.ts';
import { describeDoubted, describeIncomplete } from './schools-closing-words.ts';
import type { ImportReport } from '../app/schools/import-report.ts';

export interface SchoolsPublishOptions {
  readonly config: string;
  /** Absent: that of `preau start`, else the one that `preau schools import` writes. */
  readonly data?: string | undefined;
  readonly dryRun: boolean;
  readonly json: boolean;
}

type Counts = Awaited<ReturnType<Directory['count']>>;

/** Where `preau schools import` puts the directory unless told otherwise. */
const IMPORT_FOLDER = '.preau';

/**
 * `preau schools publish [CONFIG]`: put the directory of schools where the home on AWS reads it.
 *
 * The files that the configuration names are read again first, so that what is put is what they say
 * now. All of it happens on a copy: the data folder is left as it is.
 *
 * @returns the exit code: 0
 * @throws PreauError `config-invalid` without an `aws` section; `directory-unreadable` when there is
 *   no school to put; as {@link publishDirectory}
 */
export async function schoolsPublish(options: SchoolsPublishOptions, io: CliIo): Promise<number> {
  const config = await loadConfig(options.config, io);
  const { aws } = config;
  if (aws === undefined)
    throw new PreauError(
      'config-invalid',
      `Expected an aws section in ${options.config}, found none: it says which home the schools are for.`,
      { said: { key: 'aws.schools', values: { file: options.config } } },
    );
  const work = await mkdtemp(join(tmpdir(), 'preau-schools-'));
  try {
    const { file, imported } = await freshCopy(options, config, work);
    const counts = await countSchools(file);
    const done = await publishDirectory(file, {
      region: aws.region,
      account: aws.account ?? null,
      dryRun: options.dryRun,
    });
    tell(done, { counts, imported, options }, io);
    return 0;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** A copy in `work` of the data folder's directory, with the configuration's files read into it. */
async function freshCopy(
  { config: configFile, data }: SchoolsPublishOptions,
  config: Config,
  work: string,
): Promise<{ readonly file: string; readonly imported: ImportReport | null }> {
  const started = defaultDataFolder(configFile, config.organisation.name);
  const folders = data === undefined ? [started, IMPORT_FOLDER] : [data];
  const standing = folders.map(directoryPath).find((path) => existsSync(path));
  if (standing !== undefined) copyDirectory(standing, directoryPath(work));
  const { schools, platforms } = absolutePaths(config, dirname(resolve(configFile)));
  const files = [...schools.directories, ...schools.contacts, ...schools.attachments];
  const ids = platforms.map(({ id }) => id);
  const imported = files.length === 0 ? null : await importDirectory(work, files, ids);
  if (standing === undefined && files.length === 0)
    throw new PreauError(
      'directory-unreadable',
      `Expected a directory of schools in ${folders.join(' or ')}, or files under schools in ${configFile}, got neither. Import one with "preau schools import".`,
      {
        said: {
          key: 'directory.nowhere',
          values: { folders: folders.join(', '), file: configFile },
        },
      },
    );
  const file = join(work, 'to-publish.sqlite');
  // Without files to read again, what the data folder has is what its own last import brought.
  const told = imported === null && standing !== undefined ? dirname(standing) : work;
  copyDirectory(directoryPath(work), file, await readLastImport(told));
  return { file, imported };
}

/** @throws PreauError `directory-unreadable` for none: that would silence the home */
async function countSchools(file: string): Promise<Counts> {
  const copy = openDirectoryCopy(file);
  try {
    const counts = await copy.count();
    if (counts.schools > 0) return counts;
  } finally {
    copy.close();
  }
  throw new PreauError(
    'directory-unreadable',
    'Expected a directory with schools, got an empty one. Import one with "preau schools import".',
    { said: { key: 'directory.empty' } },
  );
}

function tell(
  done: PublishedDirectory,
  told: {
    readonly counts: Counts;
    /** Of the configuration's files; null when it names none. */
    readonly imported: ImportReport | null;
    readonly options: SchoolsPublishOptions;
  },
  io: CliIo,
): void {
  const { counts, imported, options } = told;
  const out = createOutput(io);
  const undo = undoOf(done);
  if (options.json) {
    const { gone, doubted } = imported?.changes ?? { gone: 0, doubted: [] };
    const read = { imported: imported?.files.length ?? 0, gone, doubted };
    out.json({ ...done, ...counts, ...read, dryRun: options.dryRun, undo });
    return;
  }
  const n = (value: number) => new Intl.NumberFormat(io.language).format(value);
  const say = (key: string, values: Record<string, string | number> = {}) =>
    out.line(io.words(`schools.publish.${key}`, values));
  if (imported !== null) {
    say('imported', { files: imported.files.length, gone: imported.changes.gone });
    for (const line of doubtsOf(imported, io.language, n)) out.line(line);
  }
  say('counts', {
    schools: n(counts.schools),
    mails: n(counts.mails),
    mobiles: n(counts.mobiles),
    size: readableSize(done.sizeBytes, io.language),
  });
  const place = { bucket: done.bucket, key: done.key };
  if (options.dryRun) say('dry', place);
  else say('put', { ...place, version: done.version ?? '-' });
  if (undo === null) say('first');
  else {
    say('undo');
    out.line(`  ${undo}`);
  }
}

/** Why schools that the files lack are published as open all the same, where that is so. */
function doubtsOf(
  { files, changes }: ImportReport,
  language: CliIo['language'],
  n: (value: number) => string,
): readonly string[] {
  const say = (fr: string, en: string) => (language === 'fr' ? fr : en);
  return [
    ...files.flatMap((file) => {
      const why = describeIncomplete(file, say, n);
      return why.length === 0 ? [] : [printable(file.file), ...why];
    }),
    ...describeDoubted(changes.doubted, say, n),
  ];
}

/** One command of AWS's own, so that no Préau is needed to go back. */
const undoOf = ({ bucket, key, previousVersion }: PublishedDirectory): string | null =>
  previousVersion === null
    ? null
    : `aws s3api copy-object --bucket ${bucket} --key ${key} --copy-source '${bucket}/${key}?versionId=${previousVersion}'`;
