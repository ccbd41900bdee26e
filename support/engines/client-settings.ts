/** Settings of every AWS client made here. Given settings are not looked up in the user's profiles. */
export const CLIENT_SETTINGS: {
  readonly maxAttempts: number;
  readonly retryMode: string;
  readonly defaultsMode: 'standard';
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
  readonly authSchemePreference: string[];
  readonly userAgentAppId: string;
} = {
  // A retry would hide a fault that a test wants to see, and slow down one that it waits for.
  maxAttempts: 1,
  retryMode: 'standard',
  defaultsMode: 'standard',
  useFipsEndpoint: false,
  useDualstackEndpoint: false,
  authSchemePreference: ['sigv4'],
  userAgentAppId: 'train-encrypt',
};

/** Signatures are not checked: one secret will do for every account. */
export const SECRET = 'train-encrypt';
