/** A refusal in Graph's own shape. */
export class GraphError extends Error {
  readonly status: number;
  /** Graph's word for it, such as `Request_ResourceNotFound`. */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'GraphError';
    this.status = status;
    this.code = code;
  }
}

/** The body of a refusal. */
export function graphErrorBody({ code, message }: GraphError, requestId: string, clientRequestId: string): object {
  return {
    error: {
      code,
      message,
      innerError: {
        date: new Date().toISOString().slice(0, 19),
        'request-id': requestId,
        'client-request-id': clientRequestId,
      },
    },
  };
}

export function userNotFound(key: string): GraphError {
  return new GraphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${key}' does not exist or one of its queried reference-property objects are not present.`,
  );
}
