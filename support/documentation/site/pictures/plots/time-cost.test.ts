import assert from 'node:assert/strict';
import { test } from 'node:test';
import { billableTime } from '../../../../sagemaker/model/billing.ts';
import { trainingTime } from '../../../../sagemaker/model/time.ts';
import { addedName, chart } from './chart.ts';
import { INSTANCES, LARGEST, points, WORKLOAD } from './points.ts';
import { timeCost } from './time-cost.tsx';

test('every point is what the model answers', () => {
  assert.equal(new Set(points.map(({ megabytes }) => megabytes)).size, 9);
  for (const { instances, encrypted, megabytes, seconds, instanceSeconds } of points) {
    const modelled = trainingTime({ ...WORKLOAD, modelMegabytes: megabytes }, instances, encrypted);
    assert.equal(seconds, modelled);
    assert.equal(instanceSeconds, billableTime(Math.round(modelled), false) * instances);
  }
});

test('one, two, four and eight instances, unencrypted and encrypted', () => {
  for (const instances of INSTANCES) {
    for (const encrypted of [false, true]) {
      assert.ok(points.some((point) => point.instances === instances && point.encrypted === encrypted));
    }
  }
});

test('there are a plot of time and one of cost, both marked as a model, with their formula', async () => {
  const [time, cost, ...others] = await timeCost();
  assert.ok(time && cost);
  assert.deepEqual(others, []);
  for (const { svg, alt } of [time, cost]) {
    assert.match(svg, /<title>[^<]*a model, not a measurement<\/title>/);
    assert.match(svg, /<desc>[^<]*2\(n − 1\)\/n × model size \/ bandwidth × \(1 \+ overhead\)[^<]*<\/desc>/);
    assert.match(alt, /a model, not a measurement/);
    assert.match(svg, />time = steps ×|>cost = billable seconds × instances/);
  }
  assert.match(time.alt, /1 instance \+0 %, 2 instances \+\d+ %/);
});

test('lines are told apart by dashes and words beside colours, which are those of the page', async () => {
  for (const { svg } of await timeCost()) {
    assert.match(svg, /stroke="var\(--series-1[^"]*" stroke-width="2"/);
    assert.match(svg, /stroke="var\(--series-2[^"]*" stroke-width="2" stroke-dasharray="5,3"/);
    assert.match(svg, />unencrypted<.*>encrypted</s);
    for (const panel of ['1 instance', '2 instances', '4 instances', '8 instances'])
      assert.ok(svg.includes(`>${panel}<`));
    assert.doesNotMatch(svg, /="#0{3,6}"|="#ddd"|="black"/);
  }
});

test('the tables hold the points, and no difference for one instance', async () => {
  const [time, cost] = await timeCost();
  const largest = (rows: readonly (readonly string[])[] = []) => rows.filter(([, size]) => size === `${LARGEST}`);
  assert.equal(time?.table?.rows.length, 20);
  for (const [instances, , clear, encrypted, added] of largest(time?.table?.rows)) {
    const at = { ...WORKLOAD, modelMegabytes: LARGEST };
    assert.equal(clear, `${Math.round(trainingTime(at, Number(instances), false))}`);
    assert.equal(encrypted, `${Math.round(trainingTime(at, Number(instances), true))}`);
    assert.equal(added === '+0 %', instances === '1');
  }
  assert.deepEqual(
    largest(cost?.table?.rows).map(([instances]) => instances),
    INSTANCES.map(String),
  );
});

test('what is drawn depends on the points', async () => {
  const measure = { axis: 'Seconds', of: ({ seconds }: { readonly seconds: number }) => seconds };
  const whole = await chart(points, measure);
  assert.equal((await chart(points, measure)).svg, whole.svg);
  const same = points.map((point) => ({ ...point, seconds: 100 + point.megabytes }));
  const flat = await chart(same, measure);
  assert.notEqual(flat.svg, whole.svg);
  assert.equal(flat.svg.split('+0 % at').length - 1, 4);
});

test('what is added is named', () => {
  assert.equal(addedName(150, 100), '+50 %');
  assert.equal(addedName(100, 100), '+0 %');
});
