import type { CiService } from './ci.ts';

export interface InitOptions {
  readonly ci?: CiService;
  readonly force?: boolean;
}
