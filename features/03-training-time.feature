Feature: What encryption does to time and cost
  These statements are about speed. They hold here in a model of training time, not on real machines: time is the sum
  over all steps of computing and of exchanging gradients around a ring, and only the exchange is lengthened by
  encryption. Whether your job behaves like this takes a measurement.

  Background:
    Given a private VPC whose security group has the documented rules

  @claim:training-time
  Rule: Encryption can lengthen training, most of all for distributed deep learning

    Scenario Outline: deep learning on <instances> instances takes longer
      When a deep learning job trains on <instances> instances, once unencrypted and once encrypted
      Then encryption makes it take longer

      Examples:
        | instances |
        | 2         |
        | 4         |
        | 8         |

    Example: deep learning is lengthened more than a built-in algorithm
      When a deep learning job trains on 4 instances, once unencrypted and once encrypted
      And an XGBoost job trains on 4 instances, once unencrypted and once encrypted
      Then encryption lengthens the deep learning job by a greater part than the XGBoost job

  @claim:single-instance
  Rule: A job with one instance takes as long with encryption as without

    Scenario Outline: a <algorithm> job on one instance
      When a <algorithm> job trains on 1 instance, once unencrypted and once encrypted
      Then encryption changes neither its time nor what is billed

      Examples:
        | algorithm      |
        | deep learning  |
        | XGBoost        |
        | DeepAR         |
        | linear learner |

  @claim:traffic-volume
  Rule: With several instances the effect depends on how much they exchange

    Example: a larger model is lengthened more
      When a deep learning job with a small model trains on 4 instances, once unencrypted and once encrypted
      And a deep learning job with a large model trains on 4 instances, once unencrypted and once encrypted
      Then encryption lengthens the job with the large model by a greater part than the one with the small model

    Example: more instances exchange more
      When a deep learning job trains on 2 instances, once unencrypted and once encrypted
      And a deep learning job trains on 8 instances, once unencrypted and once encrypted
      Then encryption adds more to each step on 8 instances than on 2

    Example: instances that exchange almost nothing are hardly slowed
      When a deep learning job with a tiny model trains on 4 instances, once unencrypted and once encrypted
      Then encryption lengthens it by less than 1 percent

  @claim:cost
  Rule: An algorithm that is slowed costs more

    Example: what is slowed is billed for longer
      When a deep learning job trains on 4 instances, once unencrypted and once encrypted
      Then encryption makes it billed for longer
      And it is billed for longer by just as much as it takes longer

  @claim:builtin-algorithms
  Rule: Most built-in algorithms are not noticeably slowed

    Scenario Outline: <algorithm> on <instances> instances
      When a <algorithm> job trains on <instances> instances, once unencrypted and once encrypted
      Then encryption lengthens it by less than 1 percent

      Examples:
        | algorithm      | instances |
        | XGBoost        | 2         |
        | XGBoost        | 8         |
        | DeepAR         | 2         |
        | DeepAR         | 8         |
        | linear learner | 2         |
        | linear learner | 8         |
