@harness
Feature: Faults on request
  Whatever launches jobs must live with calls that are throttled, fail or break off, and with jobs that fail. Such faults
  are asked for where train-encrypt is started or while it serves, and strike only the calls and jobs that they are for.

  Rule: A client that tries again gets through what passes

    Scenario Outline: the first two calls are <struck>
      Given the first 2 calls of CreateTrainingJob are <struck>
      When a client that tries 3 times asks for a training job
      Then the job starts
      And the client called CreateTrainingJob 3 times, 2 of them struck

      Examples:
        | struck                           |
        | throttled                        |
        | answered with an internal error  |
        | told that the service is away    |
        | cut off before they are answered |

    Example: throttled more often than the client tries
      Given the first 3 calls of CreateTrainingJob are throttled
      When a client that tries 3 times asks for a training job
      Then the client has given up with ThrottlingException
      And there is no such job

    Example: an answer that is lost after the job was created
      Given the first 1 call of CreateTrainingJob is cut off in the middle of its answer
      When a client that tries 3 times asks for a training job
      Then the client has given up with ResourceInUse
      And the job is there all the same

    Example: EC2 throttles under a name of its own
      Given the first 1 call of DescribeVpcs is throttled
      When a client that tries 1 time asks for the VPCs
      Then the client has given up with RequestLimitExceeded
      When a client that tries 3 times asks for the VPCs
      Then it gets them

    Example: other calls are not struck
      Given the first 2 calls of CreateProcessingJob are throttled
      When a training job with 2 instances asks for nothing
      Then the job starts

    Example: chance is the same in every run
      Given calls of ListTrainingJobs are throttled with a chance of 30 percent and the seed 7
      When training jobs are listed 40 times
      And the same fault is asked for anew, and training jobs are listed 40 times
      Then the same calls were throttled both times, some but not all

  Rule: A job that fails says why, where SDKs look for it

    Example: in the middle of its training
      Given the next training job fails halfway through its training because "the loss is not a number"
      When a training job with 2 instances asks for nothing
      And the job runs its course
      Then the job has failed because "the loss is not a number"
      And it failed while it trained

    Example: no instances to be had
      Given the next training job finds no instances
      When a training job with 2 instances asks for nothing
      And the job runs its course
      Then the job has failed because "CapacityError: Unable to provision requested ML compute capacity. Please retry using a different ML instance type."
      And it failed before it trained

    Example: spot instances are taken away
      Given the next training job loses its instances halfway through its training
      When a training job on spot instances is asked for
      And the job runs its course
      Then the job has completed
      And its training was interrupted once

    Example: one training job of a tuning job
      Given the next training job fails halfway through its training because "the loss is not a number"
      When a tuning job of 3 training jobs with 2 instances each asks for nothing
      And the tuning job runs its course
      Then the tuning job has completed
      And 1 of its training jobs has failed because "the loss is not a number"

  Rule: Faults are asked for where train-encrypt is started, or while it serves

    Example: on the command line
      Given train-encrypt serves with --fault CreateTrainingJob:throttle:times=2
      When a client that tries 3 times asks for a training job
      Then the client called CreateTrainingJob 3 times, 2 of them struck

    Example: in a file
      Given a file of faults with the text
        """
        faults:
          - operation: CreateTrainingJob
            fault: 503
            times: 2
        """
      And train-encrypt serves with that file of faults
      When a client that tries 3 times asks for a training job
      Then the client called CreateTrainingJob 3 times, 2 of them struck

    Example: while it serves
      Given train-encrypt serves
      And the first 2 calls of CreateTrainingJob are throttled
      When a client that tries 3 times asks for a training job
      Then the client called CreateTrainingJob 3 times, 2 of them struck

    Example: a file that cannot be read
      Given a file of faults with the text
        """
        faults:
          - CreateTrainingJob:throttle:times=2
          - CreateTrainingJob:dance
        """
      When train-encrypt tries to serve with that file of faults
      Then it ends with 2
      And it says fault 2
      And it says throttle, 500, 503, slow, reset, capacity, fail, interrupt
      And it shows no stack trace

    Scenario Outline: train-encrypt serve --fault <fault>
      When train-encrypt is run with 'serve --port 0 --fault "<fault>"'
      Then it ends with 2
      And it says <what>
      And it shows no stack trace

      Examples:
        | fault                     | what             |
        | CreateTrainingJob         | operation:fault  |
        | CreateTraningJob:throttle | CreateTraningJob |
