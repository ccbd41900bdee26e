/**
 * Facts that the embedded engine does not answer as recorded, each with the reason. One that it does answer so must
 * not be here: a test sees to it.
 */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
  "iam SimulatePrincipalPolicy: what the role's policies do not allow is an implicitDeny":
    'IAM keeps no policies of roles here: PutRolePolicy is answered with 501, and every simulated action is allowed.',
};
