import type { Flow, Permission, SecurityGroup } from './model.ts';

/** The flows that IPsec between instances needs: IKE negotiates the keys, ESP carries what was encrypted with them. */
export const FLOWS: readonly Flow[] = ['ike', 'esp'];

const UDP = 17;
/** The number of the protocol itself: ESP has no ports. */
export const ESP = 50;
export const IKE_PORT = 500;

/** Whether a line of a security group or network ACL speaks of this flow, whoever the other side is. */
export function carries(flow: Flow, line: Pick<Permission, 'protocol' | 'ports'>): boolean {
  if (line.protocol === 'all') return true;
  if (flow === 'esp') return line.protocol === ESP;
  if (line.protocol !== UDP) return false;
  return !line.ports || (line.ports.from <= IKE_PORT && IKE_PORT <= line.ports.to);
}

/** Whether it names this flow and nothing beside it. Ports given with ESP mean nothing, so they change nothing. */
export function isExactly(flow: Flow, line: Pick<Permission, 'protocol' | 'ports'>): boolean {
  if (flow === 'esp') return line.protocol === ESP;
  return line.protocol === UDP && line.ports?.from === IKE_PORT && line.ports.to === IKE_PORT;
}

/** The documented row: the flow itself, with the group itself as the other side. */
export function isDocumented(flow: Flow, group: SecurityGroup, permission: Permission): boolean {
  return isExactly(flow, permission) && permission.peer.kind === 'group' && permission.peer.id === group.id;
}
