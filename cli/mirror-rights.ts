import { openLessons } from '../adapters/local/lessons/open-lessons.ts';
import { recordRights } from '../adapters/local/lessons/record-rights.ts';
import { mirrorWords } from '../adapters/local/mirror/words.ts';
import { planSite } from '../app/mirror/plan-site.ts';
import type { LeftOut, RightsDecision } from '../app/mirror/ports.ts';
import type { RightsItem } from '../app/mirror/rights-gate.ts';
import { PreauError } from '../core/errors.ts';
import { isWebAddress } from '../core/mirror/web-address.ts';
import { withoutPassword } from '../core/mirror/without-password.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';
import { printable } from './printable.ts';

export interface MirrorRightsOptions {
  readonly source: string;
  /** Items that may be shown, and items that may not. */
  readonly publish?: readonly string[] | undefined;
  readonly leaveOut?: readonly string[] | undefined;
  /** Who decides: the owner of the lessons, by name. Needed to decide. */
  readonly by?: string | undefined;
  readonly json?: boolean | undefined;
  readonly now: number;
}

/**
 * `preau mirror rights`: the lessons whose rights are reserved, with what was decided of each, and what
 * its owner keeps out; and, when asked, one more decision.
 *
 * @returns the exit code: 1 while an item waits, else 0
 * @throws PreauError `argument-invalid` for a decision without a name, or on nothing
 */
export async function mirrorRights(options: MirrorRightsOptions, io: CliIo): Promise<number> {
  const decisions = asked(options);
  refuseSite(options.source);
  const file = decisions.length === 0 ? null : await recordRights(options.source, decisions);
  const { items, keptOut } = await rightsOf(options.source, io);
  const waiting = items.filter(({ decision }) => decision === 'waiting').length;
  const out = createOutput(io);
  if (options.json === true) {
    out.json({ source: options.source, waiting, items, keptOut, recordedIn: file });
    return waiting > 0 ? 1 : 0;
  }
  const say = (key: string, values: Record<string, string | number> = {}): string =>
    io.words(`mirror.rights.${key}`, values);
  if (file !== null) out.line(out.paint.green(say('recorded', { count: decisions.length, file })));
  if (items.length + keptOut.length === 0) out.line(say('none'));
  for (const { name, said, decision, by = '', on = '' } of items)
    out.line(lineOf([name, said, say(decision, { by: printable(by), on })]));
  for (const { name, reason } of keptOut)
    out.line(lineOf([name, io.words(`mirror.leftOut.${reason}`)]));
  if (waiting > 0) out.line(out.paint.yellow(say('howto', { count: waiting })));
  return waiting > 0 ? 1 : 0;
}

const lineOf = (parts: readonly string[]): string =>
  `  ${parts
    .filter((part) => part !== '')
    .map(printable)
    .join(' : ')}`;

function asked({ publish = [], leaveOut = [], by, now }: MirrorRightsOptions): RightsDecision[] {
  if (publish.length + leaveOut.length === 0) return [];
  if ([...publish, ...leaveOut].some((item) => item.trim() === ''))
    throw new PreauError(
      'argument-invalid',
      '--publish and --leave-out: expected a lesson, a folder/ or *.ending, got nothing; for all lessons write /',
      { said: { key: 'rights.noItem' } },
    );
  if (by === undefined || by.trim() === '')
    throw new PreauError(
      'argument-invalid',
      '--by: expected the name of who decides on these lessons, got none; a decision without a name is nobody’s',
      { said: { key: 'rights.noName' } },
    );
  const on = new Date(now).toISOString().slice(0, 10);
  return [
    ...publish.map((item) => ({ item, decision: 'publish' as const, by, on })),
    ...leaveOut.map((item) => ({ item, decision: 'leave-out' as const, by, on })),
  ];
}

/** What waits of a site is known once it was visited, and told by its build. */
function refuseSite(source: string): void {
  if (!isWebAddress(source)) return;
  const site = withoutPassword(source).slice(0, 200);
  throw new PreauError(
    'argument-invalid',
    `expected lessons on this machine, got the web site ${site}: what is decided of a site stands in its recipe, as it is visited anew each time; write its licence there, what to leave out under "exclude" and decisions under "rights", then build with --recipe`,
    { said: { key: 'rights.site', values: { site } } },
  );
}

/** What the owner keeps out, lessons and packages that are not even opened. */
const KEPT_OUT: ReadonlySet<string> = new Set(['excluded', 'rights-declined']);

async function rightsOf(
  place: string,
  io: CliIo,
): Promise<{ readonly items: readonly RightsItem[]; readonly keptOut: readonly LeftOut[] }> {
  const source = await openLessons(place, mirrorWords(io.language));
  try {
    const { files, leftOut } = await source.list();
    const { rights: items, leftOut: unplanned } = planSite({ files, sets: await source.sets() });
    const told = new Set(items.map(({ name }) => name));
    const keptOut = [...leftOut, ...unplanned].filter(
      ({ name, reason }) => KEPT_OUT.has(reason) && !told.has(name),
    );
    return { items, keptOut };
  } finally {
    await source.close?.();
  }
}
