import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** One right of a function's role. */
export interface Right {
  readonly statement: PolicyStatement;
  /** Of its resources those that are many, and why it must be so. */
  readonly many: { readonly resources: readonly string[]; readonly why: string };
}

export interface AllowOptions {
  /** By operator and key. @default none */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Why a resource has a wildcard; asked for when one has. */
  readonly why?: string;
}

/**
 * Write one right down, action by action.
 *
 * @throws Error for an action with a wildcard, and for a resource with one that is not explained
 */
export function allow(
  sid: string,
  actions: readonly string[],
  resources: readonly string[],
  { conditions = {}, why }: AllowOptions = {},
): Right {
  const wild = actions.filter((action) => action.includes('*'));
  if (wild.length > 0)
    throw new Error(`the right ${sid} must name its actions one by one, got ${wild.join(', ')}`);
  const many = resources.filter((resource) => resource.includes('*'));
  if (many.length > 0 && why === undefined)
    throw new Error(`the right ${sid} must say why it is on ${many.join(', ')}`);
  const statement = new PolicyStatement({
    sid,
    effect: Effect.ALLOW,
    actions: [...actions],
    resources: [...resources],
    conditions,
  });
  return { statement, many: { resources: many, why: why ?? '' } };
}
