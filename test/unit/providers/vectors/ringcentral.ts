import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'verification-token',
    headers: [['Verification-Token', 'shhh_test_secret']],
    altered: { headers: [['Verification-Token', 'other']] },
  },
]
