import type { Attributes } from './attributes.ts';

/** Classes and ids by which platforms mark what they show of whoever has logged in. Whole words of them. */
const MARKS: ReadonlySet<string> = new Set([
  'account-menu',
  'accountmenu',
  'current-user',
  'logged-in-as',
  'login-info',
  'logininfo',
  'user-dropdown',
  'user-info',
  'user-menu',
  'user-menu-toggle',
  'user_menu',
  'userinfo',
  'usermenu',
  'username-display',
  'userpicture',
]);

/**
 * Whether an element shows who has logged in: their name, their picture, their way out. It is no part of
 * a lesson, and a mirror is public.
 */
export function isUserMenu(name: string, attributes: Attributes): boolean {
  // Of these a mark says how the whole page looks.
  if (name === 'html' || name === 'body') return false;
  if (isMark(attributes['data-region'] ?? '') || isMark(attributes['id'] ?? '')) return true;
  return (attributes['class'] ?? '').split(/\s+/, 50).some(isMark);
}

const isMark = (word: string): boolean => MARKS.has(word.toLowerCase());
