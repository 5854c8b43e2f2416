import { withoutEnd } from './without-end.ts';

/** A place that a mirror can be published to, as a person writes it. */
export type TargetAddress =
  | { readonly kind: 'folder'; readonly folder: string }
  | {
      readonly kind: 'store';
      readonly bucket: string;
      /** Empty, or ends with a slash. */
      readonly prefix: string;
      /** Absent for Amazon's own. */
      readonly endpoint?: string;
      readonly region?: string;
      /** A file of mode 600 with the keys; absent: the surroundings' own. */
      readonly credentials?: string;
      readonly compressed: boolean;
    }
  | {
      /** Préau's own place on AWS, behind CloudFront. */
      readonly kind: 'edge';
      readonly bucket: string;
      readonly platform: string;
      /** The ARN of CloudFront's key value store. */
      readonly store: string;
      readonly work: string;
      readonly evidence: string;
      readonly region?: string;
      /** The Region of the evidence bucket. */
      readonly home?: string;
    }
  | { readonly kind: 'rsync'; readonly place: string }
  | { readonly kind: 'refused'; readonly why: TargetRefusal };

/** Why an address is none, as a key of `mirror.target`. */
export type TargetRefusal =
  | 'empty'
  | 'bucket'
  | 'prefix'
  | 'parameter'
  | 'endpoint'
  | 'secret'
  | 'edge'
  | 'rsync';

const STORE_PARAMETERS = ['endpoint', 'region', 'credentials', 'compressed'];
const EDGE_PARAMETERS = ['platform', 'store', 'work', 'evidence', 'region', 'home'];

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/**
 * Read an address: `s3://bucket/prefix?endpoint=…&region=…`, `rsync://host/module/path`,
 * `user@host:path`, or a folder. A name with a colon before its first slash is a host's, as for rsync
 * and scp; `./a:b` is a folder.
 */
export function targetAddress(text: string): TargetAddress {
  if (text === '') return refused('empty');
  if (text.startsWith('s3://')) return storeAddress(text);
  if (text.startsWith('rsync://')) return rsyncAddress(text, /^rsync:\/\/[^/]+\/[^/]+/);
  if (/^[^/\\]{2,}:/.test(text)) return rsyncAddress(text, /^[^:]+:.+/);
  return { kind: 'folder', folder: text };
}

function storeAddress(text: string): TargetAddress {
  const [place = '', query = '', ...more] = text.slice('s3://'.length).split('?');
  const slash = place.indexOf('/');
  const bucket = slash === -1 ? place : place.slice(0, slash);
  const prefix = slash === -1 ? '' : withoutEnd(place.slice(slash + 1), '/');
  if (place.includes('@')) return refused('secret');
  if (more.length > 0) return refused('parameter');
  if (!BUCKET.test(bucket)) return refused('bucket');
  if (!isPrefix(prefix)) return refused('prefix');
  const values = parameters(query);
  if (values === null) return refused('parameter');
  if ([...values.keys()].some((name) => /secret|key|token|password/i.test(name)))
    return refused('secret');
  const at = { bucket, prefix: prefix === '' ? '' : `${prefix}/` };
  return values.has('store') ? edgeAddress(at, values) : plainStore(at, values);
}

interface Place {
  readonly bucket: string;
  readonly prefix: string;
}

function plainStore(place: Place, values: ReadonlyMap<string, string>): TargetAddress {
  if (!known(values, STORE_PARAMETERS)) return refused('parameter');
  const compressed = values.get('compressed') ?? 'no';
  if (compressed !== 'yes' && compressed !== 'no') return refused('parameter');
  const endpoint = values.get('endpoint');
  if (endpoint !== undefined && !isEndpoint(endpoint)) return refused('endpoint');
  return {
    kind: 'store',
    ...place,
    compressed: compressed === 'yes',
    ...only(values, ['endpoint', 'region', 'credentials']),
  };
}

function edgeAddress(
  { bucket, prefix }: Place,
  values: ReadonlyMap<string, string>,
): TargetAddress {
  if (!known(values, EDGE_PARAMETERS)) return refused('parameter');
  const platform = values.get('platform') ?? '';
  const [store = '', work = '', evidence = ''] = ['store', 'work', 'evidence'].map((name) =>
    values.get(name),
  );
  const isWhole =
    prefix === '' &&
    /^[a-z0-9-]{1,64}$/.test(platform) &&
    /^arn:aws[a-z-]*:cloudfront::\d{12}:key-value-store\/[\w-]+$/.test(store) &&
    BUCKET.test(work) &&
    BUCKET.test(evidence);
  if (!isWhole) return refused('edge');
  const regions = only(values, ['region', 'home']);
  return { kind: 'edge', bucket, platform, store, work, evidence, ...regions };
}

function only<Name extends string>(
  values: ReadonlyMap<string, string>,
  names: readonly Name[],
): { readonly [name in Name]?: string } {
  const found: { [name in Name]?: string } = {};
  for (const name of names) {
    const value = values.get(name);
    if (value !== undefined) found[name] = value;
  }
  return found;
}

const known = (values: ReadonlyMap<string, string>, names: readonly string[]): boolean =>
  [...values].every(([name, value]) => names.includes(name) && value !== '');

/** @returns null for a broken percent sequence or a name that comes twice */
function parameters(query: string): ReadonlyMap<string, string> | null {
  const values = new Map<string, string>();
  for (const pair of query === '' ? [] : query.split('&')) {
    const [name = '', ...value] = pair.split('=');
    try {
      if (values.has(name)) return null;
      values.set(name, decodeURIComponent(value.join('=')));
    } catch {
      return null;
    }
  }
  return values;
}

/** Keys do not travel in the clear but on this machine. */
const isEndpoint = (text: string): boolean =>
  /^https:\/\/[\w.-]+(:\d{1,5})?\/?$/.test(text) ||
  /^http:\/\/(127(\.\d{1,3}){3}|\[::1\]|localhost)(:\d{1,5})?\/?$/.test(text);

const isPrefix = (prefix: string): boolean =>
  prefix.length <= 200 &&
  !hasControls(prefix) &&
  prefix.split('/').every((name) => name !== '..' && name !== '.' && name !== '.preau') &&
  !prefix.includes('//') &&
  !prefix.startsWith('/');

const hasControls = (text: string): boolean =>
  Array.from(text).some((letter) => letter < ' ' || letter === '\u007F');

/** A host that begins with a hyphen would be an option of rsync's or of ssh's. */
function rsyncAddress(text: string, shape: RegExp): TargetAddress {
  const host = text.replace(/^rsync:\/\//, '');
  const isSafe =
    shape.test(text) && /^[A-Za-z0-9_[]/.test(host) && !hasControls(text) && !/\s/.test(text);
  if (/^[^/@]*:[^/@]*@/.test(host)) return refused('secret');
  return isSafe ? { kind: 'rsync', place: withoutEnd(text, '/') } : refused('rsync');
}

const refused = (why: TargetRefusal): TargetAddress => ({ kind: 'refused', why });
