@wrapper @requires:linux
Feature: Commands that misbehave
  A wrapper is a program that train-encrypt does not control. Whatever it does, check ends in time, gives its verdict,
  limits the output it keeps, and leaves no process of it running.

  Rule: Every command is limited, judged and cleaned up

    Scenario Outline: one that <does what>
      When check tries steps/harness/hostile/<command>
      Then check shows nothing
      And it finds <finding>
      And nothing of the command is left running

      Examples: it ends on its own
        | does what                                  | command    | finding                                 |
        | exits 0, reports a launch, and makes no call | nothing.sh | no-call, closest match: It printed last: launched |
        | clears its environment                     | bare.sh    | no-call, closest match: no endpoint          |
        | is killed                                  | killed.sh  | killed                                  |

      Examples: it runs into its timeout
        | does what                                     | command                       | finding   |
        | never ends, and has closed its output         | never-ends.sh with 1 second   | timed-out |
        | answers signals slowly, and goes on           | deaf.sh with 1 second         | timed-out |
        | starts children in groups and sessions of their own | family.sh with 2 seconds | timed-out |

    Example: one that ends and leaves children behind, one of them without any environment
      When check tries steps/harness/hostile/family.sh leave
      Then check shows nothing
      And it is advised of left-running
      And 4 processes of the command were ended
      And nothing of the command is left running

    Example: one that prints a gigabyte
      When check tries steps/harness/hostile/gigabyte.sh
      Then check shows nothing
      And it is advised of output-cut
      And it printed more than 1 GiB, of which check kept less than 100 KiB and showed less than 17 MiB
      And nothing of the command is left running

    Example: one that does not exist
      When check tries steps/harness/hostile/no-such-program
      Then it ends with 2
      And it finds not-started

  Rule: Stopping check stops every process it started

    Scenario Outline: <signal>
      Given check runs steps/harness/hostile/<command>
      When check is sent <signal>
      Then it ends with <code>
      And nothing of the command is left running

      Examples:
        | signal  | command   | code |
        | SIGINT  | family.sh | 130  |
        | SIGTERM | deaf.sh   | 143  |

  Rule: Hosts are answered by the endpoint or refused, and named

    @requires:boto3
    Example: hard-coded AWS hosts are answered by the endpoint, others are refused and reported
      When check tries {python} steps/harness/hostile/hard_coded_hosts.py
      Then check passes
      And it is advised of egress-refused
      And it is advised of certificate-untrusted
      And these hosts were tried
        | host                                    | what      |
        | api.sagemaker.eu-central-1.amazonaws.com | answered  |
        | usage.example.com                       | refused   |
        | metrics.example.com:8125                | refused   |
        | sts.eu-central-1.amazonaws.com          | untrusted |
