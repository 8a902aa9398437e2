import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'sha256',
    messageId: 'e76c6bd4-55c9-4987-8304-da1588d8988b',
    headers: [
      ['Twitch-Eventsub-Message-Id', 'e76c6bd4-55c9-4987-8304-da1588d8988b'],
      ['Twitch-Eventsub-Message-Timestamp', '2021-02-25T15:02:10.000Z'],
      ['Twitch-Eventsub-Message-Signature', 'sha256=e85d6fc663bc4a46fc07a1df33d7457cdda356292158dd2ea857e6e161185fa8'],
    ],
  },
]
