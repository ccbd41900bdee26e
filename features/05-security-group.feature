Feature: What the security group must allow
  The documentation asks for four rules in the VPC's security group: UDP port 500 and protocol 50 (ESP), inbound and
  outbound, with the group itself as the peer. Any rules that allow the same traffic between all members work too, and
  are reported as broader than documented.

  @claim:inbound-rules
  Rule: Members of the security group can receive IKE and ESP from each other

    Example: the two documented inbound rules
      Given a private VPC whose security group has the documented rules
      When an encrypted training job with 2 instances is created
      Then the job starts
      And inbound IKE is allowed exactly as documented
      And inbound ESP is allowed exactly as documented

    @documented
    Scenario Outline: inbound <missing> is missing
      Given a private VPC whose security group has the documented rules
      But inbound <missing> is not allowed
      When an encrypted training job with 2 instances is created
      Then the job is refused because inbound <missing> is missing
      And the refusal shows that inbound <there> is allowed

      Examples:
        | missing | there |
        | IKE     | ESP   |
        | ESP     | IKE   |

    @documented
    Example: a new security group has no inbound rules at all
      Given a private VPC with a new security group
      When an encrypted training job with 2 instances is created
      Then the job is refused because inbound IKE and inbound ESP are missing
      And the refusal shows that outbound IKE and outbound ESP are allowed

    Scenario Outline: inbound <flow>, allowed as <traffic> from <peer>
      Given a private VPC whose security group has the documented rules
      But inbound <flow> is not allowed
      And inbound <traffic> is allowed from <peer>
      When an encrypted training job with 2 instances is created
      Then the job starts
      And every pair of its instances can exchange encrypted traffic
      And inbound <flow> is allowed by something broader than documented

      Examples:
        | flow | traffic             | peer                           |
        | IKE  | all traffic         | itself                         |
        | ESP  | all traffic         | itself                         |
        | IKE  | all UDP             | itself                         |
        | IKE  | UDP ports 400 to 600 | itself                        |
        | IKE  | UDP port 500        | the whole VPC                  |
        | ESP  | ESP                 | the whole VPC                  |
        | ESP  | ESP                 | both subnets                   |
        | ESP  | ESP                 | both halves of both subnets    |
        | ESP  | ESP                 | a prefix list of both subnets  |
        | ESP  | ESP                 | anywhere                       |

    @documented
    Scenario Outline: <traffic> from <peer> is not enough for inbound <flow>
      Given a private VPC whose security group has the documented rules
      But inbound <flow> is not allowed
      And inbound <traffic> is allowed from <peer>
      When an encrypted training job with 2 instances is created
      Then the job is refused because inbound <flow> is missing
      And the refusal explains that <closest match>

      Examples:
        | flow | traffic        | peer                          | closest match                                       |
        | IKE  | TCP port 500   | itself                        | TCP port 500 is not UDP port 500                |
        | IKE  | UDP port 4500  | itself                        | UDP port 4500 is not UDP port 500               |
        | ESP  | UDP port 50    | itself                        | port 50 is not protocol 50                      |
        | ESP  | TCP port 50    | itself                        | port 50 is not protocol 50                      |
        | ESP  | AH             | itself                        | protocol 51 is not protocol 50                  |
        | ESP  | ESP            | half of both subnets          | an address range covers only half of the subnet |
        | ESP  | ESP            | one of the subnets            | an address range leaves out a whole subnet      |
        | ESP  | ESP            | a prefix list of one subnet   | a prefix list leaves out a whole subnet         |
        | ESP  | ESP            | anywhere over IPv6            | IPv6 ranges do not cover IPv4 subnets           |
        | ESP  | ESP            | a group the job does not use  | the job is not in the group referred to         |

  @claim:outbound-rules
  Rule: Members of the security group can send IKE and ESP to each other

    Example: the two documented outbound rules
      Given a private VPC whose security group has the documented rules
      When an encrypted training job with 2 instances is created
      Then the job starts
      And outbound IKE is allowed exactly as documented
      And outbound ESP is allowed exactly as documented

    Example: the group's default outbound rule is enough
      Given a private VPC whose security group allows inbound IKE and ESP from itself
      And the group still allows all outbound traffic
      When an encrypted training job with 2 instances is created
      Then the job starts
      And every pair of its instances can exchange encrypted traffic
      And outbound ESP is allowed by something broader than documented

    @documented
    Scenario Outline: outbound <missing> is missing
      Given a private VPC whose security group has the documented rules
      But outbound <missing> is not allowed
      When an encrypted training job with 2 instances is created
      Then the job is refused because outbound <missing> is missing
      And the refusal shows that outbound <there> is allowed

      Examples:
        | missing | there |
        | IKE     | ESP   |
        | ESP     | IKE   |

    @documented
    Example: the default outbound rule is removed and not replaced
      Given a private VPC whose security group allows inbound IKE and ESP from itself
      But the group allows no outbound traffic
      When an encrypted training job with 2 instances is created
      Then the job is refused because outbound IKE and outbound ESP are missing
      And the refusal shows that inbound IKE and inbound ESP are allowed

    Scenario Outline: outbound <flow>, allowed as <traffic> to <peer>
      Given a private VPC whose security group has the documented rules
      But outbound <flow> is not allowed
      And outbound <traffic> is allowed to <peer>
      When an encrypted training job with 2 instances is created
      Then the job starts
      And outbound <flow> is allowed by something broader than documented

      Examples:
        | flow | traffic      | peer                          |
        | IKE  | all traffic  | anywhere                      |
        | IKE  | all UDP      | the whole VPC                 |
        | ESP  | all traffic  | itself                        |
        | ESP  | ESP          | both subnets                  |
        | ESP  | ESP          | a prefix list of both subnets |

    @documented
    Scenario Outline: <traffic> to <peer> is not enough for outbound <flow>
      Given a private VPC whose security group has the documented rules
      But outbound <flow> is not allowed
      And outbound <traffic> is allowed to <peer>
      When an encrypted training job with 2 instances is created
      Then the job is refused because outbound <flow> is missing

      Examples:
        | flow | traffic      | peer                         |
        | IKE  | TCP port 500 | itself                       |
        | ESP  | UDP port 50  | itself                       |
        | ESP  | ESP          | half of both subnets         |
        | ESP  | ESP          | a group the job does not use |

  @claim:inbound-rules @claim:outbound-rules
  Rule: The proposed fix works

    @documented
    Scenario Outline: <direction> <flow> is missing, and the fix is applied
      Given a private VPC whose security group has the documented rules
      But <direction> <flow> is not allowed
      When an encrypted training job with 2 instances is created
      And the proposed fix is applied
      And the same request is sent again
      Then the job starts
      And <direction> <flow> is allowed exactly as documented

      Examples:
        | flow | direction |
        | IKE  | inbound   |
        | ESP  | inbound   |
        | IKE  | outbound  |
        | ESP  | outbound  |

  @claim:inbound-rules @claim:outbound-rules
  Rule: The strict mode accepts only the documented rules

    Example: the documented rules pass the strict mode
      Given only the documented rules count
      And a private VPC whose security group has the documented rules
      When an encrypted training job with 2 instances is created
      Then the job starts

    @documented
    Example: the default outbound rule fails the strict mode
      Given only the documented rules count
      And a private VPC whose security group allows inbound IKE and ESP from itself
      When an encrypted training job with 2 instances is created
      Then the job is refused because outbound IKE and outbound ESP are not as documented

    @documented
    Example: all traffic between members fails the strict mode
      Given only the documented rules count
      And a private VPC whose security group allows all traffic between its members
      When an encrypted training job with 2 instances is created
      Then the job is refused because inbound IKE, inbound ESP, outbound IKE and outbound ESP are not as documented

  @claim:esp-ports
  Rule: ESP has no ports, and a port range given with it is ignored

    Example: a rule for ESP with a port range allows ESP
      Given a private VPC whose security group has the documented rules
      But inbound ESP is not allowed
      And inbound ESP with a port range is allowed from itself
      When an encrypted training job with 2 instances is created
      Then the job starts
      And the verdict says that its ESP rules have no ports
      And inbound ESP is allowed exactly as documented

    Example: the port range is dropped
      Given a private VPC with a new security group
      When inbound ESP with a port range is allowed from itself
      Then the group shows ESP without a port range

    Example: ESP with a port range is the same rule as ESP without
      Given a private VPC whose security group has the documented rules
      When inbound ESP with a port range is allowed from itself a second time
      Then EC2 refuses it as a duplicate

    Example: ESP is not accepted by its name
      Given a private VPC with a new security group
      When inbound ESP is allowed from itself by the name "esp"
      Then EC2 refuses it because the protocol is unknown
