@harness
Feature: Faults on request
  A wrapper must handle calls that are throttled, fail or are cut off, and jobs that fail. Such faults are set when
  train-encrypt starts or while it serves, and affect only the calls and jobs they name.

  Rule: A client that retries survives a temporary fault

    Scenario Outline: the first two calls are <faulty>
      Given the first 2 calls of CreateTrainingJob are <faulty>
      When a client with 3 attempts creates a training job
      Then the job starts
      And the client called CreateTrainingJob 3 times, 2 of them with a fault

      Examples:
        | faulty                            |
        | throttled                         |
        | answered with an internal error   |
        | answered with service unavailable |
        | dropped before the response       |

    Example: throttled more often than the client retries
      Given the first 3 calls of CreateTrainingJob are throttled
      When a client with 3 attempts creates a training job
      Then the client gave up with ThrottlingException
      And there is no such job

    Example: a response that is lost after the job was created
      Given the first 1 call of CreateTrainingJob is dropped in the middle of the response
      When a client with 3 attempts creates a training job
      Then the client gave up with ResourceInUse
      And the job exists

    Example: EC2 throttles with an error code of its own
      Given the first 1 call of DescribeVpcs is throttled
      When a client with 1 attempt describes the VPCs
      Then the client gave up with RequestLimitExceeded
      When a client with 3 attempts describes the VPCs
      Then it receives them

    Example: other calls are not affected
      Given the first 2 calls of CreateProcessingJob are throttled
      When an unencrypted training job with 2 instances is created
      Then the job starts

    Example: chance is the same in every run
      Given calls of ListTrainingJobs are throttled with a chance of 30 percent and the seed 7
      When training jobs are listed 40 times
      And the same fault is set again, and training jobs are listed 40 times
      Then the same calls were throttled both times, some but not all

  Rule: The description of a failed job has the reason

    Example: failed in the middle of its training
      Given the next training job fails halfway through its training because "the loss is not a number"
      When an unencrypted training job with 2 instances is created
      And the job runs its course
      Then the job has failed because "the loss is not a number"
      And it failed while it trained

    Example: no capacity
      Given the next training job finds no instances
      When an unencrypted training job with 2 instances is created
      And the job runs its course
      Then the job has failed because "CapacityError: Unable to provision requested ML compute capacity. Please retry using a different ML instance type."
      And it failed before it trained

    Example: spot instances are interrupted
      Given the next training job loses its instances halfway through its training
      When a training job on spot instances is created
      And the job runs its course
      Then the job has completed
      And its training was interrupted once

    Example: one training job of a tuning job
      Given the next training job fails halfway through its training because "the loss is not a number"
      When an unencrypted tuning job of 3 training jobs with 2 instances each is created
      And the tuning job runs its course
      Then the tuning job has completed
      And 1 of its training jobs has failed because "the loss is not a number"

  Rule: Faults are set when train-encrypt starts, or while it serves

    Example: on the command line
      Given train-encrypt serves with --fault CreateTrainingJob:throttle:times=2
      When a client with 3 attempts creates a training job
      Then the client called CreateTrainingJob 3 times, 2 of them with a fault

    Example: in a file
      Given a file of faults with the text
        """
        faults:
          - operation: CreateTrainingJob
            fault: 503
            times: 2
        """
      And train-encrypt serves with that file of faults
      When a client with 3 attempts creates a training job
      Then the client called CreateTrainingJob 3 times, 2 of them with a fault

    Example: while it serves
      Given train-encrypt serves
      And the first 2 calls of CreateTrainingJob are throttled
      When a client with 3 attempts creates a training job
      Then the client called CreateTrainingJob 3 times, 2 of them with a fault

    Example: a file that cannot be read
      Given a file of faults with the text
        """
        faults:
          - CreateTrainingJob:throttle:times=2
          - CreateTrainingJob:dance
        """
      When train-encrypt tries to serve with that file of faults
      Then it ends with 2
      And it prints fault 2
      And it prints throttle, 500, 503, slow, reset, capacity, fail, interrupt
      And it shows no stack trace

    Scenario Outline: train-encrypt serve --fault <fault>
      When train-encrypt is run with 'serve --port 0 --fault "<fault>"'
      Then it ends with 2
      And it prints <what>
      And it shows no stack trace

      Examples:
        | fault                     | what             |
        | CreateTrainingJob         | operation:fault  |
        | CreateTraningJob:throttle | CreateTraningJob |
