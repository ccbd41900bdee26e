export interface DocsOptions {
  readonly reports: string;
  readonly messages?: readonly string[];
  readonly check?: string;
  readonly baselines?: string;
  readonly data?: string;
}
