import { InvalidArgumentError } from 'commander';

export interface SigningKey {
  readonly tool: 'gpg' | 'cosign';
  /** As the tool takes it: an id, an address, a file, a URI. */
  readonly key: string;
}

/** `gpg:0xC0FFEE`, `cosign:cosign.key`. */
export function signingKey(text: string): SigningKey {
  const [, tool, key] = /^(gpg|cosign):([^-].*)$/s.exec(text) ?? [];
  if (key === undefined || (tool !== 'gpg' && tool !== 'cosign')) {
    throw new InvalidArgumentError('Give gpg:<key id> or cosign:<key>, such as gpg:security@example.com.');
  }
  return { tool, key };
}
