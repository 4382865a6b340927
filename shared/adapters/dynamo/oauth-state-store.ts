import { createHash } from 'node:crypto';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { OAuthState, type OAuthStateStore } from '../../domain/connections/oauth-state.ts';
import { keyOf } from './keys.ts';
import type { Table } from './table.ts';

/** OAuth states in DynamoDB under the hash of the state; DynamoDB's TTL removes what nobody came back for. */
export function createOAuthStateStore(table: Table): OAuthStateStore {
  return {
    async put(state, value) {
      const item = { ...stateKey(state), ...value, expiresAt: Math.ceil(value.validUntil / 1000) };
      await table.client.send(new PutCommand({ TableName: table.name, Item: item }));
    },
    async take(state) {
      const answer = await table.client.send(
        new DeleteCommand({ TableName: table.name, Key: stateKey(state), ReturnValues: 'ALL_OLD' }),
      );
      return answer.Attributes && OAuthState.parse(answer.Attributes);
    },
  };
}

function stateKey(state: string) {
  return keyOf.oauthState(createHash('sha256').update(state).digest('base64url'));
}
