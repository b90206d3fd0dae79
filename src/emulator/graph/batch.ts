import { list, matching, record, ShapeError, text } from '../world/shape.js';
import { GraphError } from './graph-error.js';

/** One request out of a batch. */
export interface BatchStep {
  readonly id: string;
  readonly method: string;
  /** Relative to `/v1.0`, such as `/me/photo/$value`. */
  readonly url: string;
  readonly headers: Headers;
  readonly body: unknown;
  readonly dependsOn: readonly string[];
}

export interface StepAnswer {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, or a picture in base64. */
  readonly body: unknown;
}

const mostSteps = 20;

const anything = (value: unknown): unknown => value;

const step = record(
  { id: text, method: matching(/^(GET|POST|PUT|PATCH|DELETE)$/i, 'an HTTP method'), url: text },
  { headers: anything, body: anything, dependsOn: list(text) },
);

/** Answers a batch, one request after the other, so that each finds its dependencies done. */
export async function answerBatch(
  body: unknown,
  answer: (step: BatchStep) => Promise<StepAnswer>,
): Promise<{ readonly responses: readonly StepAnswer[] }> {
  const responses: StepAnswer[] = [];
  for (const each of readSteps(body)) {
    const failed = each.dependsOn.some(
      (id) => (responses.find((response) => response.id === id)?.status ?? 424) >= 400,
    );
    responses.push(failed ? failedDependency(each.id) : await answer(each));
  }
  return { responses };
}

function readSteps(body: unknown): readonly BatchStep[] {
  try {
    const { requests } = record({ requests: list(step) })(body, '');
    if (requests.length > mostSteps) {
      throw new ShapeError('requests', `a batch holds at most ${mostSteps} requests, not ${requests.length}`);
    }
    const ids = new Set(requests.map(({ id }) => id));
    if (ids.size !== requests.length) throw new ShapeError('requests', 'every id has to be another one');
    return requests.map(({ id, method, url, headers, body: content, dependsOn = [] }) => ({
      id,
      method: method.toUpperCase(),
      url: url.startsWith('/') ? url : `/${url}`,
      headers: readHeaders(headers),
      body: content,
      dependsOn,
    }));
  } catch (cause) {
    if (cause instanceof ShapeError)
      throw new GraphError(400, 'BadRequest', `Invalid batch payload. ${cause.message}.`);
    throw cause;
  }
}

function readHeaders(value: unknown): Headers {
  const given: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? { ...value } : {};
  return new Headers(Object.fromEntries(Object.entries(given).map(([name, each]) => [name, String(each)])));
}

function failedDependency(id: string): StepAnswer {
  return {
    id,
    status: 424,
    headers: { 'Content-Type': 'application/json' },
    body: { error: { code: 'FailedDependency', message: 'A request this one depends on has failed.' } },
  };
}
