/** What the user asks for. `auto`: the kernel where it can be had, else the environment alone. */
export const ISOLATION_CHOICES = ['auto', 'kernel', 'environment'] as const;

export type IsolationChoice = (typeof ISOLATION_CHOICES)[number];

/** What kept a command from reaching anything but the endpoint. */
export type Isolation = KernelIsolation | EnvironmentIsolation;

/** bubblewrap where it is installed and works, else unshare of util-linux. */
export type SandboxTool = 'bubblewrap' | 'unshare';

/** Namespaces of its own: user, network, pid, mount, ipc. */
export interface KernelIsolation {
  readonly kind: 'kernel';
  /** What made them. Absent in reports of earlier versions. */
  readonly tool?: SandboxTool;
  /** Attempts that go around the proxy are seen, with address and port. Otherwise they are stopped unseen. */
  readonly recorded: boolean;
  /** Caches of language tools can be written, and what is written is dropped. Otherwise they are read-only. */
  readonly overlay: boolean;
}

/** Variables only: a command that ignores them can reach whatever this machine can. */
export interface EnvironmentIsolation {
  readonly kind: 'environment';
  /** Why not the kernel. Half a sentence. */
  readonly reason: string;
  /** What would allow the kernel: a command line or a sentence. Absent where nothing would. */
  readonly fix?: string;
}

/** The same words on every surface. */
export const inForce = ({ kind }: Isolation): 'kernel' | 'environment only' =>
  kind === 'kernel' ? kind : 'environment only';

/** `kernel, by bubblewrap (only the endpoint could be reached)`, `environment only (macOS has no namespaces)` */
export function describeIsolation(isolation: Isolation): string {
  if (isolation.kind === 'environment') return `${inForce(isolation)} (${isolation.reason})`;
  const by = isolation.tool === undefined ? '' : `, by ${isolation.tool}`;
  const unrecorded = isolation.recorded ? '' : '; attempts around the proxy were not recorded';
  return `kernel${by} (only the endpoint could be reached${unrecorded})`;
}
