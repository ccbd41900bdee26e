/** A word that readers use or meet, in plain words, and where it leads. */
export interface Term {
  readonly id: string;
  readonly title: string;
  /** What else people call it; the search finds it by these too. */
  readonly words: readonly string[];
  /** One to three short sentences. */
  readonly means: string;
  /** Ids of claims that speak of it. */
  readonly claims: readonly string[];
}

/** In alphabetical order. */
export const glossary: readonly Term[] = [
  {
    id: 'baseline',
    title: 'Baseline',
    words: ['approved request'],
    means: 'A request of a wrapper that somebody approved. Later runs compare with it, and a weaker request fails.',
    claims: [],
  },
  {
    id: 'claim',
    title: 'Claim',
    words: ['requirement', 'statement'],
    means:
      'One statement of the documentation of AWS, in our words. It holds when every scenario that tests it passes.',
    claims: [],
  },
  {
    id: 'encryption-in-transit',
    title: 'Encryption in transit',
    words: ['in transit', 'in-transit', 'transport encryption', 'transmission', 'wire'],
    means:
      'Encryption of data while a network carries it. Here it is the traffic between the instances of one job, and nothing else: not calls to AWS, and not data in S3.',
    claims: ['between-instances', 'request-flag'],
  },
  {
    id: 'esp',
    title: 'ESP',
    words: ['protocol 50', 'encapsulating security payload'],
    means:
      'The protocol that carries encrypted packets: IP protocol 50, which has no ports. Both directions need a rule.',
    claims: ['inbound-rules', 'outbound-rules', 'esp-ports'],
  },
  {
    id: 'exception',
    title: 'Exception',
    words: ['waiver', 'risk acceptance', 'accepted risk'],
    means: 'A finding that an owner answers for until a date. After that date it fails again.',
    claims: [],
  },
  {
    id: 'flag',
    title: 'Flag',
    words: ['EnableInterContainerTrafficEncryption', 'parameter', 'setting'],
    means: '`EnableInterContainerTrafficEncryption` in the request for a job. Left out, it is off.',
    claims: ['request-flag', 'vpc-required', 'tuning-jobs'],
  },
  {
    id: 'ike',
    title: 'IKE',
    words: ['udp 500', 'internet key exchange', 'key exchange'],
    means: 'The protocol by which two instances agree on keys: UDP port 500. Both directions need a rule.',
    claims: ['inbound-rules', 'outbound-rules'],
  },
  {
    id: 'instance',
    title: 'Training instance',
    words: ['node', 'machine', 'host', 'container'],
    means: 'One of the machines on which a job runs. With a single one there is no traffic between instances.',
    claims: ['single-instance', 'between-instances'],
  },
  {
    id: 'ipsec',
    title: 'IPsec',
    words: ['ipsec', 'vpn', 'tunnel'],
    means:
      'The family of protocols to which IKE and ESP belong, and which VPNs use too. The documented rules let these two pass between instances. None of your VPNs is set up or tested here.',
    claims: ['inbound-rules', 'outbound-rules', 'esp-ports'],
  },
  {
    id: 'network-acl',
    title: 'Network ACL',
    words: ['nacl', 'subnet firewall'],
    means: 'Rules of a subnet, looked at beside those of the security groups. They can stop what a group lets pass.',
    claims: ['between-instances'],
  },
  {
    id: 'security-group',
    title: 'Security group',
    words: ['firewall', 'self-reference', 'ingress', 'egress'],
    means: 'Rules on what may reach an instance and leave it. The documented ones name the group itself as the peer.',
    claims: ['inbound-rules', 'outbound-rules'],
  },
  {
    id: 'situation',
    title: 'Situation',
    words: ['environment', 'test network'],
    means: 'A network and a shape of job in which a wrapper is tried, and what a good wrapper does there.',
    claims: [],
  },
  {
    id: 'stub',
    title: 'Stub',
    words: ['simulation', 'simulated', 'mock', 'emulator'],
    means: 'The program that answers in place of SageMaker. No job runs and no packet is encrypted.',
    claims: [],
  },
  {
    id: 'tls',
    title: 'TLS',
    words: ['tls', 'ssl', 'https', 'certificate'],
    means:
      'What protects calls to the APIs of AWS. The documented rules for traffic between instances let IKE and ESP pass and do not speak of TLS, and nothing here tests it.',
    claims: ['between-instances'],
  },
  {
    id: 'vpc',
    title: 'VPC',
    words: ['private network', 'subnet', 'virtual private cloud'],
    means: 'A private network in an account of AWS. The flag goes only with one, says the documentation.',
    claims: ['private-vpc', 'service-vpc', 'vpc-required'],
  },
  {
    id: 'wrapper',
    title: 'Wrapper',
    words: ['launcher', 'script', 'pipeline'],
    means: 'The command or code that creates your jobs. It is run as it is, and what it sends is judged.',
    claims: [],
  },
];
