import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'sha256',
    secret: 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    headers: [['X-Airtable-Content-MAC', 'hmac-sha256=52866328c9b2834c5272775adb67660b993665e95bed2ec9e3adf42b61f74851']],
  },
]
