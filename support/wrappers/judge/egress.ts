import { listed } from '../../text/words.ts';
import { type Check, found } from './seen.ts';

const MOST = 8;

/** Hosts that it tried to reach, through the proxy or around it. When nothing was asked for, that may be why, and then it is no mere advice. */
export const egress: Check = ({ attempt: { egress: tried, situation }, requests }) => {
  const hosts = (what: string) => [...new Set(tried.filter((call) => call.what === what).map(({ host }) => host))];
  const cause = requests.length === 0 && situation.expectation !== 'refuses';
  const outcome = cause ? 'not shown' : 'advice';
  const nothing = cause ? '; no job was asked for' : '';
  const refused = hosts('refused');
  const untrusted = hosts('untrusted');
  const stopped = hosts('stopped');
  return [
    ...(refused.length > 0
      ? [
          found({
            id: 'egress-refused',
            outcome,
            text: `It tried to reach ${listed(refused, MOST)}, and the proxy refused${nothing}.`,
            fix: ['Launch without them, or give it stand-ins on this machine.'],
          }),
        ]
      : []),
    ...(stopped.length > 0
      ? [
          found({
            id: 'egress-stopped',
            outcome,
            text: `It tried to get out around the proxy, and the kernel stopped it: ${listed(stopped, MOST)}${nothing}.`,
            fix: ['Let its client honour AWS_ENDPOINT_URL and HTTPS_PROXY, or launch without these calls.'],
          }),
        ]
      : []),
    ...(untrusted.length > 0
      ? [
          found({
            id: 'certificate-untrusted',
            outcome,
            text: `It did not accept the certificate of this run for ${listed(untrusted, MOST)}${nothing}.`,
            fix: ['Let its client honour AWS_ENDPOINT_URL, or AWS_CA_BUNDLE and SSL_CERT_FILE.'],
          }),
        ]
      : []),
  ];
};
