Feature: A job with a single instance
  A single instance has no peer, so encryption changes nothing and the rules of the security group are advice only. The
  private VPC is required all the same.

  @claim:single-instance
  Rule: Encryption has no effect on a job with one instance

    Example: the job runs although its security group allows nothing
      Given a private VPC whose security group allows nothing
      When an encrypted training job with 1 instance is created
      Then the job starts
      And it is advised that encryption has no effect on a single instance

    Example: the missing rules are advice
      Given a private VPC whose security group allows nothing
      When an encrypted training job with 1 instance is created
      Then the job starts
      And it is advised that inbound IKE, inbound ESP, outbound IKE and outbound ESP are missing

    @documented
    Example: the second instance makes the difference
      Given a private VPC whose security group allows nothing
      When an encrypted training job with 2 instances is created
      Then the job is refused because inbound IKE, inbound ESP, outbound IKE and outbound ESP are missing

    @documented
    Example: the private VPC is required even with one instance
      When an encrypted training job with 1 instance is created
      Then the job is refused because it names no private VPC

  @claim:single-instance
  Rule: The instances of a heterogeneous cluster are counted over all its instance groups

    Example: one instance over all instance groups
      Given a private VPC whose security group allows nothing
      When an encrypted training job with instance groups of 1 and 0 instances is created
      Then the job starts
      And it is advised that encryption has no effect on a single instance

    @documented
    Example: two instance groups of one instance each
      Given a private VPC whose security group allows nothing
      When an encrypted training job with instance groups of 1 and 1 instances is created
      Then the job is refused because inbound IKE, inbound ESP, outbound IKE and outbound ESP are missing

    Example: two instance groups with the documented rules
      Given a private VPC whose security group has the documented rules
      When an encrypted training job with instance groups of 1 and 2 instances is created
      Then the job starts
      And 3 network interfaces of the job are in its subnets and security groups
