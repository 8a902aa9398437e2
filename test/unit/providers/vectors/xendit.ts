import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'callback-token',
    headers: [['x-callback-token', 'shhh_test_secret']],
    altered: { headers: [['x-callback-token', 'other']] },
  },
]
