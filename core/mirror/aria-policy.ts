const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/**
 * Roles that stay true without a script: what a part of the text is. A tab that turns nothing, a
 * button that does nothing, a second main part would be a lie to those who only hear the page.
 */
const ROLES = words(
  'doc-abstract doc-bibliography doc-chapter doc-conclusion doc-endnotes doc-example doc-footnote doc-introduction doc-tip figure group img math none note presentation',
);

/** Elements that may bear a name of their own. @see https://www.w3.org/TR/wai-aria-1.2/#namefromprohibited */
const NAMED = words(
  'a article aside audio details figure h1 h2 h3 h4 h5 h6 img math nav ol section table ul',
);

/** What is there for the eye alone; never on a link, which the keyboard reaches all the same. */
const HIDEABLE = words('b i span');

/** Whether a role, or what a lesson says to those who cannot see it, may stay as it is. */
export function keepsAria(element: string, attribute: string, value: string): boolean {
  switch (attribute) {
    case 'role':
      return ROLES.has(value) && !(element === 'a' || /^h[1-6]$/.test(element));
    case 'aria-hidden':
      return value === 'true' && HIDEABLE.has(element);
    case 'aria-label':
      return NAMED.has(element);
    case 'aria-describedby':
    case 'aria-labelledby':
      return NAMED.has(element);
    default:
      return false;
  }
}
