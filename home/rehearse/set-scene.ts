import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openCertificates } from '../../adapters/local/certificates.ts';
import { buildMirrorFolder } from '../../adapters/local/mirror/build.ts';
import type { Config } from '../../config/schema.ts';
import type { EpochMs } from '../../core/units.ts';
import { hours } from '../../core/units.ts';
import { importDirectory } from '../import-directory.ts';

/** What was made ready, for the first lines that people read. */
export interface Scene {
  readonly caPem: string;
  readonly mirrors: { readonly [platform: string]: string };
  readonly lessons: { readonly [platform: string]: string };
  readonly accessLogs: { readonly [platform: string]: string };
  /** Null when a rehearsal goes on: all this stands already. */
  readonly made: {
    readonly mirrors: number;
    readonly pages: number;
    readonly schools: number;
    readonly contacts: number;
    readonly rejected: number;
  } | null;
}

/**
 * Make a rehearsal's folder ready: certificates, a mirror per platform, the directory of schools.
 * What stands from before a kill is left as it is.
 */
export async function setScene(
  config: Config,
  folder: string,
  run: string,
  start: EpochMs,
): Promise<Scene> {
  const certificates = await openCertificates(join(run, 'certificates'));
  const at = (part: string) =>
    Object.fromEntries(config.platforms.map(({ id }) => [id, join(run, part, id)]));
  const mirrors = at('mirrors');
  const scene = {
    caPem: certificates.caPem,
    mirrors,
    lessons: Object.fromEntries(
      config.platforms.map(({ id, mirror }) => [
        id,
        join(folder, mirror?.lessons ?? firstLessons(config)),
      ]),
    ),
    accessLogs: Object.fromEntries(
      config.platforms.map(({ id, accessLog }) => [
        id,
        join(run, accessLog ?? `logs/${id}.access.log`),
      ]),
    ),
  };
  if (existsSync(join(run, 'directory.sqlite'))) return { ...scene, made: null };
  const pages = await buildMirrors(config, folder, mirrors, start);
  const { directories, contacts, attachments } = config.schools;
  const files = [...directories, ...contacts, ...attachments];
  const { files: read } = await importDirectory(
    run,
    files.map((file) => join(folder, file)),
    config.platforms.map(({ id }) => id),
  );
  const sum = (of: (file: (typeof read)[number]) => number): number =>
    read.reduce((total, file) => total + of(file), 0);
  return {
    ...scene,
    made: {
      mirrors: pages.length,
      pages: pages.reduce((total, count) => total + count, 0),
      schools: sum(({ schools }) => schools),
      contacts: sum(({ contacts }) => contacts.email + contacts.mobile),
      rejected: sum(({ rejected }) => rejected.length),
    },
  };
}

/** A control has no mirror, but its origin has lessons as any other. */
const firstLessons = (config: Config): string =>
  config.platforms.flatMap(({ mirror }) => mirror?.lessons ?? [])[0] ?? '.';

/** Mirrors are built ahead: the day before, by the rehearsal's own time. */
async function buildMirrors(
  config: Config,
  folder: string,
  mirrors: Scene['mirrors'],
  start: EpochMs,
): Promise<readonly number[]> {
  const pages: number[] = [];
  for (const { id, name, mirror, hostname, timeZone } of config.platforms) {
    if (mirror === undefined) continue;
    const report = await buildMirrorFolder({
      source: join(folder, mirror.lessons),
      outFolder: mirrors[id] ?? '',
      platform: id,
      title: name,
      builtAt: (start - hours(14)) as EpochMs,
      language: config.organisation.language,
      timeZone: timeZone ?? config.organisation.timeZone,
      ownHosts: [hostname],
    });
    pages.push(report.pages);
  }
  return pages;
}
