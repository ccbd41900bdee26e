// Launches a training job with the AWS SDK for Go, encrypted.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/sagemaker"

	"train-encrypt.example/wrappers/jobs"
)

func main() {
	if err := launch(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "refused:", err)
		os.Exit(1)
	}
}

func launch(ctx context.Context) error {
	job, err := jobs.Training()
	if err != nil {
		return err
	}
	job.EnableInterContainerTrafficEncryption = aws.Bool(true)
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return err
	}
	_, err = sagemaker.NewFromConfig(cfg).CreateTrainingJob(ctx, job)
	return err
}
