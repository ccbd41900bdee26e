import type { ServiceResponse } from '../protocol/service.ts';

/** A request as far as the gateway itself looks into it. */
export interface Envelope {
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty when it was not read. */
  readonly body: Uint8Array;
  /** Signing name, where the signature has one. */
  readonly service: string | undefined;
}

export type Form = 'json' | 'ec2' | 'query' | 'rest-xml';

const REST_XML = new Set(['s3', 's3-outposts', 'cloudfront', 'route53']);
const EC2_VERSION = '2016-11-15';

/** An error of the gateway's own, in the form that the client of this request can read. */
export function refusal(request: Envelope, status: number, code: string, text: string): ServiceResponse {
  const message = `train-encrypt: ${text}`;
  const operation = operationOf(request);
  const form = formOf(request);
  return {
    status,
    headers: {
      'content-type': contentType[form],
      'x-amzn-requestid': request.requestId,
      ...(form === 'json' ? { 'x-amzn-errortype': code } : {}),
    },
    body: write[form](code, message, request.requestId, status),
    call: { ...(operation === undefined ? {} : { operation }), error: { code, message } },
  };
}

/** The operation that a request names, by `X-Amz-Target` or `Action`; those of REST services name none. */
export function operationOf(request: Envelope): string | undefined {
  const target = request.headers['x-amz-target'];
  const name = target === undefined ? parameter(request, 'Action') : target.slice(target.lastIndexOf('.') + 1);
  return name !== undefined && /^\w{1,128}$/.test(name) ? name : undefined;
}

/** The form in which the client of this request reads errors. */
export function formOf(request: Envelope): Form {
  const type = request.headers['content-type'] ?? '';
  if (request.headers['x-amz-target'] !== undefined || type.includes('json')) return 'json';
  if (request.service === 'ec2' || parameter(request, 'Version') === EC2_VERSION) return 'ec2';
  if (type.includes('x-www-form-urlencoded') || parameter(request, 'Action') !== undefined) return 'query';
  return request.service === undefined || REST_XML.has(request.service) ? 'rest-xml' : 'json';
}

/** Of the query string, or of a form body's first few hundred bytes, where clients write `Action` and `Version`. */
function parameter(request: Envelope, name: string): string | undefined {
  const query = request.path.slice(request.path.indexOf('?') + 1);
  const form = Buffer.from(request.body.subarray(0, 512)).toString('latin1');
  const pattern = new RegExp(`(?:^|&)${name}=([\\w-]+)`);
  return (pattern.exec(form) ?? pattern.exec(request.path.includes('?') ? query : ''))?.[1];
}

const contentType: Record<Form, string> = {
  json: 'application/x-amz-json-1.1',
  ec2: 'text/xml;charset=UTF-8',
  query: 'text/xml',
  'rest-xml': 'application/xml',
};

const write: Record<Form, (code: string, message: string, requestId: string, status: number) => string> = {
  json: (code, message) => JSON.stringify({ __type: code, message }),
  ec2: (code, message, id) =>
    `${PROLOGUE}<Response><Errors><Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error></Errors>` +
    `<RequestID>${id}</RequestID></Response>`,
  query: (code, message, id, status) =>
    `${PROLOGUE}<ErrorResponse><Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${code}</Code>` +
    `<Message>${escapeXml(message)}</Message></Error>` +
    `<RequestId>${id}</RequestId></ErrorResponse>`,
  'rest-xml': (code, message, id) =>
    `${PROLOGUE}<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message><RequestId>${id}</RequestId></Error>`,
};

const PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n';

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
