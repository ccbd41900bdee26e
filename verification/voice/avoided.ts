/** A word or phrase that our prose avoids, and what says the same. */
export interface Avoided {
  readonly word: string;
  readonly instead: string;
  readonly pattern: RegExp;
}

const one = (word: string, instead: string, source: string): Avoided => ({
  word,
  instead,
  pattern: new RegExp(source, 'gi'),
});

/** A whole word or phrase, with any white space or line break between its parts, comment marks included. */
const phrase = (text: string): string => `\\b${text.replaceAll(' ', '(?:\\s|\\n\\s*(?://|\\*|#))+')}\\b`;

/** In names too, where a capital or a hyphen ends the word: `keptJobs`, `kept-jobs`. */
const stem = (text: string): string => `(?<![a-z])${text}`;

export const AVOIDED: readonly Avoided[] = [
  one('launcher', 'wrapper', 'launcher'),
  one('what launches your jobs', 'wrapper', phrase('(?:whatever|what|who) launches')),
  one('mend', 'fix; for an emulator: workaround', stem('mend(?:s|ed|ing)?\\b')),
  one('remedy', 'fix', 'remed(?:y|ies)\\b'),
  one('near miss, near', 'closest match', 'near[ -]?miss(?:es)?\\b|^\\s+near {2,}'),
  one('tell, told', 'print, report', phrase('(?:is|are|was|be|and|as|ones|not) told')),
  one('tells', 'prints, reports', phrase('tells')),
  one('to be had', 'available', phrase('to be had')),
  one('of ours, of theirs', 'our, their', phrase('of (?:ours|theirs|yours)')),
  one('that there are', 'available; the', phrase('that there (?:are|is)')),
  one('asks for nothing', 'omits the flag', phrase('asks? for nothing')),
  one('in the clear', 'unencrypted', phrase('in the clear')),
  one('passed over', 'ignored, skipped', phrase('pass(?:ed|es)? over')),
  one('left aside', 'skipped, ignored', phrase('(?:left|leaves|leave) aside')),
  one('handed on', 'passed on', phrase('hand(?:ed|s)? on')),
  one('wish', 'request, options', stem('wish(?:es|ed)?\\b')),
  one('the hand of', 'by', phrase('(?:by the hand of|at hand)')),
  one('anew', 'again', phrase('anew')),
  one('whoever', 'who, the caller', phrase('who(?:m)?ever')),
  one('likewise, in turn', 'also', phrase('(?:likewise|by turns)')),
  one('none that', 'no …', phrase('none that')),
  one('once more', 'again', phrase('once more')),
  one('as it stands', 'unchanged', phrase('as (?:it|they) stands?')),
  one('exits other than 0', 'exits with an error', phrase('other than 0')),
];

/** Lists and tests of the words themselves, recordings of others' words, and generated files are not ours to count. */
const NOT_COUNTED =
  /^verification\/voice\/|^CHANGELOG\.md$|^LICENSE$|package-lock\.json$|\.generated\.json$|\/recorded\/|\.jsonl$/;

export const isProse = (file: string): boolean =>
  /\.(?:md|feature|[cm]?[jt]sx?|py|sh|go|java|ya?ml)$/.test(file) && !NOT_COUNTED.test(file);
