import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'v1',
    messageId: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    headers: [
      ['webhook-id', 'msg_p5jXN8AQM9LWM0D4loKWxJek'],
      ['webhook-timestamp', '1614265330'],
      ['webhook-signature', 'v1,lsQhkRjvMuxyGywmAfKhrbvxpnFbW5P5nUyRbo6UN7Y='],
    ],
  },
]
