import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { type Harness, startHarness } from '../../harness.ts';
import { attempt } from '../attempt.ts';
import { situations } from '../situations/index.ts';
import { chooseIsolation, describeIsolation } from './index.ts';

/** A host of AWS, hard-coded as SDKs do: only the proxy and its authority lead to the endpoint from within. */
const HOST = 'sts.eu-central-1.amazonaws.com';
const URL = `https://${HOST}/?Action=GetCallerIdentity&Version=2011-06-15`;

/** As an SDK would sign it, with keys of another account. */
const SIGNED =
  'AWS4-HMAC-SHA256 Credential=111122223333/20261128/eu-central-1/sts/aws4_request, SignedHeaders=host, Signature=00';

const PROGRAMS = {
  'get.py': `
import os, urllib.request
request = urllib.request.Request('${URL}', headers={'authorization': os.environ['SIGNED']})
print(urllib.request.urlopen(request).read().decode())
`,
  'boto.py': `import boto3\nprint(boto3.client('sts', endpoint_url='https://${HOST}').get_caller_identity()['Account'])\n`,
  'get.mjs': `
const answer = await fetch('${URL}', { headers: { authorization: process.env.SIGNED } });
console.log(await answer.text());
`,
  'Get.java': `
import java.net.URI;
import java.net.http.*;
class Get {
  public static void main(String[] args) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("${URL}")).header("authorization", System.getenv("SIGNED")).build();
    System.out.println(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}
`,
  'get.go': `
package main

import (
	"io"
	"net/http"
	"os"
)

func main() {
	request, _ := http.NewRequest("GET", "${URL}", nil)
	request.Header.Set("authorization", os.Getenv("SIGNED"))
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		panic(err)
	}
	io.Copy(os.Stdout, answer.Body)
}
`,
} as const;

const inCi = !['', '0', 'false'].includes(process.env.CI ?? '');
const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-https-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: keyof typeof PROGRAMS) => join(folder, name);
const isolation = await chooseIsolation('auto', folder);
const skip = isolation.kind === 'environment' && !inCi && isolation.reason;

const RUN = { cwd: folder, isolation: 'kernel', environment: { SIGNED } } as const;

function works(program: string, ...args: string[]): string | undefined {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}

/** What runs it; `undefined` where it is not here. */
const CLIENTS: Readonly<Record<string, () => readonly string[] | undefined>> = {
  'urllib of Python': () => {
    const python = works('python3', '-c', 'import sys; print(sys.executable)');
    return python === undefined ? undefined : [python, file('get.py')];
  },
  boto3: () => {
    const python = process.env.TRAIN_ENCRYPT_PYTHON ?? 'python3';
    return works(python, '-c', 'import boto3') === undefined ? undefined : [python, file('boto.py')];
  },
  'fetch of Node': () => [process.execPath, file('get.mjs')],
  curl: () =>
    works('curl', '--version') === undefined
      ? undefined
      : ['curl', '--silent', '--show-error', '--header', `authorization: ${SIGNED}`, URL],
  'HttpClient of Java': () => (works('java', '-version') === undefined ? undefined : ['java', file('Get.java')]),
  'net/http of Go': () => {
    const binary = join(folder, 'get');
    return works('go', 'build', '-o', binary, file('get.go')) === undefined ? undefined : [binary];
  },
};

suite('HTTPS to a host of AWS from a sandbox', { skip }, () => {
  let harness: Harness;
  before(async () => {
    assert.equal(isolation.kind, 'kernel', describeIsolation(isolation));
    for (const [name, text] of Object.entries(PROGRAMS)) writeFileSync(join(folder, name), text);
    harness = await startHarness({ time: 'instant' });
  });
  after(() => harness[Symbol.asyncDispose]());

  for (const [name, commandOf] of Object.entries(CLIENTS)) {
    test(`${name}: through the proxy, with its authority, to the account of the run`, async (t) => {
      const command = commandOf();
      if (command === undefined) {
        assert.ok(!inCi, `${name} is not here, in CI`);
        return t.skip(`${name} is not here`);
      }
      const situation = situations.find(({ id }) => id === 'documented');
      assert.ok(situation);
      const seen = await attempt(harness, { wrapper: name, situation, command, ...RUN });
      assert.equal(seen.isolation.kind, 'kernel');
      assert.equal(seen.command.exitCode, 0, seen.command.output);
      assert.match(seen.command.output, new RegExp(`\\b${seen.account}\\b`));
      assert.deepEqual(
        seen.egress.map(({ host, what }) => `${what} ${host}`),
        [`answered ${HOST}`],
      );
    });
  }

  test('without the authority it is a certificate that nobody trusts', async (t) => {
    if (works('curl', '--version') === undefined) return t.skip('curl is not here');
    const situation = situations.find(({ id }) => id === 'documented');
    assert.ok(situation);
    const bare = { CURL_CA_BUNDLE: undefined, SSL_CERT_FILE: undefined };
    const command = ['curl', '--silent', URL];
    const seen = await attempt(harness, {
      wrapper: 'bare',
      situation,
      command,
      ...RUN,
      environment: bare,
    });
    assert.notEqual(seen.command.exitCode, 0);
    assert.deepEqual(
      seen.egress.map(({ host, what }) => `${what} ${host}`),
      [`untrusted ${HOST}`],
    );
  });
});
