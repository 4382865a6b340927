/** The one pair of keys that the local cloud knows. */
export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local-secret-key' } as const;
