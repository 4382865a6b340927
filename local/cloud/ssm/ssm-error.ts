import { AwsError } from '../json-service/aws-error.ts';

/** AWS sends it without a text. */
export function parameterNotFound(): AwsError {
  return new AwsError('ParameterNotFound', '');
}

export function versionNotFound(name: string, version: string): AwsError {
  const message = `Systems Manager could not find version ${version} of ${name}. Verify the version and try again.`;
  return new AwsError('ParameterVersionNotFound', message);
}

export function parameterExists(): AwsError {
  const message =
    'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.';
  return new AwsError('ParameterAlreadyExists', message);
}

export function otherType(): AwsError {
  const message =
    "Parameter Store doesn't support changing a parameter type in a hierarchy. You must create a new, unique parameter.";
  return new AwsError('HierarchyTypeMismatchException', message);
}

export function tooManyLevels(): AwsError {
  return new AwsError('HierarchyLevelLimitExceededException', 'A hierarchy can have a maximum of 15 levels.');
}

export function unknownKey(keyId: string): AwsError {
  return new AwsError('InvalidKeyId', `There is no key ${keyId} for parameters here, only alias/aws/ssm.`);
}
