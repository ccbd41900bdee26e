import type { Progress } from '../progress.ts';
import type { UpstreamOptions } from '../upstream/engine.ts';
import type { LocalStackSettings } from './settings.ts';

export interface LocalStackOptions extends Pick<UpstreamOptions, 'onWorkaround'> {
  /** Told how far the start has come: several times a second while it pulls, every second while it starts. */
  readonly progress?: Progress | undefined;
  /** Gives up the start; what was made for it is removed, and the signal's reason thrown. */
  readonly signal?: AbortSignal | undefined;
  /** Uses the container of an earlier run, or leaves this one to a later. Default false. */
  readonly reuse?: boolean | undefined;
  /** For runs with very many accounts: without machine images and the policies that AWS manages. Default false. */
  readonly lean?: boolean | undefined;
  /** Labels of the container beside `train-encrypt`. Only one with the same is used again. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** The folder for the container's log when something goes wrong. Default `reports`. */
  readonly reports?: string | undefined;
  /** Default: from the environment. */
  readonly settings?: LocalStackSettings | undefined;
}
