const messages = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

/** An answer that API Gateway gives by itself, with its own text. */
export class GatewayError extends Error {
  readonly status: keyof typeof messages;

  constructor(status: keyof typeof messages) {
    super(messages[status]);
    this.status = status;
  }
}
