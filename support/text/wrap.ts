/**
 * Lines of at most `width` characters, broken at spaces. A word that is longer has a line of its own.
 * @param text its own line breaks stay
 */
export function wrapped(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((line) => filled(line.split(' '), ' ', width));
}

/** A command line as a shell takes it, broken before its options with a backslash at each end. */
export function wrappedCommand(text: string, width: number): readonly string[] {
  const lines = filled(text.split(/ (?=--)/), ' ', width - 2);
  return lines.map((line, index) => `${index === 0 ? '' : '  '}${line}${index < lines.length - 1 ? ' \\' : ''}`);
}

function filled(parts: readonly string[], glue: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + glue.length + part.length <= width) {
      lines[lines.length - 1] = `${last}${glue}${part}`;
    } else lines.push(part);
  }
  return lines;
}
