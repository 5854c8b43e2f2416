import type { Platform } from '../../core/platform.ts';
import { foldName } from '../../core/school/fold-name.ts';
import { LOOKS, type Look } from './look.ts';
import type { StatusLine } from './status-line.ts';

/** How the platforms of one académie stand together. */
export interface AcademieLine {
  /** As the configuration writes it. */
  readonly name: string;
  /** The worst of its platforms. */
  readonly look: Look;
  readonly lookWord: string;
  /** Names of its platforms, the worst first. */
  readonly platforms: readonly string[];
}

/**
 * The académies that platforms name as served, the worst first, then by name; empty where none does. A
 * platform that serves everybody, or only attached schools, is of no académie.
 *
 * @param lines the worst first
 */
export function academieLines(
  lines: readonly StatusLine[],
  platforms: readonly Platform[],
): readonly AcademieLine[] {
  const served = lines.flatMap((line) => {
    const serves = platforms.find(({ id }) => id === line.id)?.serves;
    const names = serves?.onlyAttached === true ? [] : (serves?.academies ?? []);
    return names.map((name) => ({ name, line }));
  });
  return [...Map.groupBy(served, ({ name }) => foldName(name)).values()]
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { look, lookWord } = first.line;
      return [{ name: first.name, look, lookWord, platforms: group.map(({ line }) => line.name) }];
    })
    .toSorted(
      (one, other) =>
        LOOKS.indexOf(one.look) - LOOKS.indexOf(other.look) ||
        one.name.localeCompare(other.name, 'fr'),
    );
}
