const PLAIN = /^[\w@%+=:,./{}-]+$/;

/** A command as a shell reads it: parts that a shell would take apart are quoted. */
export const shellLine = (words: readonly string[]): string =>
  words.map((word) => (PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ');
