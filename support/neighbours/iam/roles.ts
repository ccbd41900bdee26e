import * as sdk from '@aws-sdk/client-iam';
import { invalid, malformedPolicy, noSuchRole, roleExists, tooManyRoles } from './errors.ts';
import { operation } from './operation.ts';
import { roleId } from './role-id.ts';
import type { Account, Role } from './store.ts';

/** IAM's default limit. */
const ROLES = 1000;

const HOUR = 3600;

/** Lets SageMaker take the role, as the role of a job must. */
const SAGEMAKER_TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

/** The creation date of roles that no request created. */
const BEGINNING = new Date('2020-01-01T00:00:00Z');

/**
 * The role of a name. One that no request created is assumed to exist, as the SageMaker stub assumes it of a job's role:
 * a wrapper need not create roles first. A deleted role does not exist.
 */
export function roleOf({ roles, deleted }: Account, name: string): Role {
  checkName(name);
  if (deleted.has(name)) throw noSuchRole(name);
  return (
    roles.get(name) ?? {
      name,
      path: '/',
      created: BEGINNING,
      trust: SAGEMAKER_TRUST,
      description: 'Nobody created this role: train-encrypt takes every role to be there.',
      maxSession: HOUR,
    }
  );
}

function checkName(name: string): void {
  if (!/^[\w+=,.@-]{1,64}$/.test(name)) {
    throw invalid('A role name has 1 to 64 letters, digits and characters of _+=,.@-');
  }
}

interface Create {
  readonly RoleName: string;
  readonly AssumeRolePolicyDocument: string;
  readonly Path?: string;
  readonly Description?: string;
  readonly MaxSessionDuration?: number;
  readonly Tags?: readonly { readonly Key?: string; readonly Value?: string }[];
}

function create(input: Create, account: Account) {
  const { RoleName: name, AssumeRolePolicyDocument: trust, Path: path = '/', Description, MaxSessionDuration } = input;
  checkName(name);
  if (!/^\/(?:[!-~]{1,510}\/)?$/.test(path)) throw invalid('A path begins and ends with a slash.');
  checkDocument(trust);
  const maxSession = MaxSessionDuration ?? HOUR;
  if (maxSession < HOUR || maxSession > 12 * HOUR) throw invalid('MaxSessionDuration is from 3600 to 43200 seconds.');
  if (account.roles.has(name)) throw roleExists(name);
  if (account.roles.size >= ROLES) throw tooManyRoles(ROLES);
  const described = Description === undefined ? {} : { description: Description };
  const tags = (input.Tags ?? []).map(({ Key = '', Value = '' }) => ({ Key, Value }));
  const role = { name, path, created: new Date(), trust, maxSession, tags, ...described };
  account.roles.set(name, role);
  account.deleted.delete(name);
  // Recorded: what is asked of a new role has no MaxSessionDuration.
  const { MaxSessionDuration: _, ...shownNew } = shown(account, role);
  return { Role: { ...shownNew, ...tagsOf(role) } };
}

const tagsOf = ({ tags }: Role) => (tags === undefined || tags.length === 0 ? {} : { Tags: tags });

/** Characters of a policy that IAM takes. */
const DOCUMENT = 131_072;

function checkDocument(text: string): void {
  if (text.length > DOCUMENT) throw malformedPolicy(`A policy has no more than ${DOCUMENT} characters.`);
  try {
    const document: unknown = JSON.parse(text);
    if (typeof document === 'object' && document !== null && 'Statement' in document) return;
  } catch {
    // Recorded.
    throw malformedPolicy('This policy contains invalid Json');
  }
  throw malformedPolicy('A policy is a JSON document with at least one Statement.');
}

function get({ RoleName }: { readonly RoleName: string }, account: Account) {
  const role = roleOf(account, RoleName);
  return { Role: { ...shown(account, role), ...tagsOf(role), RoleLastUsed: {} } };
}

function remove({ RoleName }: { readonly RoleName: string }, account: Account) {
  roleOf(account, RoleName);
  if (account.deleted.size >= ROLES) throw tooManyRoles(ROLES);
  account.roles.delete(RoleName);
  account.deleted.add(RoleName);
  return {};
}

interface List {
  readonly PathPrefix?: string;
  readonly MaxItems?: number;
  readonly Marker?: string;
}

function list({ PathPrefix = '/', MaxItems = 100, Marker = '' }: List, account: Account) {
  const found = [...account.roles.values()]
    .filter(({ path, name }) => path.startsWith(PathPrefix) && name > Marker)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const page = found.slice(0, Math.min(Math.max(MaxItems, 1), 1000));
  const more = page.length < found.length;
  return {
    Roles: page.map((role) => shown(account, role)),
    IsTruncated: more,
    Marker: more ? page.at(-1)?.name : undefined,
  };
}

function shown({ id, partition }: Account, { name, path, created, trust, description, maxSession }: Role) {
  return {
    Path: path,
    RoleName: name,
    RoleId: roleId(id, name),
    Arn: `arn:${partition}:iam::${id}:role${path}${name}`,
    CreateDate: created,
    AssumeRolePolicyDocument: encodeURIComponent(trust),
    Description: description,
    MaxSessionDuration: maxSession,
  };
}

export const operations = [
  operation(sdk.CreateRole$, create),
  operation(sdk.GetRole$, get),
  operation(sdk.DeleteRole$, remove),
  operation(sdk.ListRoles$, list),
];
