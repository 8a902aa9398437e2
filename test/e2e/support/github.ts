/** The example of GitHub's documentation, "Validating webhook deliveries". */
export const SECRET = "It's a Secret to Everybody"
export const BODY = 'Hello, World!'
export const SIGNATURE = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17'

/** Sends a push event as GitHub would. @returns the status of the reply */
export async function sendPush(url: string, more: { delivery: string; body?: string; signature?: string }): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'text/plain',
      'x-github-event': 'push',
      'x-github-delivery': more.delivery,
      'x-hub-signature-256': more.signature ?? SIGNATURE,
    },
    body: more.body ?? BODY,
  })
  await response.arrayBuffer()
  return response.status
}

/** Whether GitHub's own library, @octokit/webhooks-methods, takes the signature for genuine. `npm test` installs it. */
export async function acceptedByOctokit(body: string, signature: string): Promise<boolean> {
  const library = new URL('../../vendors/node_modules/@octokit/webhooks-methods/dist-src/index.js', import.meta.url).href
  const { verify } = (await import(library)) as { verify(secret: string, body: string, signature: string): Promise<boolean> }
  return verify(SECRET, body, signature)
}
