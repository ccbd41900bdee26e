import assert from 'node:assert/strict';
import { test } from 'node:test';
import { javaToolOptions, withoutJavaLeaks } from './java-options.ts';

const PROXY = { host: '127.0.0.1', port: 4000, without: ['localhost', '127.*'], trustStore: '/tmp/run/authority.jks' };

test('options go after those that are there, so that they count', () => {
  const options = javaToolOptions('-Xmx1g', PROXY);
  assert.match(
    options,
    /^-Xmx1g -Dhttp\.proxyHost=127\.0\.0\.1 -Dhttp\.proxyPort=4000 -Dhttps\.proxyHost=127\.0\.0\.1 /,
  );
  assert.match(options, / -Dhttp\.nonProxyHosts=localhost\|127\.\* /);
  assert.match(options, / -Djavax\.net\.ssl\.trustStore=\/tmp\/run\/authority\.jks /);
  assert.ok(javaToolOptions('', PROXY).startsWith('-D'));
});

test('a path with a blank stays one option', () => {
  const options = javaToolOptions('', { ...PROXY, trustStore: '/tmp/my run/a.jks' });
  assert.ok(options.includes(' "-Djavax.net.ssl.trustStore=/tmp/my run/a.jks" '), options);
});

test('credentials and other proxies are taken out, the rest stays', () => {
  const present =
    '-Xmx1g -Daws.accessKeyId=AKIA "-Daws.secretKey=a b" -Dhttps.proxyHost=corp -Dfoo="x y" -DsocksProxyHost=s';
  for (const name of [
    'JAVA_TOOL_OPTIONS',
    '_JAVA_OPTIONS',
    'JDK_JAVA_OPTIONS',
    'MAVEN_OPTS',
    'GRADLE_OPTS',
    'JAVA_OPTS',
  ]) {
    assert.equal(withoutJavaLeaks(name, present), '-Xmx1g -Dfoo="x y"', name);
  }
  assert.equal(withoutJavaLeaks('MAVEN_OPTS', '-Xmx1g  "-Dx=y'), '-Xmx1g "-Dx=y');
  assert.equal(withoutJavaLeaks('CFLAGS', present), present);
});
