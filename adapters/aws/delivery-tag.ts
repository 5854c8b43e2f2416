/**
 * The name under which a delivery's key goes with a message and comes back with its receipts: an SES
 * message tag, an End User Messaging context key.
 */
export const DELIVERY_TAG = 'delivery';

/** What SES takes as a tag's value. @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageTag.html */
const TAG_MAX = 256;

/**
 * A delivery's key as a tag's value: SES takes letters, digits, `-` and `_` only.
 *
 * @returns null when the key is too long to be one: its receipts will then name no delivery
 */
export function tagOfKey(key: string): string | null {
  const tag = Buffer.from(key, 'utf8').toString('base64url');
  return tag.length <= TAG_MAX ? tag : null;
}

/** @returns null when it is no tag that {@link tagOfKey} made */
export function keyOfTag(tag: string): string | null {
  if (tag === '' || tag.length > TAG_MAX || !/^[\w-]+$/.test(tag)) return null;
  const key = Buffer.from(tag, 'base64url').toString('utf8');
  return tagOfKey(key) === tag ? key : null;
}
