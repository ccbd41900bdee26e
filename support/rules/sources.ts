const GUIDE = 'https://docs.aws.amazon.com/sagemaker/latest/dg';

/** Protect communications between ML compute instances in a distributed training job: the page that is tested here. */
export const TRAIN_ENCRYPT = `${GUIDE}/train-encrypt.html`;

/** Give training jobs access to resources in a VPC: its neighbour. */
export const TRAIN_VPC = `${GUIDE}/train-vpc.html`;

/** The API's own reference of what a job names as its network. */
export const VPC_CONFIG = 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_VpcConfig.html';
