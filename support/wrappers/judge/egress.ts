import { listed } from '../../text/words.ts';
import { type Check, found } from './seen.ts';

const MOST = 8;

/** Hosts that it tried to reach. When nothing was asked for, that may be why, and then it is no mere advice. */
export const egress: Check = ({ attempt: { egress: tried, situation }, requests }) => {
  const hosts = (what: string) => [...new Set(tried.filter((call) => call.what === what).map(({ host }) => host))];
  const cause = requests.length === 0 && situation.expectation !== 'refuses';
  const outcome = cause ? 'not shown' : 'advice';
  const refused = hosts('refused');
  const untrusted = hosts('untrusted');
  return [
    ...(refused.length > 0
      ? [
          found({
            id: 'egress-refused',
            outcome,
            text: `It tried to reach ${listed(refused, MOST)}, and nothing is let out${cause ? '; no job was asked for' : ''}.`,
            fix: ['Launch without them, or give it stand-ins on this machine.'],
          }),
        ]
      : []),
    ...(untrusted.length > 0
      ? [
          found({
            id: 'certificate-untrusted',
            outcome,
            text: `It did not accept the certificate of this run for ${listed(untrusted, MOST)}${cause ? '; no job was asked for' : ''}.`,
            fix: ['Let its client honour AWS_ENDPOINT_URL, or AWS_CA_BUNDLE and SSL_CERT_FILE.'],
          }),
        ]
      : []),
  ];
};
