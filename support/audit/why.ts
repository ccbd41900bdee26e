/** What decided, from the word that the SQL gives, to be read after the answer. */
export function whyText(why: string, answer: string): string {
  return answer === 'refused' ? why : (TEXTS[why] ?? why);
}

const TEXTS: Readonly<Record<string, string>> = {
  request: 'CloudTrail did not keep the request',
  definition: 'the call names a definition that was created elsewhere',
  one: 'one instance',
  instances: 'the number of instances is unknown',
  flag: 'the flag is unknown',
  absent: 'the flag was not sent',
  false: 'the flag is false',
  vpc: 'the VPC is unknown',
  'no vpc': 'the flag is true, and no VPC is named',
  rules: 'the flag is true; the network of that time is not in CloudTrail',
};
