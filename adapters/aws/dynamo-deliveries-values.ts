import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** DynamoDB's own forms of a text and a number. */
export const text = (value: string): AttributeValue.SMember => ({ S: value });
export const number = (value: number): AttributeValue.NMember => ({ N: String(value) });

type Attributes = Readonly<Record<string, AttributeValue>>;

/** @returns empty when it is absent */
export const readText = (item: Attributes, name: string): string => item[name]?.S ?? '';

/** @returns null when it is absent */
export function readNumber(item: Attributes, name: string): number | null {
  const value = item[name]?.N;
  return value === undefined ? null : Number(value);
}
