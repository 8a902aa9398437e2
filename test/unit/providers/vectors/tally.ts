import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'sha256',
    headers: [['Tally-Signature', 'AL7z4GLlZfHTHrDjFomGHZRcPPhPBqtuO+K2bIZRTec=']],
  },
]
