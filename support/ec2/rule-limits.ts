import { permissionExists, repeatedPermission, ruleQuota } from './errors.ts';
import type { RuleLine, SecurityGroupRule } from './records.ts';
import { lineKey, lineText } from './rule-lines.ts';
import type { Region } from './store.ts';

/** EC2's default quota, for each direction and address family. */
export const RULES_PER_DIRECTION = 60;

/** No line may be there already, or twice in one request. */
export function checkDuplicates(lines: readonly RuleLine[], existing: readonly SecurityGroupRule[]): void {
  const kept = new Set(existing.map(({ line }) => lineKey(line)));
  const seen = new Set<string>();
  for (const line of lines) {
    const key = lineKey(line);
    if (seen.has(key)) throw repeatedPermission();
    if (kept.has(key)) throw permissionExists(lineText(line));
    seen.add(key);
  }
}

/** A group counts for both address families, a prefix list with its greatest size. */
export function checkQuota(lines: readonly RuleLine[], region: Region): void {
  const weight = (family: 'ipv4' | 'ipv6', { peer }: RuleLine) => {
    if (peer.kind === 'prefix-list') return region.prefixLists.get(peer.id)?.maxEntries ?? 1;
    return peer.kind === 'group' || peer.kind === family ? 1 : 0;
  };
  for (const family of ['ipv4', 'ipv6'] as const) {
    const sum = lines.reduce((total, line) => total + weight(family, line), 0);
    if (sum > RULES_PER_DIRECTION) throw ruleQuota();
  }
}
