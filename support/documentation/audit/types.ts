import type { SiteData } from '../site/types.ts';

/** What an audit is made of. Plain data. */
export interface AuditData {
  readonly site: SiteData;
  readonly provenance: Provenance;
  readonly changes: Changes;
  /** What the answer rests on, by the name it has beside the audit. */
  readonly evidence: readonly EvidenceFile[];
}

export interface EvidenceFile {
  /** With slashes, from the folder of the audit. */
  readonly name: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Who made the audit, of what, with what. What could not be found out is absent. */
export interface Provenance {
  readonly tool: string;
  readonly node: string;
  readonly commit?: string;
  readonly branch?: string;
  /** Files of the working folder differ from the commit. */
  readonly changed?: boolean;
  readonly ci?: string;
  readonly who: string;
  readonly lockFiles: readonly { readonly file: string; readonly sha256: string }[];
}

/** What a later audit compares itself with: answers alone. */
export interface AuditState {
  readonly schema: 'train-encrypt/audit';
  readonly schemaVersion: 1;
  readonly version: string;
  /** ISO 8601. */
  readonly at: string;
  readonly commit?: string;
  /** Claim → its status. */
  readonly claims: Readonly<Record<string, string>>;
  /** Wrapper → situation → mark and answer. */
  readonly wrappers: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface Changes {
  /** What it is compared with, for people; absent when there is nothing to compare with. */
  readonly since?: string;
  readonly changes: readonly Change[];
}

export interface Change {
  readonly what: string;
  /** Absent when it is new. */
  readonly before?: string;
  /** Absent when it is gone. */
  readonly now?: string;
}
