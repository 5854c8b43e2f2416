/**
 * Ask a service that speaks AWS's JSON protocol and that no function has a client for.
 *
 * @param target e.g. `DynamoDBStreams_20120810.GetRecords`
 * @param service as requests are signed for it; moto reads it there, and checks no signature
 * @throws Error with what it answered when that is no success
 */
export async function callJson<T>(
  endpoint: string,
  place: { readonly target: string; readonly service: string; readonly region: string },
  body: object,
): Promise<T> {
  const { target, service, region } = place;
  const scope = `conformance/20260101/${region}/${service}/aws4_request`;
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': target,
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${target}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}
