import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own, application',
    scheme: 'application',
    headers: [
      ['X-Front-Request-Timestamp', '1614265330000'],
      ['X-Front-Signature', 'Lvs5phM0hroVCbvGJ/vJA+8hWUAiHeljoEvcTSXRhUA='],
    ],
  },
  {
    ...own,
    name: 'own, rule',
    scheme: 'rule',
    headers: [['X-Front-Signature', 'SS/IK9QHMePx5KdnxwseWoOCHpM=']],
  },
]
