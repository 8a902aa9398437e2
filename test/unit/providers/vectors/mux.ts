import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'v1',
    headers: [['mux-signature', 't=1614265330,v1=181cf6eec8e23d0352984a151f47f7417515dd2d6c03d578a2f7ee1cbf046e27']],
  },
]
