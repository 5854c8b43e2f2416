/**
 * The words of a deployment, as far as a stack itself says something to people.
 *
 * @param deployment JSON: see app/deployment.ts
 * @returns a function that throws for a key that is not there
 */
export function wordsIn(deployment: string): (key: string) => string {
  const read: unknown = JSON.parse(deployment);
  const words = typeof read === 'object' && read !== null && 'words' in read ? read.words : null;
  return (key) => {
    const entries = typeof words === 'object' && words !== null ? Object.entries(words) : [];
    const found: unknown = entries.find(([name]) => name === key)?.[1];
    if (typeof found === 'string') return found;
    throw new Error(`expected the deployment to have words for ${key}, got none`);
  };
}
