Feature: What else runs because of a training job
  A training job's instances may be kept in a warm pool for the next job, and the service may launch processing jobs
  beside it. Neither may turn an encrypted job into an unencrypted one.

  Background:
    Given a private VPC whose security group has the documented rules

  @claim:request-flag
  Rule: A warm pool is reused only by a job with the same encryption

    Example: the same job reuses the warm pool
      Given an encrypted training job has completed, and its warm pool is kept
      When the same training job is created under another name
      Then the job reuses the warm pool

    Example: reuse saves the time to launch instances
      Given an encrypted training job has completed, and its warm pool is kept
      When the same training job is created under another name
      Then the job starts sooner than the one before

    Scenario Outline: from an encrypted job to an <encryption> one
      Given an encrypted training job has completed, and its warm pool is kept
      When the same training job is created under another name, but <encryption>
      Then the job does not reuse the warm pool

      Examples:
        | encryption                 |
        | unencrypted                |
        | explicitly unencrypted     |

    Example: from an unencrypted job to an encrypted one
      Given an unencrypted training job has completed, and its warm pool is kept
      When the same training job is created under another name, but encrypted
      Then the job does not reuse the warm pool

    Example: an omitted flag counts as false
      Given an unencrypted training job has completed, and its warm pool is kept
      When the same training job is created under another name, but explicitly unencrypted
      Then the job reuses the warm pool

  @claim:private-vpc
  Rule: A warm pool is reused only with the same network, instances and role

    Scenario Outline: the next job <difference>
      Given an encrypted training job has completed, and its warm pool is kept
      When the same training job is created under another name, but it <difference>
      Then the job does not reuse the warm pool

      Examples:
        | difference                      |
        | runs in one of the subnets only |
        | has a further security group    |
        | has another role                |
        | has other instances             |
        | has one instance more           |
        | has a larger volume             |
        | has another key for its volume  |
        | is isolated from the network    |

    Example: an expired warm pool is not reused
      Given an encrypted training job has completed, and its warm pool is kept
      But the warm pool has expired
      When the same training job is created under another name
      Then the job does not reuse the warm pool

  @claim:request-flag
  Rule: The processing jobs of debugger and profiler rules are encrypted like their training job

    Scenario Outline: a <kind> rule of an <encryption> job
      When an <encryption> training job with 2 instances and a <kind> rule is created
      Then the job starts
      And the processing job of the rule <outcome>

      Examples:
        | kind     | encryption                 | outcome                             |
        | profiler | encrypted                  | is encrypted, in the private VPC    |
        | debugger | encrypted                  | is encrypted, in the private VPC    |
        | profiler | unencrypted                | is not encrypted, in the private VPC |

    Example: the rule is evaluated soon after the training job has completed
      When an encrypted training job with 2 instances and a profiler rule is created
      And the job runs its course
      Then the job has completed
      And the rule has found no issues
      And no network interface of the job is left
