interface GraphErrorText {
  readonly message: string;
  readonly userTitle?: string;
}

/** @see https://developers.facebook.com/documentation/instagram-platform/instagram-graph-api/reference/error-codes */
const bySubcode: Readonly<Record<number, GraphErrorText>> = {
  33: { message: 'Unsupported request. Object does not exist, or cannot be loaded due to missing permissions.' },
  458: { message: 'Error validating access token: The user has not authorized application.' },
  459: { message: 'Error validating access token: The session has been invalidated: log in at the platform.' },
  460: { message: 'Error validating access token: The session has been invalidated because the password changed.' },
  463: { message: 'Error validating access token: Session has expired.' },
  464: { message: 'Error validating access token: The user is not confirmed.' },
  467: { message: 'Error validating access token: The access token is invalid.' },
  492: { message: 'Error validating access token: The user has no role on the Page any more.' },
  2207001: { message: 'Instagram server error. Try again.', userTitle: 'Server Error' },
  2207003: { message: 'It takes too long to download the media.', userTitle: 'Timeout' },
  2207004: { message: 'The image is too large to download.', userTitle: 'Image Too Large' },
  2207005: { message: 'The image format is not supported.', userTitle: 'Unsupported Image' },
  2207006: { message: 'The media was not found.', userTitle: 'Media Not Found' },
  2207008: { message: 'The media builder with this creation id does not exist.', userTitle: 'Media Not Found' },
  2207009: { message: 'The aspect ratio is not supported.', userTitle: 'Aspect Ratio' },
  2207010: { message: 'The caption was too long.', userTitle: 'Caption Too Long' },
  2207020: { message: 'The media has expired.', userTitle: 'Media Expired' },
  2207023: { message: 'The media type is unknown.', userTitle: 'Unknown Media Type' },
  2207026: { message: 'The video format is not supported.', userTitle: 'Unsupported Video' },
  2207027: { message: 'Media ID is not available', userTitle: 'Cannot Publish' },
  2207028: { message: 'A carousel needs 2 to 10 items.', userTitle: 'Carousel' },
  2207032: { message: 'Creating the media failed. Try again.', userTitle: 'Media Creation Failed' },
  2207035: { message: 'Product tags cannot be used with this media.', userTitle: 'Product Tags' },
  2207036: { message: 'Product tags need coordinates.', userTitle: 'Product Tags' },
  2207037: { message: 'The product tags are not valid.', userTitle: 'Product Tags' },
  2207040: { message: 'Cannot use more than 20 tags.', userTitle: 'Too Many Tags' },
  2207042: {
    message: 'The maximum number of posts that can be published by API was reached.',
    userTitle: 'Limit Reached',
  },
  2207050: { message: 'The Instagram account is restricted.', userTitle: 'Account Restricted' },
  2207051: { message: 'The action was blocked: it looks like spam.', userTitle: 'Action Blocked' },
  2207052: { message: 'The media could not be fetched from this URI.', userTitle: 'Media Download Failed' },
  2207053: { message: 'An unknown error occurred during the upload.', userTitle: 'Upload Error' },
  2207057: { message: 'The thumbnail offset must be within the video.', userTitle: 'Thumbnail Offset' },
  2207077: { message: 'Downloading the video failed.', userTitle: 'Video Download Failed' },
  2207081: { message: 'This account is not eligible for trial reels.', userTitle: 'Trial Reels' },
  2207082: { message: 'The upload failed.', userTitle: 'Upload Failed' },
  2207085: { message: 'A fatal error occurred.', userTitle: 'Fatal Error' },
};

const byCode: Readonly<Record<number, string>> = {
  1: 'An unknown error occurred.',
  2: 'An unexpected error has occurred. Please retry your request later.',
  4: 'Application request limit reached',
  10: '(#10) Application does not have permission for this action',
  17: 'User request limit reached',
  32: 'Page request limit reached',
  100: 'Invalid parameter',
  102: 'Session key invalid or no longer valid',
  190: 'Invalid OAuth access token - Cannot parse access token',
  613: 'Calls to this api have exceeded the rate limit.',
  80001: 'There have been too many calls to this Page account. Wait a bit and try again.',
  80002: 'There have been too many calls to this Instagram account. Wait a bit and try again.',
};

/** What the platform says about an error, and how it sends it. */
export function describeGraphError(code: number, subcode: number | undefined) {
  const text = subcode === undefined ? undefined : bySubcode[subcode];
  return {
    message: text?.message ?? byCode[code] ?? `Simulated failure ${code}.`,
    userTitle: text?.userTitle,
    isTransient: code === 1 || code === 2 || code === -1,
    status: code === 2 ? 500 : code === 10 || (code >= 200 && code < 300) ? 403 : 400,
  };
}
