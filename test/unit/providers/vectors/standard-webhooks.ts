import type { Vector } from '../vector.ts'

/** Printed in the specification and used by the tests of all its libraries. */
const spec = { origin: 'published', body: '{"test": 2432232314}', at: 1614265330, messageId: 'msg_p5jXN8AQM9LWM0D4loKWxJek' } as const
const headers = (signature: string) => [
  ['webhook-id', spec.messageId] as const,
  ['webhook-timestamp', '1614265330'] as const,
  ['webhook-signature', signature] as const,
]

export const vectors: readonly Vector[] = [
  {
    ...spec,
    name: 'specification, v1',
    scheme: 'v1',
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    headers: headers('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='),
  },
  {
    ...spec,
    name: 'specification, v1a',
    scheme: 'v1a',
    secret: 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=',
    signingSecret: 'whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==',
    headers: headers('v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg=='),
  },
]
