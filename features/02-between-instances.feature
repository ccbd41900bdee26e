Feature: What is protected between instances
  Encryption protects what the instances of one job exchange. To set it up, every instance must be able to exchange
  IKE (UDP port 500) and ESP (IP protocol 50) with every other one, in both directions.

  @claim:between-instances
  Rule: Every pair of the job's instances can exchange IKE and ESP

    Scenario Outline: <instances> instances with the documented rules
      Given a private VPC whose security group has the documented rules
      When a training job with <instances> instances asks for encrypted traffic
      Then the job starts
      And every pair of its instances can exchange encrypted traffic
      And the verdict says that every pair of its instances can exchange IKE and ESP

      Examples:
        | instances |
        | 2         |
        | 3         |
        | 8         |

    Example: two security groups that refer to each other
      Given a private VPC whose two security groups let IKE and ESP pass to each other
      When a training job with 2 instances in both groups asks for encrypted traffic
      Then the job starts
      And every pair of its instances can exchange encrypted traffic
      And inbound IKE is allowed by something broader than documented

    @documented
    Example: two security groups that refer to each other, but the job is in only one
      Given a private VPC whose two security groups let IKE and ESP pass to each other
      When a training job with 2 instances asks for encrypted traffic
      Then the job is refused because inbound IKE, inbound ESP, outbound IKE and outbound ESP are missing
      And the refusal explains that the job is not in the group that the rules refer to

    @documented
    Example: the rules stand on a group that the job does not use
      Given a private VPC whose security group has the documented rules
      And another security group without rules
      When a training job with 2 instances in the other group alone asks for encrypted traffic
      Then the job is refused because inbound IKE, inbound ESP, outbound IKE and outbound ESP are missing

    Example: rules shared out over two groups of the job
      Given a private VPC with two security groups, one with the inbound rules and one with the outbound rules
      When a training job with 2 instances in both groups asks for encrypted traffic
      Then the job starts
      And every pair of its instances can exchange encrypted traffic

  @claim:between-instances
  Rule: A network ACL between the subnets must let the traffic pass too

    Example: the default network ACL stops nothing
      Given a private VPC whose security group has the documented rules
      And the subnets have the VPC's default network ACL
      When a training job with 2 instances asks for encrypted traffic
      Then the job starts

    @documented
    Scenario Outline: a network ACL that stops <traffic> <direction>
      Given a private VPC whose security group has the documented rules
      But a network ACL of the subnets stops <traffic> <direction>
      When a training job with 2 instances asks for encrypted traffic
      Then the job is refused because a network ACL stops <traffic>

      Examples:
        | traffic | direction |
        | IKE     | in        |
        | IKE     | out       |
        | ESP     | in        |
        | ESP     | out       |

    Example: a network ACL that lets only the documented traffic pass
      Given a private VPC whose security group has the documented rules
      And a network ACL of the subnets lets only IKE and ESP pass
      When a training job with 2 instances asks for encrypted traffic
      Then the job starts
      And every pair of its instances can exchange encrypted traffic

    @documented
    Example: a network ACL that lets nothing pass
      Given a private VPC whose security group has the documented rules
      But a network ACL of the subnets lets nothing pass
      When a training job with 2 instances asks for encrypted traffic
      Then the job is refused because a network ACL stops IKE and ESP
      And the verdict says that not every pair of its instances can exchange IKE and ESP

    Example: a later line of a network ACL does not undo an earlier one
      Given a private VPC whose security group has the documented rules
      And a network ACL of the subnets allows everything first and stops ESP after that
      When a training job with 2 instances asks for encrypted traffic
      Then the job starts

    Example: a network ACL does not stand between instances of one subnet
      Given a private VPC whose security group has the documented rules
      But a network ACL of the subnets stops ESP in
      When a training job with 2 instances in one subnet asks for encrypted traffic
      Then the job starts
      And every pair of its instances can exchange encrypted traffic

    @documented
    Example: what the verdict proposes for the network ACL fixes it
      Given a private VPC whose security group has the documented rules
      But a network ACL of the subnets stops ESP out
      When a training job with 2 instances asks for encrypted traffic
      And the proposed fix is applied
      And the same job is asked for again
      Then the job starts
