/** Why a relative file name cannot be used anywhere, whatever for. */
export type NameRefusal =
  | 'empty'
  | 'absolute'
  | 'leaves-the-folder'
  | 'control-character'
  | 'not-unicode'
  | 'backslash'
  | 'too-deep'
  | 'too-long';

/** Folders within folders. Chosen: four times the deepest course site looked at. */
const MAX_DEPTH = 24;

/**
 * UTF-8 bytes of a whole path.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html 1,024 bytes a key
 */
const MAX_BYTES = 1_000;

/** UTF-8 bytes of one name: NAME_MAX of ext4, APFS and NTFS, less room for `.html`. */
const MAX_NAME_BYTES = 240;

/**
 * Judge a relative file name, in NFC, as a hostile archive or folder gives it.
 *
 * @returns null for a name that neither climbs out of its folder nor hides what it is
 */
export function nameRefusal(path: string): NameRefusal | null {
  const names = path.split('/');
  if (path === '') return 'empty';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'absolute';
  if (path.includes('\\')) return 'backslash';
  // The replacement character is what a name that was not UTF-8 turns into.
  if (!path.isWellFormed() || path.includes('\uFFFD')) return 'not-unicode';
  if (hasControlCharacter(path)) return 'control-character';
  if (names.some((name) => name === '..' || name === '.' || name === '')) {
    return 'leaves-the-folder';
  }
  if (names.length > MAX_DEPTH) return 'too-deep';
  if (utf8Bytes(path) > MAX_BYTES || names.some((name) => utf8Bytes(name) > MAX_NAME_BYTES)) {
    return 'too-long';
  }
  return null;
}

function hasControlCharacter(text: string): boolean {
  return Array.from(text).some((letter) => letter < ' ' || letter === '\u007F');
}

function utf8Bytes(text: string): number {
  return Array.from(text).reduce((sum, letter) => {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 0x80) return sum + 1;
    if (code < 0x800) return sum + 2;
    return sum + (code < 0x10000 ? 3 : 4);
  }, 0);
}
