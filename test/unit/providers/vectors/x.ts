import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'sha256',
    headers: [['x-twitter-webhooks-signature', 'sha256=AL7z4GLlZfHTHrDjFomGHZRcPPhPBqtuO+K2bIZRTec=']],
  },
]
