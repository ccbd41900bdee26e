export interface JavaProxy {
  readonly host: string;
  readonly port: number;
  /** Hosts that are reached without it; a star stands for any characters. */
  readonly without: readonly string[];
  /** Path of a key store with the one authority that is trusted. Its password is `changeit`. */
  readonly trustStore: string;
}

/** Variables that put options before a JVM's own. */
const VARIABLE = /^_?(java|jdk_java|maven|mvn|gradle|sbt|ant|catalina|jvm|kotlin|scala)\w*_(opts|options|args)$/i;

/** Properties that carry credentials, or lead around our proxy. */
const LEAK =
  /^["']?-D(aws\.|com\.amazonaws\.|software\.amazon|https?\.(proxy|nonProxy)|socks|ftp\.|java\.net\.useSystemProxies|javax\.net\.ssl\.)/i;

/** Takes the properties out of a variable of a JVM that no wrapper may have; other variables stay as they are. */
export function withoutJavaLeaks(name: string, value: string): string {
  if (!VARIABLE.test(name) || !value.includes('-D')) return value;
  return optionsOf(value)
    .filter((option) => !LEAK.test(option))
    .join(' ');
}

/**
 * Options by which a JVM goes through the proxy and trusts its authority, after those that are there already: of two
 * that set the same property the JVM takes the later. It reports them on its error stream, in a line that begins
 * `Picked up JAVA_TOOL_OPTIONS`: https://docs.oracle.com/en/java/javase/21/troubleshoot/environment-variables-and-system-properties.html.
 */
export function javaToolOptions(present: string, { host, port, without, trustStore }: JavaProxy): string {
  const properties = {
    'http.proxyHost': host,
    'http.proxyPort': port,
    'https.proxyHost': host,
    'https.proxyPort': port,
    'http.nonProxyHosts': without.join('|'),
    'javax.net.ssl.trustStore': trustStore,
    'javax.net.ssl.trustStoreType': 'JKS',
    'javax.net.ssl.trustStorePassword': 'changeit',
  };
  const options = Object.entries(properties).map(([name, value]) => quoted(`-D${name}=${value}`));
  return [...(present === '' ? [] : [present]), ...options].join(' ');
}

/** Parts at blanks that are not within quotes. */
function optionsOf(value: string): readonly string[] {
  return value.match(/(?:"[^"]*"|'[^']*'|[^\s"']|["'])+/g) ?? [];
}

function quoted(option: string): string {
  if (!/\s/.test(option)) return option;
  return option.includes('"') ? `'${option}'` : `"${option}"`;
}
