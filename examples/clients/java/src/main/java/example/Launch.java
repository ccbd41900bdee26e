package example;

import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeTrainingJobResponse;
import software.amazon.awssdk.services.sagemaker.model.TrainingInputMode;
import software.amazon.awssdk.services.sagemaker.model.TrainingInstanceType;
import software.amazon.awssdk.services.sagemaker.model.TrainingJobStatus;
import software.amazon.awssdk.services.sagemaker.model.TrainingJobSummary;
import software.amazon.awssdk.services.sagemaker.model.VpcConfig;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Launches encrypted training jobs with the AWS SDK for Java: a network with the documented rules, one job to its end,
 * one stopped. The environment alone (AWS_ENDPOINT_URL, keys, region) decides where it goes.
 *
 * <p>Exit codes: 0 what the service describes is what was asked for, 1 it refused something, 4 it describes something
 * else.
 */
public final class Launch {
  private static final String IMAGE = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/fraud-model:7";

  private final SageMakerClient sagemaker;
  private final String role;
  private final VpcConfig network;

  private Launch(SageMakerClient sagemaker, String role, VpcConfig network) {
    this.sagemaker = sagemaker;
    this.role = role;
    this.network = network;
  }

  public static void main(String[] args) {
    try (var ec2 = Ec2Client.create();
        var sagemaker = SageMakerClient.create();
        var sts = StsClient.create()) {
      String role = "arn:aws:iam::%s:role/training".formatted(sts.getCallerIdentity().account());
      boolean asAsked = new Launch(sagemaker, role, createNetwork(ec2)).run();
      System.exit(asAsked ? 0 : 4);
    } catch (AwsServiceException error) {
      System.err.println("refused: " + error.getMessage());
      System.exit(1);
    }
  }

  /** A private VPC whose group lets its members exchange IKE and ESP, both ways, as documented. */
  private static VpcConfig createNetwork(Ec2Client ec2) {
    String vpc = ec2.createVpc(request -> request.cidrBlock("10.30.0.0/16")).vpc().vpcId();
    ec2.waiter().waitUntilVpcAvailable(request -> request.vpcIds(vpc));
    List<String> subnets =
        List.of("10.30.1.0/24", "10.30.2.0/24").stream()
            .map(cidr -> ec2.createSubnet(request -> request.vpcId(vpc).cidrBlock(cidr)).subnet().subnetId())
            .toList();
    String group =
        ec2.createSecurityGroup(
                request -> request.vpcId(vpc).groupName("training").description("Encrypted training"))
            .groupId();
    UserIdGroupPair itself = UserIdGroupPair.builder().groupId(group).build();
    List<IpPermission> rules =
        List.of(
            IpPermission.builder().ipProtocol("udp").fromPort(500).toPort(500).userIdGroupPairs(itself).build(),
            IpPermission.builder().ipProtocol("50").userIdGroupPairs(itself).build());
    ec2.authorizeSecurityGroupIngress(request -> request.groupId(group).ipPermissions(rules));
    ec2.authorizeSecurityGroupEgress(request -> request.groupId(group).ipPermissions(rules));
    return VpcConfig.builder().subnets(subnets).securityGroupIds(group).build();
  }

  private boolean run() {
    String name = "fraud-" + System.nanoTime();
    launch(name);
    DescribeTrainingJobResponse completed = ended(name);

    String other = name + "-stopped";
    launch(other);
    DescribeTrainingJobResponse atWork = sagemaker.describeTrainingJob(request -> request.trainingJobName(other));
    List<TrainingJobStatus> statuses =
        sagemaker.listTrainingJobs(request -> request.nameContains(other).creationTimeBefore(Instant.now()))
            .trainingJobSummaries().stream()
            .map(TrainingJobSummary::trainingJobStatus)
            .toList();
    sagemaker.stopTrainingJob(request -> request.trainingJobName(other));
    DescribeTrainingJobResponse stopped = ended(other);

    List<String> listed =
        sagemaker.listTrainingJobsPaginator(request -> request.nameContains(name).maxResults(1))
            .trainingJobSummaries().stream()
            .map(TrainingJobSummary::trainingJobName)
            .sorted()
            .toList();
    System.out.println("listed: " + listed);
    return isAsAsked(completed, TrainingJobStatus.COMPLETED)
        && isAsAsked(atWork, TrainingJobStatus.IN_PROGRESS)
        && statuses.equals(List.of(TrainingJobStatus.IN_PROGRESS))
        && isAsAsked(stopped, TrainingJobStatus.STOPPED)
        && listed.equals(List.of(name, other));
  }

  private void launch(String name) {
    sagemaker.createTrainingJob(
        request ->
            request
                .trainingJobName(name)
                .roleArn(role)
                .algorithmSpecification(
                    algorithm -> algorithm.trainingImage(IMAGE).trainingInputMode(TrainingInputMode.FILE))
                .outputDataConfig(output -> output.s3OutputPath("s3://models/fraud"))
                .resourceConfig(
                    resources ->
                        resources
                            .instanceType(TrainingInstanceType.ML_M5_XLARGE)
                            .instanceCount(2)
                            .volumeSizeInGB(30))
                .stoppingCondition(condition -> condition.maxRuntimeInSeconds(3600))
                .vpcConfig(network)
                .enableInterContainerTrafficEncryption(true));
  }

  /** Waits for the end of a job, and reports what it was. */
  private DescribeTrainingJobResponse ended(String name) {
    sagemaker.waiter().waitUntilTrainingJobCompletedOrStopped(request -> request.trainingJobName(name));
    DescribeTrainingJobResponse job = sagemaker.describeTrainingJob(request -> request.trainingJobName(name));
    System.out.printf(
        "%s: %s, encrypted: %s%n",
        name, job.trainingJobStatusAsString(), job.enableInterContainerTrafficEncryption());
    return job;
  }

  private boolean isAsAsked(DescribeTrainingJobResponse job, TrainingJobStatus status) {
    return Boolean.TRUE.equals(job.enableInterContainerTrafficEncryption())
        && job.resourceConfig().instanceCount() == 2
        && network.equals(job.vpcConfig())
        && job.trainingJobStatus() == status;
  }
}
