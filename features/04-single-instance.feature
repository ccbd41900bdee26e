Feature: A job with a single instance
  One instance has nobody to exchange anything with. Encryption then changes nothing, and what the security group
  lets pass is advice only. The private VPC is asked for all the same.

  @claim:single-instance
  Rule: Encryption has no effect on a job with one instance

    Example: the job runs although its security group lets nothing pass
      Given a private VPC whose security group lets nothing pass
      When a training job with 1 instance asks for encrypted traffic
      Then the job starts
      And it is pointed out that encryption has no effect on a single instance

    Example: the missing rules are advice
      Given a private VPC whose security group lets nothing pass
      When a training job with 1 instance asks for encrypted traffic
      Then the job starts
      And it is advised that inbound IKE, inbound ESP, outbound IKE and outbound ESP are missing

    @documented
    Example: the second instance makes the difference
      Given a private VPC whose security group lets nothing pass
      When a training job with 2 instances asks for encrypted traffic
      Then the job is refused because inbound IKE, inbound ESP, outbound IKE and outbound ESP are missing

    @documented
    Example: the private VPC is asked for even with one instance
      When a training job with 1 instance asks for encrypted traffic
      Then the job is refused because it names no private VPC

  @claim:single-instance
  Rule: The instances of a heterogeneous cluster are counted over all its instance groups

    Example: one instance over all instance groups
      Given a private VPC whose security group lets nothing pass
      When a training job with instance groups of 1 and 0 instances asks for encrypted traffic
      Then the job starts
      And it is pointed out that encryption has no effect on a single instance

    @documented
    Example: two instance groups of one instance each
      Given a private VPC whose security group lets nothing pass
      When a training job with instance groups of 1 and 1 instances asks for encrypted traffic
      Then the job is refused because inbound IKE, inbound ESP, outbound IKE and outbound ESP are missing

    Example: two instance groups with the documented rules
      Given a private VPC whose security group has the documented rules
      When a training job with instance groups of 1 and 2 instances asks for encrypted traffic
      Then the job starts
      And 3 network interfaces of the job are in its subnets and security groups
