import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'secret-token',
    headers: [['X-Telegram-Bot-Api-Secret-Token', 'shhh_test_secret']],
    altered: { headers: [['X-Telegram-Bot-Api-Secret-Token', 'other']] },
  },
]
