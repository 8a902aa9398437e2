import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'hmac',
    secret: 'vqF0En+Z0ucuRTM/01o2GuhMH3hKKk/N2bOmlM31zaA=',
    headers: [['Authorization', 'HMAC T3l6Fb1dsI/cszq/tkxtjxL8M5uI3s6C+21aVxaNZQA=']],
  },
]
