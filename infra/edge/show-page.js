/**
 * Runs in CloudFront before a file of the page is looked up: whoever goes to a place in the page, which is no file, gets the
 * page. A missing file stays missing, or a browser would take the page for a script.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 */
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name.
function handler(event) {
  const request = event.request;
  const { value: wanted } = request.headers.accept || { value: '' };
  const isFile = request.uri.slice(request.uri.lastIndexOf('/')).includes('.');
  if (request.uri === '/' || (wanted.includes('text/html') && !isFile)) request.uri = '/index.html';
  return request;
}
