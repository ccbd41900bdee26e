export interface DocsOptions {
  readonly reports: string;
  readonly messages?: readonly string[];
  readonly check?: string;
  readonly history?: string;
  readonly kernel?: string;
  readonly data?: string;
}
