import type { SigningKey } from './audit/options.ts';

export interface DocsOptions {
  readonly reports: string;
  readonly messages?: readonly string[];
  readonly check?: string;
  readonly history?: string;
  readonly kernel?: string;
  readonly data?: string;
}

export interface AuditOptions extends DocsOptions {
  readonly out?: string;
  readonly since?: string;
  readonly title?: string;
  /** Default: yes, where a browser is installed. */
  readonly pdf?: boolean;
  readonly sign?: SigningKey;
}
