// Launches encrypted training jobs with the AWS SDK for Go: a network with the documented rules, one job to its end,
// one stopped. The environment alone (AWS_ENDPOINT_URL, keys, region) decides where it goes.
//
// Exit codes: 0 what the service describes is what was asked for, 1 it refused something, 4 it describes something else.
package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"github.com/aws/aws-sdk-go-v2/service/sagemaker"
	"github.com/aws/aws-sdk-go-v2/service/sagemaker/types"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

const (
	image   = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/fraud-model:7"
	patient = 5 * time.Minute
)

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), patient)
	defer cancel()
	asAsked, err := run(ctx)
	if err != nil {
		fmt.Fprintln(os.Stderr, "refused:", err)
		os.Exit(1)
	}
	if !asAsked {
		os.Exit(4)
	}
}

func run(ctx context.Context) (bool, error) {
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return false, err
	}
	caller, err := sts.NewFromConfig(cfg).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	if err != nil {
		return false, err
	}
	network, err := createNetwork(ctx, ec2.NewFromConfig(cfg))
	if err != nil {
		return false, err
	}
	wrapper := wrapper{
		client:  sagemaker.NewFromConfig(cfg),
		role:    fmt.Sprintf("arn:aws:iam::%s:role/training", *caller.Account),
		network: network,
	}

	name := fmt.Sprintf("fraud-%d", time.Now().UnixNano())
	if err := wrapper.launch(ctx, name); err != nil {
		return false, err
	}
	completed, err := wrapper.ended(ctx, name)
	if err != nil {
		return false, err
	}

	other := name + "-stopped"
	if err := wrapper.launch(ctx, other); err != nil {
		return false, err
	}
	atWork, err := wrapper.client.DescribeTrainingJob(ctx, &sagemaker.DescribeTrainingJobInput{TrainingJobName: &other})
	if err != nil {
		return false, err
	}
	page, err := wrapper.client.ListTrainingJobs(ctx, &sagemaker.ListTrainingJobsInput{
		NameContains:       &other,
		CreationTimeBefore: aws.Time(time.Now()),
	})
	if err != nil {
		return false, err
	}
	if _, err := wrapper.client.StopTrainingJob(ctx, &sagemaker.StopTrainingJobInput{TrainingJobName: &other}); err != nil {
		return false, err
	}
	stopped, err := wrapper.ended(ctx, other)
	if err != nil {
		return false, err
	}

	listed, err := wrapper.list(ctx, name)
	if err != nil {
		return false, err
	}
	return wrapper.isAsAsked(completed, types.TrainingJobStatusCompleted) &&
		wrapper.isAsAsked(atWork, types.TrainingJobStatusInProgress) &&
		len(page.TrainingJobSummaries) == 1 &&
		page.TrainingJobSummaries[0].TrainingJobStatus == types.TrainingJobStatusInProgress &&
		wrapper.isAsAsked(stopped, types.TrainingJobStatusStopped) &&
		slices.Equal(listed, []string{name, other}), nil
}

// A private VPC whose group lets its members exchange IKE and ESP, both ways, as documented.
func createNetwork(ctx context.Context, client *ec2.Client) (*types.VpcConfig, error) {
	vpc, err := client.CreateVpc(ctx, &ec2.CreateVpcInput{CidrBlock: aws.String("10.30.0.0/16")})
	if err != nil {
		return nil, err
	}
	id := vpc.Vpc.VpcId
	available := ec2.NewVpcAvailableWaiter(client)
	if err := available.Wait(ctx, &ec2.DescribeVpcsInput{VpcIds: []string{*id}}, patient); err != nil {
		return nil, err
	}
	network := &types.VpcConfig{}
	for _, cidr := range []string{"10.30.1.0/24", "10.30.2.0/24"} {
		subnet, err := client.CreateSubnet(ctx, &ec2.CreateSubnetInput{VpcId: id, CidrBlock: &cidr})
		if err != nil {
			return nil, err
		}
		network.Subnets = append(network.Subnets, *subnet.Subnet.SubnetId)
	}
	group, err := client.CreateSecurityGroup(ctx, &ec2.CreateSecurityGroupInput{
		VpcId:       id,
		GroupName:   aws.String("training"),
		Description: aws.String("Encrypted training"),
	})
	if err != nil {
		return nil, err
	}
	network.SecurityGroupIds = []string{*group.GroupId}
	itself := []ec2types.UserIdGroupPair{{GroupId: group.GroupId}}
	rules := []ec2types.IpPermission{
		{IpProtocol: aws.String("udp"), FromPort: aws.Int32(500), ToPort: aws.Int32(500), UserIdGroupPairs: itself},
		{IpProtocol: aws.String("50"), UserIdGroupPairs: itself},
	}
	in := &ec2.AuthorizeSecurityGroupIngressInput{GroupId: group.GroupId, IpPermissions: rules}
	if _, err := client.AuthorizeSecurityGroupIngress(ctx, in); err != nil {
		return nil, err
	}
	out := &ec2.AuthorizeSecurityGroupEgressInput{GroupId: group.GroupId, IpPermissions: rules}
	if _, err := client.AuthorizeSecurityGroupEgress(ctx, out); err != nil {
		return nil, err
	}
	return network, nil
}

type wrapper struct {
	client  *sagemaker.Client
	role    string
	network *types.VpcConfig
}

func (l wrapper) launch(ctx context.Context, name string) error {
	_, err := l.client.CreateTrainingJob(ctx, &sagemaker.CreateTrainingJobInput{
		TrainingJobName: &name,
		RoleArn:         &l.role,
		AlgorithmSpecification: &types.AlgorithmSpecification{
			TrainingImage:     aws.String(image),
			TrainingInputMode: types.TrainingInputModeFile,
		},
		OutputDataConfig: &types.OutputDataConfig{S3OutputPath: aws.String("s3://models/fraud")},
		ResourceConfig: &types.ResourceConfig{
			InstanceType:   types.TrainingInstanceTypeMlM5Xlarge,
			InstanceCount:  aws.Int32(2),
			VolumeSizeInGB: aws.Int32(30),
		},
		StoppingCondition:                     &types.StoppingCondition{MaxRuntimeInSeconds: aws.Int32(3600)},
		VpcConfig:                             l.network,
		EnableInterContainerTrafficEncryption: aws.Bool(true),
	})
	return err
}

// Waits for the end of a job, and reports what it was.
func (l wrapper) ended(ctx context.Context, name string) (*sagemaker.DescribeTrainingJobOutput, error) {
	input := &sagemaker.DescribeTrainingJobInput{TrainingJobName: &name}
	job, err := sagemaker.NewTrainingJobCompletedOrStoppedWaiter(l.client).WaitForOutput(ctx, input, patient)
	if err == nil {
		encrypted := aws.ToBool(job.EnableInterContainerTrafficEncryption)
		fmt.Printf("%s: %s, encrypted: %t\n", name, job.TrainingJobStatus, encrypted)
	}
	return job, err
}

func (l wrapper) list(ctx context.Context, contained string) ([]string, error) {
	var names []string
	input := &sagemaker.ListTrainingJobsInput{NameContains: &contained, MaxResults: aws.Int32(1)}
	pages := sagemaker.NewListTrainingJobsPaginator(l.client, input)
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		for _, summary := range page.TrainingJobSummaries {
			names = append(names, *summary.TrainingJobName)
		}
	}
	slices.Sort(names)
	fmt.Println("listed:", names)
	return names, nil
}

func (l wrapper) isAsAsked(job *sagemaker.DescribeTrainingJobOutput, status types.TrainingJobStatus) bool {
	return aws.ToBool(job.EnableInterContainerTrafficEncryption) &&
		aws.ToInt32(job.ResourceConfig.InstanceCount) == 2 &&
		job.VpcConfig != nil &&
		slices.Equal(job.VpcConfig.Subnets, l.network.Subnets) &&
		slices.Equal(job.VpcConfig.SecurityGroupIds, l.network.SecurityGroupIds) &&
		job.TrainingJobStatus == status
}
