/** What is found about wrappers beside the documented rules: an id that stays, and what it means. Our words. */
export const FINDINGS = {
  'flag-not-sent': 'A job with several instances was asked for without the flag that encrypts their traffic.',
  'flag-false': 'A job with several instances was asked for with the flag that encrypts their traffic turned off.',
  'flag-false-one-instance': 'The flag is turned off for a job with one instance, which has no other to talk to.',
  'vpc-not-sent': 'A network was given, and a job was asked for without it.',
  'vpc-changed': 'A job was asked for in other subnets or security groups than those given.',
  'count-constraint':
    'The number of instances in a request breaks a constraint of the API, so the request would be refused.',
  'not-shown': 'A fact that decides whether a job is encrypted is unknown, so nothing is claimed.',
  'vpc-constraint': 'The VPC of a request breaks a constraint of the API, so the request would be refused.',
  'member-misfit': 'A member of a request has another type than the API takes, so the request would be refused.',
  'unknown-member': 'A request names a member that its operation does not have, so what it says counts for nothing.',
  'region-changed': 'A job was asked for in another region than the one given.',
  'child-not-encrypted': 'A job that another one launched lost the encryption or the network of what launched it.',
  'shape-not-taken':
    'A job was asked for with other instances than the situation gives, so the situation was not tried.',
  'no-call': 'The command made no call to SageMaker, where one was to be expected.',
  'no-job': 'The command called SageMaker, and asked for no job.',
  'launched-anyway': 'A job was launched where it was to be refused.',
  'fails-anyway':
    'What was taken for a refusal is no reaction to the situation: the command launches nothing anywhere.',
  'fallback-in-the-clear': 'After a refused request the command sent one that asks for less.',
  'retry-weaker': 'The command tried again, and asked for less than before.',
  'error-hidden': 'A request ended with an error, and the command exited with 0.',
  'gave-up': 'A throttled request was not tried again.',
  'exit-code': 'The command did what it was to do, and exited with another code than 0.',
  'nothing-said': 'The command failed, and said nothing.',
  'definition-not-read': 'A pipeline or state machine has its definition elsewhere, so its jobs were not judged.',
  'definition-not-started':
    'Jobs were only defined, in a situation that a good wrapper launches nothing in; nothing runs until they are started.',
  'step-not-run':
    'A step of a pipeline, or a state of a state machine, was not carried out, since it is not simulated or not known.',
  'timed-out': 'The command did not end within its time, and was ended.',
  killed: 'The command was ended by a signal.',
  interrupted: 'The command was interrupted from outside.',
  'not-started': 'The command could not be started.',
  'left-running': 'The command left processes running, which were ended.',
  'output-cut': 'The command printed more than is passed on.',
  'egress-refused': 'The command tried to reach hosts beyond the endpoint, and the proxy refused.',
  'egress-stopped': 'The command tried to get out around the proxy, and the kernel stopped it.',
  'certificate-untrusted':
    'The command called an AWS host, and did not accept the certificate that this run made for it.',
  'no-such-flag': 'A job of a kind that has no flag for encryption has several instances.',
  'not-decided': 'Whether a job is encrypted is decided when it runs, and cannot be seen in its request.',
  'not-simulated': 'An operation that the command needs is not simulated here, so it could not go on.',
  'baseline-weakened': 'A request asks for less encryption, network or isolation than the approved one.',
  'baseline-changed': 'A request differs from the approved one, and not in what protects it.',
  'baseline-new': 'No request of this wrapper in this situation is approved yet.',
  'baseline-not-approved': 'What failed is not approved as a baseline.',
} as const satisfies Readonly<Record<string, string>>;

/** The id of a finding beside those of the rules. */
export type FindingId = keyof typeof FINDINGS;
