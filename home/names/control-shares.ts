import { z } from 'zod';
import { pairWeights } from '../../core/shelter/weighted-pair.ts';
import { platformCalled } from './control-platform.ts';
import { type HttpReply, json } from './http-exchange.ts';
import { canonicalName } from './name-record.ts';
import type { NamesModel } from './names-model.ts';
import type { NamesSpec } from './names-spec.ts';
import type { RecordChange } from './record-change.ts';
import { zoneOf } from './record-desk.ts';
import { parseForeignJson } from '../../core/parse-foreign-json.ts';

/** As many platforms as a spec may have. */
const PLATFORMS_MAX = 1_000;

const body = z.object({
  shares: z
    .record(z.string(), z.number().min(0).max(1))
    .refine((shares) => Object.keys(shares).length <= PLATFORMS_MAX),
});

/**
 * Set the weights of many platforms, in one batch a zone: `{ shares: { <platform>: 0 to 1 } }`.
 *
 * @returns the change id of each platform's batch, and the platforms that are not known here; 400
 *   for a batch that is refused, after which those of earlier zones are in force
 */
export function setShares(spec: NamesSpec, model: NamesModel, text: string): HttpReply {
  const asked = body.safeParse(parseJson(text));
  if (!asked.success) {
    const message = 'Expected { "shares": { PLATFORM: 0 to 1 } } in JSON: correct the body.';
    return json(400, { code: 'argument-invalid', message });
  }
  const known = Object.entries(asked.data.shares).flatMap(([name, share]) => {
    const platform = platformCalled(spec, name);
    return platform ? [{ name, hostname: canonicalName(platform.hostname), share }] : [];
  });
  const byZone = Map.groupBy(known, ({ hostname }) => zoneOf(model.zones, hostname)?.id ?? '');
  const changes: Record<string, string> = {};
  for (const [zoneId, shares] of byZone) {
    const result = model.submit(zoneId, weightChanges(model, shares));
    if (result.kind === 'refused') {
      return json(400, { code: 'dns-change-refused', message: result.faults.join('; ') });
    }
    for (const { name } of shares) changes[name] = result.change.id;
  }
  const unknown = Object.keys(asked.data.shares).filter((name) => !(name in changes));
  return json(202, { changes, unknown });
}

interface Share {
  readonly hostname: string;
  readonly share: number;
}

function weightChanges(model: NamesModel, shares: readonly Share[]): readonly RecordChange[] {
  const book = model.wanted();
  return shares.flatMap(({ hostname, share }) => {
    const weights: Readonly<Record<string, number>> = pairWeights(share);
    return book.typesOf(hostname).flatMap((type) =>
      book.of(hostname, type).flatMap((record) => {
        const weight = weights[record.setIdentifier];
        return weight === undefined
          ? []
          : [{ action: 'UPSERT' as const, record: { ...record, weight } }];
      }),
    );
  });
}

function parseJson(text: string): unknown {
  try {
    return parseForeignJson(text);
  } catch {
    return null;
  }
}
