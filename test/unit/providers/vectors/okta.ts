import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'secret',
    headers: [['Authorization', 'shhh_test_secret']],
    altered: { headers: [['Authorization', 'guess']] },
  },
]
