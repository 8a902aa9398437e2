import { body, header } from '#domain/place.ts'
import type { Provider } from '#domain/provider.ts'
import type { Scheme } from '#domain/signature/scheme.ts'
import { noCredentials, retriesUnknown } from './shared/words.ts'

const HOST = 'https://sns\\.[a-zA-Z0-9-]{3,}\\.amazonaws\\.com(\\.cn)?'
const common = {
  key: {
    role: 'account-id',
    decode: 'utf8',
    startsWith: 'arn:aws',
    hint: 'The topic’s ARN, for example arn:aws:sns:eu-west-1:123456789012:orders.',
  },
  signature: { place: body('Signature'), encoding: 'base64' },
  content: '{lines:Message,MessageId,Subject,SubscribeURL,Timestamp,Token,TopicArn,Type}',
  certificate: {
    url: body('SigningCertURL'),
    pattern: `${HOST}/[A-Za-z0-9._/-]+\\.pem`,
    owner: 'Amazon SNS',
    // Anybody with an AWS account can make SNS sign messages, of topics of their own.
    belongsTo: body('TopicArn'),
  },
  unsignable:
    'Only Amazon can sign for SNS: receivers fetch the certificate from Amazon’s own hosts, and Hookbench does not have its private key.',
} satisfies Partial<Scheme>

/**
 * Checked against sns-validator 0.3.5 (signed members, host of the certificate), which forgets the Token of an UnsubscribeConfirmation;
 * Amazon's documents do not. SNS calls its JSON text/plain.
 */
export const awsSns: Provider = {
  id: 'aws-sns',
  name: 'AWS SNS',
  aliases: ['Amazon SNS', 'Simple Notification Service'],
  evidence: 'sdk',
  schemes: [
    {
      id: 'v2',
      name: 'RSA-SHA256 with certificate (SignatureVersion 2)',
      algorithm: 'rsa-sha256',
      when: [{ place: body('SignatureVersion'), equals: '2' }],
      ...common,
    },
    {
      id: 'v1',
      name: 'RSA-SHA1 with certificate (SignatureVersion 1)',
      algorithm: 'rsa-sha1',
      when: [{ place: body('SignatureVersion'), equals: '1' }],
      ...common,
    },
  ],
  eventKeys: [{ parts: [body('MessageId')] }],
  eventType: [{ parts: [body('Type')] }],
  bodyIs: 'json',
  detect: [
    { header: 'x-amz-sns-message-type', weight: 0.9 },
    { header: 'x-amz-sns-topic-arn', weight: 0.8 },
    { header: 'User-Agent', startsWith: 'Amazon Simple Notification Service Agent', weight: 0.8 },
  ],
  handshakes: [
    {
      name: 'SubscriptionConfirmation',
      method: 'POST',
      when: [{ place: header('x-amz-sns-message-type'), equals: 'SubscriptionConfirmation' }, { place: body('SubscribeURL') }],
      trust: { by: 'echo', signed: true },
      confirm: { place: body('SubscribeURL'), pattern: `${HOST}/\\?Action=ConfirmSubscription&[^#]+` },
      answer: { status: 200 },
    },
  ],
  credentials: { ...noCredentials, body: ['Token', 'SubscribeURL', 'UnsubscribeURL'] },
  timeoutMs: null,
  retries: retriesUnknown,
  setup: {
    url: 'https://docs.aws.amazon.com/sns/latest/dg/sns-http-https-endpoint-as-subscriber.html',
    page: 'https://console.aws.amazon.com/sns/v3/home#/subscriptions',
    paste: 'SNS, Topics, your topic, Create subscription, protocol HTTPS: paste the URL as Endpoint, then confirm it here.',
    secret: 'No secret: enter your topic’s ARN, shown at the top of its page. Messages from other topics are refused.',
  },
}
