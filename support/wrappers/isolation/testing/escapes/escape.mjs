// Tries every way out that Node has, and prints what each brought.
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

const OUTSIDE = '198.51.100.7';
const { ENDPOINT, UNIX_SOCKET, CREDENTIALS } = process.env;

/** An agent of one's own heeds no proxy. */
async function get(url) {
  const asked = request(url, { agent: new Agent(), timeout: 2_000 });
  asked.end();
  const [answer] = await once(asked, 'response');
  return text(answer);
}

async function stream(options) {
  const way = connect(options);
  way.setTimeout(2_000, () => way.destroy(new Error('timed out')));
  way.write('GET / HTTP/1.0\r\n\r\n');
  return text(way);
}

async function datagram() {
  const way = createSocket('udp4');
  const timer = setTimeout(() => way.emit('error', new Error('timed out')), 2_000);
  try {
    way.send('hello', 5353, '198.51.100.53');
    const [got] = await once(way, 'message');
    return got.toString();
  } finally {
    clearTimeout(timer);
    way.close();
  }
}

function environments() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8');
      } catch {
        return '';
      }
    })
    .join(' ');
}

const WAYS = {
  endpoint: () => get(ENDPOINT),
  tcp: () => stream({ host: OUTSIDE, port: 80 }),
  ipv6: () => stream({ host: '2001:db8::7', port: 80 }),
  udp: datagram,
  dns: async () => (await lookup('node.out.example')).address,
  http: () => get(`http://${OUTSIDE}/`),
  metadata: () => get('http://169.254.169.254/latest/meta-data/'),
  container: () => get('http://169.254.170.2/v2/credentials'),
  unix: () => stream({ path: UNIX_SOCKET }),
  proc: environments,
  home: () => readFileSync(CREDENTIALS, 'utf8'),
};

for (const [name, way] of Object.entries(WAYS)) {
  try {
    console.log(`${name}: ${JSON.stringify(await way())}`);
  } catch (error) {
    console.log(`${name}: stopped, ${error.message}`);
  }
}
