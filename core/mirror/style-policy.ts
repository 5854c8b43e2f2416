/** Properties of a `style` attribute that carry a lesson's meaning and can hide or load nothing. */
const SAFE_PROPERTY =
  /^(background-color|border(-(top|right|bottom|left))?(-(color|style|width))?|border-collapse|border-radius|color|float|font-(size|style|variant|weight)|height|list-style-type|margin(-(top|right|bottom|left))?|max-width|padding(-(top|right|bottom|left))?|text-(align|decoration|indent|transform)|vertical-align|white-space|width)$/;

/** No address, no function but colours, no escape, no negative length that covers the banner, no word of either. */
const SAFE_VALUE = /^(?!.*(?:-\d|expression|position))(?:[a-z0-9 .,#%!-]|rgba?\(|hsla?\(|\))*$/;

/** A `style` attribute without what could load, cover or run something; empty when nothing is left. */
export function cleanStyleAttribute(style: string): string {
  return style
    .slice(0, 2_000)
    .toLowerCase()
    .split(';')
    .map((declaration) => declaration.split(':').map((part) => part.trim()))
    .filter((parts) => parts.length === 2 && isSafe(parts[0] ?? '', parts[1] ?? ''))
    .map(([property, value]) => `${property}:${value}`)
    .join(';');
}

function isSafe(property: string, value: string): boolean {
  return value !== '' && SAFE_PROPERTY.test(property) && SAFE_VALUE.test(value);
}
