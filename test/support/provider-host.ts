import { sign } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { ProviderNetwork } from '#app/ports.ts'

/**
 * A certificate that signs itself, for hosts of Amazon SNS and PayPal: the server below shows it, and what stands in for their signatures
 * is made with its key. The key is public by being here: for tests on loopback alone.
 */
export const providerCertificate = `-----BEGIN CERTIFICATE-----
MIIDFzCCAf+gAwIBAgIBATANBgkqhkiG9w0BAQsFADAYMRYwFAYDVQQDDA1wcm92
aWRlci50ZXN0MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAYMRYw
FAYDVQQDDA1wcm92aWRlci50ZXN0MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIB
CgKCAQEAsFWBjidwv6a8GDMtMUwvL2LbVy2cSZKMokQRyBhQ7SdcW7OoYOtnrERk
UQ+2RW+hKVbeeRcJejvAe2rMRS3155uhVNc6Y1VMVj0wQlNgH2cvrQYf19Faj/BP
T46advqz+iEFdMdC9qisAvvDlJ92Sqcp15jlsG8z34yOGPSSO2hwgKE7lJscVzN9
KJeFfy+4pEBlY/rEwNyCzOYK3kMroSuegUDRGCVT3tZeA1UzBs7ThCUE5VXiZ0yL
8xk+yDKCAtP1aq3iK8mLTKN29vakepQEbEzRpInEM30PEX4eMrsAgS7kwN4pB3YZ
JddYp9JedRWu1qcqaf5W/rXSRdmhqwIDAQABo2owaDAPBgNVHRMBAf8EBTADAQH/
MB0GA1UdDgQWBBQjViyJ1ZWOYF4U95sM2fgBxz3YADA2BgNVHREELzAtghtzbnMu
ZXUtd2VzdC0xLmFtYXpvbmF3cy5jb22CDmFwaS5wYXlwYWwuY29tMA0GCSqGSIb3
DQEBCwUAA4IBAQAbo5UnqBjKdAd5dKg+hejwJBeH/VA+sVdQ4Gzknn+cDSHvFqQn
GB6vaW1hUrU8ECfqIw7xkof/Ms+NZLdCc8p/DXjQliCPwkcDDcELkxydfXRqY6xs
ulnJh6EUrjHYxPMDYCaUgeqiKjvvOsKQqMoq3I8WaEp+KUOkrhz0IoRnovx8o9W+
+vA2koFROiRrpo9LVUfQZtmJq9c70YA/8u+3HsTN94/3qfRm1d9enGJObQ7AWjam
khjXClWIRskBXZS+tMTS/Y6QJlMRCdzWWsaow7SZ4CCgR24Zm0NxOeI3pFbMo5Mz
rw6IxbwTS2fs8ZpbSZmFQul6J8bRaRxzUMCs
-----END CERTIFICATE-----
`
const key = `-----BEGIN PRIVATE KEY-----
MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCwVYGOJ3C/prwY
My0xTC8vYttXLZxJkoyiRBHIGFDtJ1xbs6hg62esRGRRD7ZFb6EpVt55Fwl6O8B7
asxFLfXnm6FU1zpjVUxWPTBCU2AfZy+tBh/X0VqP8E9Pjpp2+rP6IQV0x0L2qKwC
+8OUn3ZKpynXmOWwbzPfjI4Y9JI7aHCAoTuUmxxXM30ol4V/L7ikQGVj+sTA3ILM
5greQyuhK56BQNEYJVPe1l4DVTMGztOEJQTlVeJnTIvzGT7IMoIC0/VqreIryYtM
o3b29qR6lARsTNGkicQzfQ8Rfh4yuwCBLuTA3ikHdhkl11in0l51Fa7Wpypp/lb+
tdJF2aGrAgMBAAECggEAB39TN1qY8iUiOTsv0DlHhlHDNrUzQHORNDMFuIbEJhk2
1ZVRcvF/YnUz+LhczR3+cbYGVoqytfZFbFnxnn1iR7s3xFY0XtXZHY+TdjZ6T0uB
XO92OiRmH9mdXaoYCjgFn/x4cWspfzhTu/q9aZvQGUN7RXX0SiioQXiF8Cyx7QGl
D1wu3hYwr3TyGb0MvHjuD2UXlYp8ILZF6dl0zauiFeKb+hlneTgx2q56BtkhUfKD
PCPXirZkOCPTEdHCUv6ed5WTG2c/JLgkpGTFRopI3Q7p7oZ/X8jRVUm1pUo9GPRv
FlitmfWhybu7ypO8KEdaLHhfgSTn0kARFpFp8mKJWQKBgQDzNDLj8PviisyRgE/y
B154deRVZfNmI77KB3FU1mr9goisF7ZrXvsfoVv6W9ik+exXy+bfyH4Lye8v3lGk
bBGNW5NGkKU53yhkGePOuxhdch/n7z6/nbAdtHNIzJ0GgR2qnf58yfVUxOrDpSVe
kPcCXPXUk9+Y4ZfsLtTwWDjMQwKBgQC5nJzO9Jn2z4N8wGHOxOHgYAxR5dw4bEul
YAqtYhFwQ/biXI09Gs8PjIDNF8j5/gRSOcZIKBp/VXigVBhMhXnkDUWsJL0ifdin
/60VZQVscG04yl8QfCcKlJ/CxynpPCdqHo9ErFWVEJBuO8oGlSImr/AU61N98ypB
mGNK9LQyeQKBgQDLtkp2UdG6xYZqze6pDXEdN6rFuXrycDiMY0WTyXKe3Gr8s3QS
ZeG1ceRoReym680DEYFWq0qhN0lJcFA0iGz/Wdh4AArV+c2MY39FF8Rl6YU+MlD+
EeiGSTNTpEhXPWmLE4IqJsR/d94peLhfiM/OQ+2KXT6qgTRPGj80/sC8nwKBgAda
MMvx3HduWOMEK9uo6NmedF56IHMLtyNh3opnrBEqYAkvaVjWSwVup1t4abmdWkZ3
i2coT4Rjuld/fUbqsp1Z+TyMaAGJwp9E/XIvgjt9aJYrTgC1Kka9BGcOxJY8j8Mg
WsR5nxo8gbwcGjCQj73Akl4BxFjk3POkOaqqbsjhAoGAYZJN2M7c3KqHD7OgUw5v
ZkTwKXsnl+uJJVItvMx6jxcF7kJrE8VJozF9VRU8T9jv3l0Atu090rKe9CXUitcS
S06Acyc+wBqPS3euyIK0FrfwnFQf6Zjj7OPK65A0YCpr77/8uDfRaDXGaKXEDjcO
/N//uB3N3sruPv0EOr5rrrg=
-----END PRIVATE KEY-----
`

export interface ProviderHost {
  /** `Host` and request target of each request, in order. */
  readonly seen: string[]
  answer: (response: ServerResponse, path: string) => void
  /** Makes the core take this server for every host of a provider. */
  readonly network: ProviderNetwork
  close(): Promise<void>
}

/** A real TLS server that stands in for providers' own hosts. It serves the certificate until told otherwise. */
export async function openProviderHost(): Promise<ProviderHost> {
  const seen: string[] = []
  const server = createServer({ cert: providerCertificate, key }, (request, response) => {
    seen.push(`${request.headers.host}${request.url}`)
    host.answer(response, request.url ?? '')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const host: ProviderHost = {
    seen,
    answer: response => void response.end(providerCertificate),
    network: { ca: providerCertificate, port, reach: 'loopback', resolve: async () => [{ address: '127.0.0.1', family: 4 }] },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return host
}

const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:orders'
const SIGNED = ['Message', 'MessageId', 'Subject', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']
let made = 0

/** A message as SNS sends it, signed with the key above. @param more members to add or to replace before it is signed */
export function snsMessage(more: Readonly<Record<string, string>> = {}): { headers: Record<string, string>; body: string; topic: string } {
  made += 1
  const message: Record<string, string> = {
    Type: 'Notification',
    MessageId: `22b80b92-fdea-4c2c-8f9d-${String(made).padStart(12, '0')}`,
    TopicArn: TOPIC,
    Message: '{"order":1}',
    Timestamp: '2026-11-23T12:00:00.000Z',
    SignatureVersion: '2',
    SigningCertURL: 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem',
    ...more,
  }
  const text = SIGNED.flatMap(name => (message[name] === undefined ? [] : [`${name}\n${message[name]}\n`])).join('')
  message.Signature = sign('sha256', Buffer.from(text), key).toString('base64')
  const headers = { 'Content-Type': 'text/plain; charset=UTF-8', 'x-amz-sns-message-type': message.Type ?? '' }
  return { headers, body: JSON.stringify(message), topic: TOPIC }
}
