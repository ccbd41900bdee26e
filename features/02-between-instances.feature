Feature: What is protected between instances
  Encryption protects what the instances of one job exchange. To set it up, every instance must be able to exchange
  IKE (UDP port 500) and ESP (IP protocol 50) with every other one, in both directions.

  @claim:between-instances
  Rule: Every pair of the job's instances can exchange IKE and ESP

    Scenario Outline: <instances> instances with the documented rules
      Given a private VPC whose security group has the documented rules
      When an encrypted training job with <instances> instances is created
      Then the job starts
      And every pair of its instances can exchange encrypted traffic
      And the verdict says that every pair of its instances can exchange IKE and ESP

      Examples:
        | instances |
        | 2         |
        | 3         |
        | 8         |

    Example: two security groups that refer to each other
      Given a private VPC whose two security groups allow IKE and ESP to and from each other
      When an encrypted training job with 2 instances in both groups is created
      Then the job starts
      And every pair of its instances can exchange encrypted traffic
      And inbound IKE is allowed by something broader than documented

    @documented
    Example: two security groups that refer to each other, but the job is in only one
      Given a private VPC whose two security groups allow IKE and ESP to and from each other
      When an encrypted training job with 2 instances is created
      Then the job is refused because inbound IKE, inbound ESP, outbound IKE and outbound ESP are missing
      And the refusal explains that the job is not in the group that the rules refer to

    @documented
    Example: the rules are in a group that the job does not use
      Given a private VPC whose security group has the documented rules
      And another security group without rules
      When an encrypted training job with 2 instances in the other group alone is created
      Then the job is refused because inbound IKE, inbound ESP, outbound IKE and outbound ESP are missing

    Example: the rules are split between two groups of the job
      Given a private VPC with two security groups, one with the inbound rules and one with the outbound rules
      When an encrypted training job with 2 instances in both groups is created
      Then the job starts
      And every pair of its instances can exchange encrypted traffic

  @claim:between-instances
  Rule: The network ACLs of the subnets must allow the traffic too

    Example: the default network ACL allows everything
      Given a private VPC whose security group has the documented rules
      And the subnets have the VPC's default network ACL
      When an encrypted training job with 2 instances is created
      Then the job starts

    @documented
    Scenario Outline: a network ACL that denies <direction> <traffic>
      Given a private VPC whose security group has the documented rules
      But a network ACL of the subnets denies <direction> <traffic>
      When an encrypted training job with 2 instances is created
      Then the job is refused because a network ACL denies <traffic>

      Examples:
        | traffic | direction |
        | IKE     | inbound   |
        | IKE     | outbound  |
        | ESP     | inbound   |
        | ESP     | outbound  |

    Example: a network ACL that allows only the documented traffic
      Given a private VPC whose security group has the documented rules
      And a network ACL of the subnets allows only IKE and ESP
      When an encrypted training job with 2 instances is created
      Then the job starts
      And every pair of its instances can exchange encrypted traffic

    @documented
    Example: a network ACL that denies everything
      Given a private VPC whose security group has the documented rules
      But a network ACL of the subnets denies everything
      When an encrypted training job with 2 instances is created
      Then the job is refused because a network ACL denies IKE and ESP
      And the verdict says that not every pair of its instances can exchange IKE and ESP

    Example: an earlier entry of a network ACL wins over a later one
      Given a private VPC whose security group has the documented rules
      And a network ACL of the subnets allows everything first and denies ESP after that
      When an encrypted training job with 2 instances is created
      Then the job starts

    Example: a network ACL does not apply between instances of one subnet
      Given a private VPC whose security group has the documented rules
      But a network ACL of the subnets denies inbound ESP
      When an encrypted training job with 2 instances in one subnet is created
      Then the job starts
      And every pair of its instances can exchange encrypted traffic

    @documented
    Example: the proposed fix for the network ACL works
      Given a private VPC whose security group has the documented rules
      But a network ACL of the subnets denies outbound ESP
      When an encrypted training job with 2 instances is created
      And the proposed fix is applied
      And the same request is sent again
      Then the job starts
