/** What came of one call, with everything that differs from run to run taken out. */
export type Outcome =
  | { readonly kind: 'ok'; readonly output: Plain }
  | { readonly kind: 'error'; readonly code: string; readonly status: number; readonly message: string }
  /** It could not be made, because an earlier call did not give what it names. */
  | { readonly kind: 'impossible'; readonly missing: string };

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [member: string]: Plain };

/** Name of the call → what came of it. */
export type Outcomes = ReadonlyMap<string, Outcome>;
