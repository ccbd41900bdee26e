// A stand-in for Terraform's AWS provider, for fixtures: the blocks and attributes of the resources that lint reads, as the
// provider documents them, and nothing that talks to AWS.
package main

import (
	"context"
	"fmt"
	"sync/atomic"

	"github.com/hashicorp/terraform-plugin-sdk/v2/diag"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	"github.com/hashicorp/terraform-plugin-sdk/v2/plugin"
)

type S = map[string]*schema.Schema

func str(o ...func(*schema.Schema)) *schema.Schema { return mk(schema.TypeString, o) }
func num(o ...func(*schema.Schema)) *schema.Schema { return mk(schema.TypeInt, o) }
func boo(o ...func(*schema.Schema)) *schema.Schema { return mk(schema.TypeBool, o) }
func mk(t schema.ValueType, o []func(*schema.Schema)) *schema.Schema {
	s := &schema.Schema{Type: t, Optional: true}
	for _, f := range o {
		f(s)
	}
	return s
}
func comp(s *schema.Schema) { s.Computed = true }
func only(s *schema.Schema) { s.Computed = true; s.Optional = false }
func req(s *schema.Schema)  { s.Required = true; s.Optional = false }
func set(o ...func(*schema.Schema)) *schema.Schema {
	s := mk(schema.TypeSet, o)
	s.Elem = &schema.Schema{Type: schema.TypeString}
	return s
}
func list(o ...func(*schema.Schema)) *schema.Schema {
	s := mk(schema.TypeList, o)
	s.Elem = &schema.Schema{Type: schema.TypeString}
	return s
}
func block(in S, o ...func(*schema.Schema)) *schema.Schema {
	s := mk(schema.TypeList, o)
	s.MaxItems = 1
	s.Elem = &schema.Resource{Schema: in}
	return s
}
func attrSet(in S) *schema.Schema {
	return &schema.Schema{Type: schema.TypeSet, Optional: true, Computed: true, ConfigMode: schema.SchemaConfigModeAttr, Elem: &schema.Resource{Schema: in}}
}
func setBlock(in S) *schema.Schema {
	return &schema.Schema{Type: schema.TypeSet, Optional: true, Computed: true, Elem: &schema.Resource{Schema: in}}
}

var n atomic.Int64

func res(in S) *schema.Resource {
	in["arn"] = str(only)
	create := func(_ context.Context, d *schema.ResourceData, _ any) diag.Diagnostics {
		d.SetId(fmt.Sprintf("made-%017x", n.Add(1)))
		return diag.FromErr(d.Set("arn", "arn:aws:made:eu-central-1:111122223333:"+d.Id()))
	}
	nop := func(_ context.Context, d *schema.ResourceData, _ any) diag.Diagnostics { return nil }
	return &schema.Resource{Schema: in, CreateContext: create, ReadContext: nop, UpdateContext: nop, DeleteContext: nop}
}
func sgRules() S {
	return S{"from_port": num(req), "to_port": num(req), "protocol": str(req), "self": boo(), "description": str(),
		"cidr_blocks": list(), "ipv6_cidr_blocks": list(), "prefix_list_ids": list(), "security_groups": set()}
}
func aclRules() S {
	return S{"from_port": num(req), "to_port": num(req), "protocol": str(req), "rule_no": num(req), "action": str(req),
		"cidr_block": str(), "ipv6_cidr_block": str(), "icmp_type": num(), "icmp_code": num()}
}
func vpcRule() S {
	return S{"security_group_id": str(req), "ip_protocol": str(req), "from_port": num(), "to_port": num(), "cidr_ipv4": str(),
		"cidr_ipv6": str(), "prefix_list_id": str(), "referenced_security_group_id": str(), "security_group_rule_id": str(only), "description": str()}
}
func definition(kind string) S {
	return S{"name": str(comp), "role_arn": str(req),
		kind + "_app_specification": block(S{"image_uri": str(req)}, req),
		"job_resources": block(S{"cluster_config": block(S{"instance_count": num(req), "instance_type": str(req), "volume_size_in_gb": num(req)}, req)}, req),
		"network_config": block(S{"enable_inter_container_traffic_encryption": boo(), "enable_network_isolation": boo(),
			"vpc_config": block(S{"security_group_ids": set(req), "subnets": set(req)})}),
	}
}

func main() {
	plugin.Serve(&plugin.ServeOpts{ProviderFunc: func() *schema.Provider {
		return &schema.Provider{
			Schema: S{"region": str()},
			ResourcesMap: map[string]*schema.Resource{
				"aws_vpc": res(S{"cidr_block": str(comp), "instance_tenancy": &schema.Schema{Type: schema.TypeString, Optional: true, Default: "default"}, "default_network_acl_id": str(only), "default_security_group_id": str(only)}),
				"aws_subnet": res(S{"vpc_id": str(req), "cidr_block": str(), "availability_zone": str(comp)}),
				"aws_security_group": res(S{"name": str(comp), "description": &schema.Schema{Type: schema.TypeString, Optional: true, Default: "Managed by Terraform"}, "vpc_id": str(comp), "ingress": attrSet(sgRules()), "egress": attrSet(sgRules())}),
				"aws_security_group_rule": res(S{"type": str(req), "from_port": num(req), "to_port": num(req), "protocol": str(req), "self": boo(), "cidr_blocks": list(), "ipv6_cidr_blocks": list(), "prefix_list_ids": list(), "security_group_id": str(req), "source_security_group_id": str(comp)}),
				"aws_vpc_security_group_ingress_rule": res(vpcRule()),
				"aws_vpc_security_group_egress_rule":  res(vpcRule()),
				"aws_network_acl":                     res(S{"vpc_id": str(req), "subnet_ids": func() *schema.Schema { s := set(); s.Computed = true; return s }(), "ingress": attrSet(aclRules()), "egress": attrSet(aclRules())}),
				"aws_network_acl_rule":                res(S{"network_acl_id": str(req), "rule_number": num(req), "egress": boo(), "protocol": str(req), "rule_action": str(req), "cidr_block": str(), "ipv6_cidr_block": str(), "from_port": num(), "to_port": num()}),
				"aws_ec2_managed_prefix_list":         res(S{"name": str(req), "address_family": str(req), "max_entries": num(req), "entry": setBlock(S{"cidr": str(req), "description": str()})}),
				"aws_sagemaker_data_quality_job_definition": res(definition("data_quality")),
				"aws_sagemaker_model_bias_job_definition":   res(definition("model_bias")),
				"aws_sagemaker_pipeline":                    res(S{"pipeline_name": str(req), "pipeline_display_name": str(req), "role_arn": str(), "pipeline_definition": str(), "pipeline_definition_s3_location": block(S{"bucket": str(req), "object_key": str(req)})}),
				"aws_sfn_state_machine":                     res(S{"name": str(comp), "role_arn": str(req), "definition": str(req), "type": str()}),
				"aws_iam_role":                              res(S{"name": str(), "assume_role_policy": str(req)}),
			},
		}
	}})
}
