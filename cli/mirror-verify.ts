import { readFile } from 'node:fs/promises';
import { verifyMirror, type VerifyReport } from '../adapters/local/mirror/verify.ts';
import { PreauError } from '../core/errors.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';

export interface MirrorVerifyOptions {
  /** A mirror's folder, or one release's. */
  readonly folder: string;
  /** The builder's key file, public or private; its signature is asked for then. */
  readonly key?: string | undefined;
  readonly json?: boolean | undefined;
}

/**
 * `preau mirror verify`: read a mirror back.
 *
 * @returns the exit code: 0 when it is what its manifest says, else 1
 * @throws PreauError `mirror-unverified` when there is no manifest, `file-unreadable` for the key
 */
export async function mirrorVerify(options: MirrorVerifyOptions, io: CliIo): Promise<number> {
  const report = await verifyMirror(options.folder, await readKeyFile(options.key));
  if (options.json === true) createOutput(io).json(asJson(report));
  else tell(report, io);
  return report.faults.length === 0 ? 0 : 1;
}

/** @throws PreauError `file-unreadable` */
export async function readKeyFile(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined;
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new PreauError(
      'file-unreadable',
      `--key: expected a key file in PEM at ${path}, got none that can be read; name the builder's key or its public half`,
      { cause: error },
    );
  }
}

function asJson({ manifest, ...report }: VerifyReport): unknown {
  const { buildId, builtAt, platform } = manifest;
  return { intact: report.faults.length === 0, platform, buildId, builtAt, ...report };
}

function tell({ manifest, faults, filesRead, signature }: VerifyReport, io: CliIo): void {
  const out = createOutput(io);
  const say = (key: string, values: Record<string, string | number> = {}): string =>
    io.words(`mirror.verify.${key}`, values);
  const { buildId } = manifest;
  if (faults.length === 0) {
    const state = say(
      signature === 'valid' ? 'signed' : signature === 'absent' ? 'unsigned' : 'unchecked',
    );
    out.line(out.paint.green(say('good', { buildId, files: filesRead, signature: state })));
    return;
  }
  out.line(out.paint.red(say('bad', { buildId, count: faults.length })));
  for (const { kind, path, detail } of faults.slice(0, 50))
    out.line(`  ${say(kind, { path, detail })}`);
  if (faults.length > 50)
    out.line(`  ${io.words('mirror.build.more', { count: faults.length - 50 })}`);
}
