import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'sha256',
    headers: [
      ['X-Zendesk-Webhook-Signature-Timestamp', '2021-02-25T15:02:10.000Z'],
      ['X-Zendesk-Webhook-Signature', 'yy+TAGK8uq00+S+0VdRTObJ7x3Hx5qNGjknfWlNDYn0='],
    ],
  },
]
