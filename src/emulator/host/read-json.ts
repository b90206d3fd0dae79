/** The JSON in a request's body, undefined where it is empty. What is no JSON is told in the words of the face asked. */
export async function readJson(request: Request, malformed: (cause: SyntaxError) => Error): Promise<unknown> {
  const content = await request.text();
  if (content === '') return undefined;
  try {
    return JSON.parse(content) as unknown;
  } catch (cause) {
    throw cause instanceof SyntaxError ? malformed(cause) : cause;
  }
}
