import type { DuplicatePolicy, FaultKind } from '../domain/config.ts'

export const faultKinds = ['fail', 'timeout', 'reset', 'drip', 'bad-length'] as const satisfies readonly FaultKind[]
export const duplicatePolicies = ['suppress', 'forward', 'answer-as-before'] as const satisfies readonly DuplicatePolicy[]
