import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'v1',
    secret: 'polar_whs_shhh_test_secret',
    messageId: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    headers: [
      ['webhook-id', 'msg_p5jXN8AQM9LWM0D4loKWxJek'],
      ['webhook-timestamp', '1614265330'],
      ['webhook-signature', 'v1,1/fZGhrpl7tDkLMuKhLp4uaTD59YiDXP7FQKjIq9/ss='],
    ],
  },
]
