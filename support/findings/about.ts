import { rules } from '../rules/index.ts';
import { FINDINGS } from './names.ts';

/** What a kind of finding is about, for reports that list kinds. */
export interface AboutFinding {
  readonly title: string;
  readonly help: string;
  readonly uri?: string;
}

/** By its id: of one of the rules, or of what is judged about wrappers alone. */
export function aboutFinding(id: string): AboutFinding {
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined)
    return {
      title: words(id),
      help: `${FINDINGS[id] ?? `${words(id)}.`} Each result says what happened, and what fixes it.`,
    };
  const { title, source, provenance, enforcement } = rule;
  return {
    title,
    help: `${title} (${provenance}). Source: ${source}. When the job is created: ${enforcement}.`,
    ...(URL.canParse(source) && { uri: source }),
  };
}

const words = (id: string): string => id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ');
