import * as z from 'zod';

/**
 * Every error that the API can answer: one table, code → HTTP status and default text.
 * The contract, the OpenAPI page and the client's texts are made from it.
 */
export const errorTable = {
  bad_request: { status: 400, message: 'The request cannot be understood.' },
  invalid_input: { status: 400, message: 'Some fields are missing or wrong.' },
  duplicate_video: { status: 400, message: 'A video with this name is already in the queue.' },
  no_destination: { status: 400, message: 'No destination is both enabled and connected.' },
  nothing_to_post: { status: 400, message: 'No videos ready to post.' },
  would_be_refused: { status: 400, message: 'The platform would not take this video as it is.' },
  ambiguous_time: { status: 400, message: 'This local time comes twice. Say which one is meant.' },
  nonexistent_time: { status: 400, message: 'This local time does not exist. Say which one is meant.' },
  not_a_video: { status: 400, message: 'The file is not an MP4 or QuickTime video.' },
  wrong_file_type: { status: 400, message: 'The file is not of the type that was announced.' },
  size_mismatch: { status: 400, message: 'The uploaded size differs from the declared size.' },
  checksum_mismatch: { status: 400, message: 'The uploaded bytes differ from the declared checksum.' },
  parts_mismatch: { status: 400, message: 'The list of parts does not match what has arrived.' },
  invalid_link: { status: 400, message: 'This link is unknown, too old or was used already. Ask for a new one.' },
  unauthenticated: { status: 401, message: 'Log in first.' },
  invalid_drive_token: { status: 401, message: 'This Drive session is unknown, expired or ended. Start a new one.' },
  invalid_token: { status: 401, message: 'This API token is unknown, expired or revoked.' },
  wrong_credentials: { status: 401, message: 'E-mail or password is wrong.' },
  csrf: { status: 403, message: 'Invalid or missing CSRF token' },
  cross_origin: { status: 403, message: 'This request came from another site.' },
  forbidden_scope: { status: 403, message: 'API tokens cannot do this. Log in with a browser.' },
  wrong_session_kind: { status: 403, message: 'This Drive session was started for something else.' },
  insufficient_drive_scope: {
    status: 403,
    message: 'This Drive session may not lay files in the trash. Start one with delete_source.',
  },
  registration_closed: {
    status: 403,
    message: 'New accounts are not open to this address here. Ask who runs this Hopper.',
  },
  email_unproved: {
    status: 403,
    message: 'Prove your address first: by the link in the mail that was sent, or by asking for a new password.',
  },
  insufficient_scope: { status: 403, message: 'This API token lacks a scope.' },
  not_found: { status: 404, message: 'Not found.' },
  method_not_allowed: { status: 405, message: 'This method is not allowed here.' },
  conflict: { status: 409, message: 'The state has changed in the meantime.' },
  email_taken: { status: 409, message: 'An account with this e-mail exists already.' },
  reconnect_needed: { status: 409, message: 'The access to this account was revoked or has ended. Connect it again.' },
  media_removed: { status: 409, message: 'The file of this video was removed after it had been posted. Add it again.' },
  upload_finished: { status: 409, message: 'The upload of this video is already complete.' },
  idempotency_in_progress: { status: 409, message: 'The first request with this Idempotency-Key is still running.' },
  precondition_failed: { status: 412, message: 'This has changed since you read it. Read it again.' },
  too_large: { status: 413, message: 'The request is too large.' },
  unsupported_media_type: { status: 415, message: 'Send JSON with Content-Type application/json.' },
  idempotency_mismatch: { status: 422, message: 'This Idempotency-Key was used for another request.' },
  too_many_requests: { status: 429, message: 'Too many requests. Try again later.' },
  internal: { status: 500, message: 'Something went wrong on our side.' },
  platform_error: { status: 502, message: 'The platform did not answer as expected.' },
  not_set_up: { status: 503, message: 'This platform is not set up on this server.' },
  unavailable: { status: 503, message: 'A part of Hopper is not reachable. Try again shortly.' },
} as const;

export type ErrorCode = keyof typeof errorTable;

/** The one shape of every error answer. `details` names the offending fields. */
export const ErrorEnvelope = z.object({
  error: z.object({
    code: z.string().describe('Stable code, see the list of error codes.'),
    message: z.string().describe('What went wrong and what to do, for a person.'),
    requestId: z.string().describe('Quote it when asking for help.'),
    details: z
      .array(z.object({ path: z.string().describe('Dotted path of the field'), message: z.string() }))
      .optional(),
  }),
});
export type ErrorEnvelope = z.infer<typeof ErrorEnvelope>;
