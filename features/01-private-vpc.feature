Feature: Where a training job runs
  A job without a VpcConfig runs in a VPC that the service manages. A job with subnets and security groups runs in a
  private VPC, where its instances are members of those groups like any other machine.

  @claim:service-vpc
  Rule: A job without a network runs in a VPC that the service manages

    Example: a job without a network stays out of the account's own VPCs
      When an unencrypted training job with 2 instances is created
      Then the job starts
      And none of its network interfaces is in a VPC of the account
      And the verdict says that the service manages its VPC
      And the description of the job names no VPC

    Example: a job without a network completes like any other
      When an unencrypted training job with 1 instance is created
      And the job runs its course
      Then the job has completed

  @claim:private-vpc
  Rule: In a private VPC the job's network interfaces live in its subnets and belong to its security groups

    Example: every instance has a network interface in the job's subnets
      Given a private VPC whose security group has the documented rules
      When an encrypted training job with 3 instances is created
      Then the job starts
      And the verdict says that it runs in a private VPC
      And 3 network interfaces of the job are in its subnets and security groups
      And the interfaces are spread over both subnets

    Example: the interfaces are gone once the job has completed
      Given a private VPC whose security group has the documented rules
      When an encrypted training job with 2 instances is created
      And the job runs its course
      Then the job has completed
      And no network interface of the job is left

    Example: the interfaces are gone once the job has stopped
      Given a private VPC whose security group has the documented rules
      When an encrypted training job with 2 instances is created
      And the job is stopped
      Then the job has stopped
      And no network interface of the job is left

    Example: the security group of a running job cannot be deleted
      Given a private VPC whose security group has the documented rules
      When an encrypted training job with 2 instances is created
      Then the job starts
      And the security group cannot be deleted while the job runs

  @claim:private-vpc
  Rule: The subnets and security groups of a private VPC exist and belong to one VPC

    @rule:security-groups-exist
    Example: a security group that does not exist
      Given a private VPC whose security group has the documented rules
      But the security group has been deleted
      When an encrypted training job with 2 instances is created
      Then the job is refused because the security group does not exist

    @rule:subnets-exist
    Example: a subnet that does not exist
      Given a private VPC whose security group has the documented rules
      But one of the subnets has been deleted
      When an encrypted training job with 2 instances is created
      Then the job is refused because the subnet does not exist

    @rule:same-vpc
    Example: a security group of another VPC
      Given a private VPC whose security group has the documented rules
      And another VPC with a security group that has the documented rules
      When an encrypted training job with 2 instances and the other VPC's security group is created
      Then the job is refused because its subnets and security groups belong to different VPCs

    @rule:same-vpc
    Example: subnets of two VPCs
      Given a private VPC whose security group has the documented rules
      And another VPC with a security group that has the documented rules
      When an encrypted training job with 2 instances in subnets of both VPCs is created
      Then the job is refused because its subnets and security groups belong to different VPCs

    @rule:same-vpc
    Example: a security group of another VPC is refused without encryption too
      Given a private VPC whose security group has the documented rules
      And another VPC with a security group that has the documented rules
      When an unencrypted training job with 1 instance and the other VPC's security group is created
      Then the job is refused because its subnets and security groups belong to different VPCs

    Example: more security groups than a job can carry
      Given a private VPC whose security group has the documented rules
      When an encrypted training job with 6 security groups is created
      Then the request is invalid because 'vpcConfig.securityGroupIds' must have length less than or equal to 5

    Example: as many security groups as a job can carry
      Given a private VPC whose security group has the documented rules
      And 4 further security groups without rules
      When an encrypted training job with 2 instances in all groups is created
      Then the job starts
      And every pair of its instances can exchange encrypted traffic

    Example: subnets without a security group
      Given a private VPC whose security group has the documented rules
      When an encrypted training job with subnets but no security group is created
      Then the request is invalid because 'vpcConfig.securityGroupIds' must not be null

  @claim:private-vpc
  Rule: A private VPC has room for the instances

    @rule:free-addresses @documented
    Example: subnets too small for the instances
      Given a private VPC with a single subnet of 16 addresses whose security group has the documented rules
      When an encrypted training job with 6 instances is created
      Then the job is refused because too few private addresses are free

    @rule:free-addresses
    Example: subnets just large enough for the instances
      Given a private VPC with a single subnet of 16 addresses whose security group has the documented rules
      When an encrypted training job with 5 instances is created
      Then the job starts

    @rule:free-addresses @documented
    Example: instances with an Elastic Fabric Adapter need more addresses
      Given a private VPC with a single subnet of 16 addresses whose security group has the documented rules
      When an encrypted training job with 3 instances of type 'ml.p4d.24xlarge' is created
      Then the job is refused because too few private addresses are free

    @rule:default-tenancy @documented
    Example: a VPC with dedicated tenancy
      Given a private VPC with dedicated tenancy whose security group has the documented rules
      When an encrypted training job with 2 instances is created
      Then the job is refused because the VPC's tenancy is not the default

    @rule:s3-route
    Example: a missing route to the training data is advice only
      Given a private VPC whose security group has the documented rules
      When an encrypted training job with 2 instances is created
      Then the job starts
      And it is advised that its subnets have no route to S3

    @rule:s3-route
    Example: a gateway endpoint is a route to the training data
      Given a private VPC whose security group has the documented rules
      And a gateway endpoint for S3
      When an encrypted training job with 2 instances is created
      Then the job starts
      And there is no advice about a route to S3
