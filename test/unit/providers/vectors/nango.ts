import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own, sha256',
    scheme: 'sha256',
    headers: [['X-Nango-Hmac-Sha256', '00bef3e062e565f1d31eb0e31689861d945c3cf84f06ab6e3be2b66c86514de7']],
  },
  {
    ...own,
    name: 'own, plain',
    scheme: 'plain',
    headers: [['X-Nango-Signature', '79014ffcb49d262c8def82b82634c1e9dc4c3c08f59e0e05c4855995fd7ea820']],
  },
]
