import { describe, expect, it } from '@jest/globals';
import { runEdgeFunction } from './support/run-edge-function.ts';
import { synthesize } from './support/synthesize.ts';

const browser = { accept: { value: 'text/html,application/xhtml+xml,*/*;q=0.8' } };
const show = (uri: string, headers = {}) => runEdgeFunction('show-page', { uri, headers }).uri;

describe('show-page', () => {
  it.each(['/', '/queue', '/calendar/week', '/destinations/', '/drive.v2/files'])(
    'leads a browser at %s to the page',
    (uri) => {
      expect(show(uri, browser)).toBe('/index.html');
    },
  );

  it.each(['/assets/main-Bx1.js', '/icon.svg', '/missing.js', '/.env'])('leaves the file %s alone', (uri) => {
    expect(show(uri, browser)).toBe(uri);
  });

  it('leads everybody at / to the page, where S3 would list what it has, and programs nowhere else', () => {
    expect(show('/')).toBe('/index.html');
    expect(show('/', { accept: { value: '*/*' } })).toBe('/index.html');
    expect(show('/queue', { accept: { value: '*/*' } })).toBe('/queue');
    expect(show('/queue')).toBe('/queue');
  });
});

describe('tell-viewer', () => {
  it('says who asks, whatever the viewer says, and leaves the rest as it is', () => {
    const request = { uri: '/api/videos', headers: { 'true-client-ip': { value: '10.0.0.1' }, ...browser } };
    expect(runEdgeFunction('tell-viewer', request, '2001:db8::7')).toEqual({
      uri: '/api/videos',
      headers: { 'true-client-ip': { value: '2001:db8::7' }, ...browser },
    });
    expect(runEdgeFunction('tell-viewer', { uri: '/', headers: {} }).headers).toHaveProperty('true-client-ip');
  });
});

it('both are as small as CloudFront takes them, and published', () => {
  const functions = synthesize('dev').ofType('AWS::CloudFront::Function');
  expect(functions.map(({ properties }) => properties.Name).sort()).toEqual([
    'hopper-dev-show-page',
    'hopper-dev-tell-viewer',
  ]);
  for (const { properties } of functions) {
    expect(properties).toMatchObject({ AutoPublish: true, FunctionConfig: { Runtime: 'cloudfront-js-2.0' } });
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-functions
    expect(Buffer.byteLength(String(properties.FunctionCode))).toBeLessThan(10_240);
  }
});
