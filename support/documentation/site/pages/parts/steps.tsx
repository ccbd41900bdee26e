/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import type { SiteStep } from '../../types.ts';
import { stepMark } from '../words.ts';
import { Rows } from './rows.tsx';
import { Block, Outside } from './text.tsx';
import { Verdict } from './verdict.tsx';

/** A scenario as prose: a line for each step; what did not pass says so. */
export const Steps = ({ steps }: { readonly steps: readonly SiteStep[] }): VNode => (
  <ol class="steps">
    {steps.map((step, index) => (
      <li key={index}>
        <span class="keyword">{step.keyword.trim()}</span>
        <div>
          <Outside text={step.text} />
          {step.status !== 'passed' && (
            <>
              {' '}
              <Verdict of={stepMark(step.status)} />
            </>
          )}
          {step.table && <Cells rows={step.table} />}
          {step.docString !== undefined && <Block text={step.docString} />}
          {step.error !== undefined && <Block text={step.error} />}
        </div>
      </li>
    ))}
  </ol>
);

const Cells = ({ rows }: { readonly rows: readonly (readonly string[])[] }): VNode => (
  <table class="cells">
    <Rows of={rows} />
  </table>
);
