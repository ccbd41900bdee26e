terraform {
  required_providers { aws = { source = "hashicorp/aws" } }
}
variable "encrypt" {
  type    = bool
  default = true
}
module "net" {
  source = "./net"
  cidr   = "10.0.0.0/16"
}
resource "aws_security_group" "inline" {
  name   = "inline"
  vpc_id = module.net.vpc_id
  ingress {
    from_port = 500
    to_port   = 500
    protocol  = "udp"
    self      = true
  }
  ingress {
    from_port = 0
    to_port   = 0
    protocol  = "50"
    self      = true
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_security_group" "rules" {
  vpc_id = module.net.vpc_id
}
resource "aws_security_group_rule" "ike" {
  for_each          = toset(["ingress", "egress"])
  type              = each.key
  from_port         = 500
  to_port           = 500
  protocol          = "udp"
  self              = true
  security_group_id = aws_security_group.rules.id
}
resource "aws_security_group_rule" "esp_in" {
  type                     = "ingress"
  from_port                = 0
  to_port                  = 0
  protocol                 = "50"
  source_security_group_id = aws_security_group.rules.id
  security_group_id        = aws_security_group.rules.id
}
resource "aws_security_group" "new_rules" {
  vpc_id = module.net.vpc_id
}
resource "aws_vpc_security_group_ingress_rule" "all" {
  security_group_id            = aws_security_group.new_rules.id
  ip_protocol                  = "-1"
  referenced_security_group_id = aws_security_group.new_rules.id
}
resource "aws_vpc_security_group_egress_rule" "all" {
  security_group_id = aws_security_group.new_rules.id
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}
resource "aws_iam_role" "r" { assume_role_policy = "{}" }
resource "aws_sagemaker_data_quality_job_definition" "inline" {
  name     = "inline"
  role_arn = aws_iam_role.r.arn
  data_quality_app_specification { image_uri = "image" }
  job_resources {
    cluster_config {
      instance_count    = 2
      instance_type     = "ml.m5.xlarge"
      volume_size_in_gb = 20
    }
  }
  network_config {
    enable_inter_container_traffic_encryption = true
    vpc_config {
      security_group_ids = [aws_security_group.inline.id]
      subnets            = module.net.subnet_ids
    }
  }
}
resource "aws_sagemaker_model_bias_job_definition" "rules" {
  name     = "rules"
  role_arn = aws_iam_role.r.arn
  model_bias_app_specification { image_uri = "image" }
  job_resources {
    cluster_config {
      instance_count    = 2
      instance_type     = "ml.m5.xlarge"
      volume_size_in_gb = 20
    }
  }
  network_config {
    enable_inter_container_traffic_encryption = var.encrypt
    vpc_config {
      security_group_ids = [aws_security_group.rules.id]
      subnets            = [module.net.subnet_ids[0], module.net.subnet_ids[1]]
    }
  }
}
resource "aws_sagemaker_model_bias_job_definition" "new_rules" {
  count    = 1
  name     = "new"
  role_arn = aws_iam_role.r.arn
  model_bias_app_specification { image_uri = "image" }
  job_resources {
    cluster_config {
      instance_count    = 2
      instance_type     = "ml.m5.xlarge"
      volume_size_in_gb = 20
    }
  }
  network_config {
    enable_inter_container_traffic_encryption = true
    vpc_config {
      security_group_ids = [aws_security_group.new_rules.id]
      subnets            = module.net.subnet_ids
    }
  }
}
resource "aws_sfn_state_machine" "train" {
  name     = "train"
  role_arn = "arn:aws:iam::111122223333:role/r"
  definition = jsonencode({
    StartAt = "Train"
    States = { Train = { Type = "Task", End = true, Resource = "arn:aws:states:::sagemaker:createTrainingJob.sync", Parameters = {
      TrainingJobName = "fraud", ResourceConfig = { InstanceCount = 2, InstanceType = "ml.m5.xlarge", VolumeSizeInGB = 10 } } } }
  })
}
resource "aws_sfn_state_machine" "later" {
  name     = "later"
  role_arn = "arn:aws:iam::111122223333:role/r"
  definition = jsonencode({
    StartAt = "Train"
    States = { Train = { Type = "Task", End = true, Resource = "arn:aws:states:::sagemaker:createTrainingJob.sync", Parameters = {
      VpcConfig = { Subnets = module.net.subnet_ids, SecurityGroupIds = [aws_security_group.inline.id] } } } }
  })
}
variable "groups" {
  type    = list(string)
  default = []
}
locals {
  chosen = length(var.groups) > 0 ? var.groups : [aws_security_group.inline.id]
}
resource "aws_sagemaker_data_quality_job_definition" "chosen" {
  name     = "chosen"
  role_arn = aws_iam_role.r.arn
  data_quality_app_specification { image_uri = "image" }
  job_resources {
    cluster_config {
      instance_count    = 2
      instance_type     = "ml.m5.xlarge"
      volume_size_in_gb = 20
    }
  }
  network_config {
    enable_inter_container_traffic_encryption = true
    vpc_config {
      security_group_ids = local.chosen
      subnets            = module.net.subnet_ids
    }
  }
}
