/**
 * Program and arguments of a command as written: a list as it is, a text split at spaces that no backslash keeps.
 */
export async function splitCommand(command: string | readonly string[]): Promise<readonly string[]> {
  if (typeof command !== 'string') return command;
  const { parseCommandString } = await import('execa');
  return parseCommandString(command);
}
