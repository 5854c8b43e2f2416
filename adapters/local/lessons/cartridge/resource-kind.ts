/** What a resource of a cartridge is, for a copy that cannot run anything. */
export type ResourceKind =
  | 'content'
  | 'link'
  | 'discussion'
  | 'quiz'
  | 'question-bank'
  | 'tool'
  | 'assignment'
  | 'unknown';

/** By the type that the manifest states; versions differ in numbers alone. */
const KINDS: readonly (readonly [RegExp, ResourceKind])[] = [
  [/^imswl_xmlv/, 'link'],
  [/^imsdt_xmlv/, 'discussion'],
  [/question-?bank/, 'question-bank'],
  [/^imsqti_xmlv/, 'quiz'],
  [/^imsbasiclti_xmlv|^imslti/, 'tool'],
  [/^assignment_xmlv/, 'assignment'],
  [/^webcontent$|^associatedcontent\//, 'content'],
  [/^$/, 'content'],
];

/** @see https://www.imsglobal.org/cc/ccv1p3/imscc_Implementation-v1p3.html resource types */
export const resourceKind = (type: string): ResourceKind =>
  KINDS.find(([pattern]) => pattern.test(type))?.[1] ?? 'unknown';
