import type { ProbeRequest } from '../../../app/ports.ts';
import { headerFaults } from '../../../core/mirror/fit/header-faults.ts';
import type { Observation, ProbeFailure } from '../../../core/watch/observation.ts';
import type {
  NameAnswer,
  ProbeNote,
  SeenCertificate,
  TriedAddress,
} from '../../../core/watch/probe-record.ts';
import { hashOf } from '../hash.ts';
import type { AskedPage } from './ask-page.ts';
import type { HeardAddresses } from './heard-addresses.ts';
import { rawAnswer } from './raw-answer.ts';
import { notesOf } from './resolve-name.ts';

/** What the stages of a probe found, as far as they came. */
export interface ProbeFinds {
  readonly names: readonly NameAnswer[];
  readonly named?: Pick<HeardAddresses, 'isDisputed'> | undefined;
  readonly address?: string | undefined;
  /** Those that took no connection. */
  readonly tried?: readonly TriedAddress[] | undefined;
  readonly certificate?: SeenCertificate | undefined;
  /** Whether the server knows no RFC 5746. */
  readonly isLegacy?: boolean | undefined;
  readonly asked?: AskedPage | undefined;
}

/** The part of an observation that is beside its verdict and its times. */
export function describeProbe(
  { names, named, address, tried = [], certificate, isLegacy, asked }: ProbeFinds,
  failure: ProbeFailure | null,
  target: ProbeRequest['target'],
): Omit<Partial<Observation>, 'failure'> {
  const page = asked?.page;
  const redirected = page !== undefined && page.status >= 300 && page.status < 400;
  const notes: readonly ProbeNote[] = [
    ...notesOf(names, named?.isDisputed),
    ...(tried.length > 0 && failure?.stage !== 'tcp' ? (['address-failed'] as const) : []),
    ...(isLegacy ? (['tls-legacy'] as const) : []),
    ...(redirected ? (['redirected'] as const) : []),
  ];
  const { notAfter } = certificate ?? {};
  const remarkable = failure !== null || notes.length > 0;
  return {
    ...(address !== undefined && { address }),
    ...(tried.length > 0 && { tried }),
    ...(page !== undefined && { status: page.status }),
    ...(asked?.firstByteMs !== undefined && { firstByteMs: asked.firstByteMs }),
    ...(notAfter !== undefined && { certificateNotAfter: notAfter }),
    ...(certificate !== undefined && { certificate }),
    ...(notes.length > 0 && { notes }),
    ...(names.length > 1 && { names }),
    ...(page !== undefined && remarkable && { raw: rawAnswer(page) }),
    ...(target === 'mirror' && page !== undefined && mirrorFacts(page, asked?.stop === null)),
  };
}

/** The hash of a body that was cut short would be the hash of something else. */
function mirrorFacts(
  { status, headers, body }: NonNullable<AskedPage['page']>,
  whole: boolean,
): Pick<Observation, 'buildId' | 'bodySha256' | 'headerFaults'> {
  const build = headers['preau-build'];
  // An error's headers are not those with which lessons are sent.
  const wrong = status === 200 ? headerFaults(headers) : [];
  return {
    ...(typeof build === 'string' && { buildId: build.slice(0, 64) }),
    ...(whole && { bodySha256: hashOf(body) }),
    ...(wrong.length > 0 && { headerFaults: wrong }),
  };
}
