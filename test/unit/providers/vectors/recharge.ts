import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'sha256',
    headers: [['X-Recharge-Hmac-Sha256', '79014ffcb49d262c8def82b82634c1e9dc4c3c08f59e0e05c4855995fd7ea820']],
  },
]
