// Package jobs holds what a wrapper of this team gets from its environment, and what is the same for all of its jobs.
package jobs

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sagemaker"
	"github.com/aws/aws-sdk-go-v2/service/sagemaker/types"
)

// Training is all of CreateTrainingJob but for its encryption.
func Training() (*sagemaker.CreateTrainingJobInput, error) {
	network, err := network()
	if err != nil {
		return nil, err
	}
	resources, err := resources()
	if err != nil {
		return nil, err
	}
	return &sagemaker.CreateTrainingJobInput{
		TrainingJobName: aws.String(fmt.Sprintf("fraud-%d", time.Now().UnixMilli())),
		RoleArn:         aws.String(os.Getenv("TRAIN_ENCRYPT_ROLE_ARN")),
		AlgorithmSpecification: &types.AlgorithmSpecification{
			TrainingImage:     aws.String("123456789012.dkr.ecr.eu-central-1.amazonaws.com/fraud-model:7"),
			TrainingInputMode: types.TrainingInputModeFile,
		},
		OutputDataConfig:  &types.OutputDataConfig{S3OutputPath: aws.String("s3://fraud-models/jobs")},
		ResourceConfig:    resources,
		StoppingCondition: &types.StoppingCondition{MaxRuntimeInSeconds: aws.Int32(3600)},
		VpcConfig:         network,
	}, nil
}

func network() (*types.VpcConfig, error) {
	subnets, groups := os.Getenv("TRAIN_ENCRYPT_SUBNETS"), os.Getenv("TRAIN_ENCRYPT_SECURITY_GROUPS")
	if subnets == "" || groups == "" {
		return nil, errors.New("subnets and security groups are both needed to encrypt the traffic between instances")
	}
	return &types.VpcConfig{Subnets: strings.Split(subnets, ","), SecurityGroupIds: strings.Split(groups, ",")}, nil
}

func resources() (*types.ResourceConfig, error) {
	resources := &types.ResourceConfig{VolumeSizeInGB: aws.Int32(30)}
	if groups := os.Getenv("TRAIN_ENCRYPT_INSTANCE_GROUPS"); groups != "" {
		return resources, json.Unmarshal([]byte(groups), &resources.InstanceGroups)
	}
	instances, err := strconv.ParseInt(os.Getenv("TRAIN_ENCRYPT_INSTANCES"), 10, 32)
	if err != nil {
		return nil, err
	}
	resources.InstanceType = types.TrainingInstanceTypeMlM5Xlarge
	resources.InstanceCount = aws.Int32(int32(instances))
	return resources, nil
}
