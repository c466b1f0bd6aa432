// The keys of an image configuration, as `pcluster build-image` takes them: which exist, since which version, and what may stand behind
// them. From ParallelCluster's own schema (cli/src/pcluster/schemas/imagebuilder_schema.py and common_schema.py in
// https://github.com/aws/aws-parallelcluster) and its changes over the releases; keys that it does not know are refused there, too.

type Kind = 'map' | 'maps' | 'texts' | 'text' | 'integer' | 'boolean';

export interface SchemaKey {
  /** Dotted; `[]` stands for each item of a list: `Build.Components[].Type`. */
  readonly path: string;
  readonly kind: Kind;
  readonly required?: true;
  /** The first release that knows it; those before refuse the file. */
  readonly since?: string;
  /** What a text must look like. */
  readonly looks?: RegExp;
  /** The same in words: `must …`. */
  readonly must?: string;
  /** Most items of a list. */
  readonly most?: number;
}

const AMI_OR_ARN = { looks: /^ami|arn/, must: 'be the id of an AMI (ami-…) or an ARN' };
const ROLE = { looks: /^arn:.*:role\//, must: 'be the ARN of a role' };
const POLICY = { looks: /^arn:.*:policy\//, must: 'be the ARN of a policy' };
const TAG_KEY = {
  looks: /^(?!parallelcluster:)[^]{1,128}$/,
  must: 'have at most 128 characters and not begin with parallelcluster:',
};
const TAG_VALUE = { looks: /^[^]{0,256}$/, must: 'have at most 256 characters' };
const FETCHED = { looks: /^(?:https|s3):\/\//, must: 'begin with https:// or s3://' };

export const BUILD_SCHEMA: readonly SchemaKey[] = [
  { path: 'Region', kind: 'text' },
  { path: 'CustomS3Bucket', kind: 'text' },

  { path: 'Image', kind: 'map' },
  {
    path: 'Image.Name',
    kind: 'text',
    looks: /^[^]{1,103}$/,
    must: 'have at most 103 characters: a date is appended to it',
  },
  { path: 'Image.Tags', kind: 'maps' },
  { path: 'Image.Tags[].Key', kind: 'text', required: true, ...TAG_KEY },
  { path: 'Image.Tags[].Value', kind: 'text', required: true, ...TAG_VALUE },
  { path: 'Image.RootVolume', kind: 'map' },
  { path: 'Image.RootVolume.Size', kind: 'integer' },
  { path: 'Image.RootVolume.Encrypted', kind: 'boolean' },
  { path: 'Image.RootVolume.KmsKeyId', kind: 'text' },

  { path: 'Build', kind: 'map', required: true },
  { path: 'Build.InstanceType', kind: 'text', required: true },
  { path: 'Build.ParentImage', kind: 'text', required: true, ...AMI_OR_ARN },
  {
    path: 'Build.SubnetId',
    kind: 'text',
    looks: /^subnet-(?:[0-9a-z]{8}|[0-9a-z]{17})$/,
    must: 'be subnet- and 8 or 17 hexadecimal digits',
  },
  { path: 'Build.SecurityGroupIds', kind: 'texts' },
  { path: 'Build.Components', kind: 'maps', most: 15 },
  { path: 'Build.Components[].Type', kind: 'text', looks: /^(?:arn|script)$/, must: 'be arn or script' },
  {
    path: 'Build.Components[].Value',
    kind: 'text',
    looks: /^(?:arn|https:\/\/|s3:\/\/)/,
    must: 'be an ARN, or begin with https:// or s3://',
  },
  { path: 'Build.Tags', kind: 'maps' },
  { path: 'Build.Tags[].Key', kind: 'text', required: true, ...TAG_KEY },
  { path: 'Build.Tags[].Value', kind: 'text', required: true, ...TAG_VALUE },
  { path: 'Build.Iam', kind: 'map' },
  { path: 'Build.Iam.InstanceRole', kind: 'text', ...ROLE },
  {
    path: 'Build.Iam.InstanceProfile',
    kind: 'text',
    looks: /^arn:.*:instance-profile\//,
    must: 'be the ARN of an instance profile',
  },
  { path: 'Build.Iam.CleanupLambdaRole', kind: 'text', ...ROLE },
  { path: 'Build.Iam.AdditionalIamPolicies', kind: 'maps' },
  { path: 'Build.Iam.AdditionalIamPolicies[].Policy', kind: 'text', required: true, ...POLICY },
  { path: 'Build.Iam.PermissionsBoundary', kind: 'text', ...POLICY },
  { path: 'Build.UpdateOsPackages', kind: 'map' },
  { path: 'Build.UpdateOsPackages.Enabled', kind: 'boolean' },
  { path: 'Build.Imds', kind: 'map', since: '3.3.0' },
  { path: 'Build.Imds.ImdsSupport', kind: 'text', since: '3.3.0', looks: /^v[12]\.0$/, must: 'be v1.0 or v2.0' },
  { path: 'Build.Installation', kind: 'map', since: '3.12.0' },
  { path: 'Build.Installation.NvidiaSoftware', kind: 'map', since: '3.12.0' },
  { path: 'Build.Installation.NvidiaSoftware.Enabled', kind: 'boolean', since: '3.12.0' },
  { path: 'Build.Installation.LustreClient', kind: 'map', since: '3.12.0' },
  { path: 'Build.Installation.LustreClient.Enabled', kind: 'boolean', since: '3.12.0' },

  { path: 'DevSettings', kind: 'map' },
  { path: 'DevSettings.Cookbook', kind: 'map' },
  { path: 'DevSettings.Cookbook.ChefCookbook', kind: 'text', ...FETCHED },
  { path: 'DevSettings.Cookbook.ExtraChefAttributes', kind: 'text' },
  { path: 'DevSettings.NodePackage', kind: 'text' },
  { path: 'DevSettings.AwsBatchCliPackage', kind: 'text' },
  { path: 'DevSettings.DisablePclusterComponent', kind: 'boolean' },
  { path: 'DevSettings.DisableValidateAndTest', kind: 'boolean' },
  { path: 'DevSettings.TerminateInstanceOnFailure', kind: 'boolean' },
  { path: 'DevSettings.DistributionConfiguration', kind: 'map' },
  {
    path: 'DevSettings.DistributionConfiguration.Regions',
    kind: 'text',
    looks: /^[a-z0-9-]+(?:,[a-z0-9-]+)*$/,
    must: 'be names of regions with commas between them',
  },
  { path: 'DevSettings.DistributionConfiguration.LaunchPermission', kind: 'text' },
  { path: 'DevSettings.CincInstallerUrl', kind: 'text', since: '3.8.0' },
  { path: 'DevSettings.DisableKernelUpdate', kind: 'boolean', since: '3.8.0' },

  { path: 'DeploymentSettings', kind: 'map', since: '3.4.0' },
  { path: 'DeploymentSettings.LambdaFunctionsVpcConfig', kind: 'map', since: '3.4.0' },
  {
    path: 'DeploymentSettings.LambdaFunctionsVpcConfig.SecurityGroupIds',
    kind: 'texts',
    required: true,
    since: '3.4.0',
    most: 5,
  },
  {
    path: 'DeploymentSettings.LambdaFunctionsVpcConfig.SubnetIds',
    kind: 'texts',
    required: true,
    since: '3.4.0',
    most: 16,
  },
];
