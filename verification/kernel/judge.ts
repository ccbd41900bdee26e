import type { Network } from '../../support/network/model.ts';
import { reachability } from '../../support/network/reachability.ts';
import type { Agent } from './agent.ts';
import { answerOf, differences } from './answer.ts';
import { type Asked, ask } from './ask.ts';

/** A network, where it comes from, and what was said of it before. */
export interface Case {
  readonly name: string;
  readonly network: Network;
  /** Whether every pair can exchange IKE and ESP, as verdicts said elsewhere. */
  readonly said?: readonly boolean[];
}

export interface Judged extends Asked {
  readonly case: Case;
  /** Where verdict and kernel differ; empty when they agree. */
  readonly differences: readonly string[];
}

/** Asks a kernel about each network and compares, several at a time, each by an agent of its own. In the order given. */
export async function judgeAll(
  agents: readonly Agent[],
  cases: readonly Case[],
  told: (judged: Judged) => void = () => {},
): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  let next = 0;
  const work = async (agent: Agent): Promise<void> => {
    for (let index = next++; index < cases.length; index = next++) {
      const one = await judge(agent, cases[index] as Case);
      judged[index] = one;
      told(one);
    }
  };
  await Promise.all(agents.map(work));
  return judged;
}

async function judge(agent: Agent, one: Case): Promise<Judged> {
  const asked = await ask(agent, one.network);
  const word = (reachable: boolean) => (reachable ? 'can' : 'cannot');
  const otherwise = (one.said ?? [])
    .filter((said) => said !== asked.answer.reachable)
    .map(
      (said) =>
        `a verdict said that its instances ${word(said)} exchange IKE and ESP, the kernel that they ${word(!said)}`,
    );
  return {
    ...asked,
    case: one,
    differences: [...differences(answerOf(reachability(one.network)), asked.answer), ...otherwise],
  };
}
