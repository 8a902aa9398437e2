import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own, signature',
    scheme: 'signature',
    headers: [['X-Buildkite-Signature', 'timestamp=1614265330,signature=181cf6eec8e23d0352984a151f47f7417515dd2d6c03d578a2f7ee1cbf046e27']],
  },
  {
    ...own,
    name: 'own, token',
    scheme: 'token',
    headers: [['X-Buildkite-Token', 'shhh_test_secret']],
    altered: { headers: [['X-Buildkite-Token', 'other']] },
  },
]
