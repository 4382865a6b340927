import { expect, it } from '@jest/globals';
import { apiPathPatterns } from '../../infra/edge/api-paths.ts';
import { matchPath } from '../../local/cloud/host/match-path.ts';
import { contract } from '../../shared/contract/contract.ts';

it('every route of the contract reaches the API, and the page does not', () => {
  const isApi = (path: string) => apiPathPatterns.some((pattern) => matchPath(pattern, path));
  const lost = Object.values(contract).flatMap(({ path }) => (isApi(path) ? [] : [path]));
  expect(lost).toEqual([]);
  expect(['/', '/index.html', '/assets/main.js'].filter(isApi)).toEqual([]);
});
