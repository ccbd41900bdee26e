/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import type { Given as Of } from '../../../../wrappers/types.ts';
import { Scroll } from './scroll.tsx';
import { Outside } from './text.tsx';

/** What a situation hands to a wrapper, with the placeholder and the variable that carry it. */
export const Given = ({
  given: { subnets, securityGroups, roleArn, shape },
  situation,
}: {
  readonly given: Of;
  readonly situation: string;
}): VNode => {
  const groups = shape.groups?.map(
    ({ InstanceGroupName, InstanceCount, InstanceType }) => `${InstanceGroupName}: ${InstanceCount} × ${InstanceType}`,
  );
  const rows = [
    ['Subnets', 'subnets', subnets.join(', ')],
    ['Security groups', 'security_groups', securityGroups.join(', ')],
    ['Role', 'role_arn', roleArn],
    ['Instances', 'instances', String(shape.instances)],
    ...(groups ? [['Instance groups', 'instance_groups', groups.join(', ')]] : []),
  ] as const;
  return (
    <Scroll label={`What it was given in ${situation}`}>
      <table class="given">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Placeholder, variable</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([what = '', name = '', value = '']) => (
            <tr key={name}>
              <th scope="row">{what}</th>
              <td>
                <code>{`{${name}}`}</code> <code>TRAIN_ENCRYPT_{name.toUpperCase()}</code>
              </td>
              <td>{value === '' ? <span class="soft">none given</span> : <Outside text={value} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
};
