import type { TunnelProblem } from '#domain/tunnel.ts'
import type { AgentFailure } from './plan.ts'

export const AUTHTOKEN_PAGE = 'https://dashboard.ngrok.com/get-started/your-authtoken'

/** ngrok's codes that a person can do something about, in our words; the codes and their meaning: ngrok.com/docs/errors/reference. */
const sentences: Readonly<Record<string, string>> = {
  ERR_NGROK_102: 'ngrok says the last payment for your account failed. Check the billing page of its dashboard.',
  ERR_NGROK_103: 'ngrok says your account is suspended. Contact its support.',
  ERR_NGROK_105: `This is not an ngrok authtoken. Copy the full token from ${AUTHTOKEN_PAGE}; an API key will not work.`,
  ERR_NGROK_106: `This authtoken is of an old kind that ngrok no longer accepts. Copy the current one from ${AUTHTOKEN_PAGE}.`,
  ERR_NGROK_107: `ngrok no longer accepts this authtoken: it was reset or revoked. Copy the current one from ${AUTHTOKEN_PAGE}.`,
  ERR_NGROK_108:
    'Your ngrok account has as many agents online as its plan allows. Stop another one (see https://dashboard.ngrok.com/agents), then turn the tunnel on again.',
  ERR_NGROK_115: 'Your ngrok account does not allow agents from this network. Change its IP restrictions in the dashboard.',
  ERR_NGROK_116: 'This authtoken cannot be used from this network. Use another one, or change its IP policy in ngrok’s dashboard.',
  ERR_NGROK_119: 'ngrok does not recognise this version of its SDK. Update Hookbench.',
  ERR_NGROK_120: 'ngrok no longer supports the SDK in this version of Hookbench. Update Hookbench.',
  ERR_NGROK_121: 'ngrok no longer supports the SDK in this version of Hookbench. Update Hookbench.',
  ERR_NGROK_314: 'Your ngrok plan does not include custom domains. Leave the domain empty to use the one ngrok gives you.',
  ERR_NGROK_319: 'This domain is not reserved in your ngrok account. Reserve it at https://dashboard.ngrok.com/domains, or leave it empty.',
  ERR_NGROK_320: 'This domain belongs to another ngrok account. Use the authtoken of that account, or another domain.',
  ERR_NGROK_334:
    'This domain is already online: another agent of your account uses it. Stop that one, or use another domain; Hookbench keeps retrying.',
  ERR_NGROK_354: 'This domain is a subdomain of ngrok’s and must be reserved first: https://dashboard.ngrok.com/domains.',
  ERR_NGROK_4018: `ngrok needs an account and its authtoken: copy it from ${AUTHTOKEN_PAGE}.`,
}
/** Those that may be gone by themselves: another agent stops, or ngrok notices that an earlier connection of ours is dead. */
const passing = new Set(['ERR_NGROK_108', 'ERR_NGROK_334'])

/** What an agent's failure means and what to do about it. @param server the agent ingress that was asked for, if any */
export function ngrokProblem({ stage, code, message }: AgentFailure, server?: string): TunnelProblem {
  if (stage === 'load') {
    return {
      code: null,
      message: `ngrok’s agent does not run on this machine (${process.platform}, ${process.arch}): its native part is missing. Reinstall Hookbench, or use your own tunnel.`,
      final: true,
    }
  }
  if (code !== null) {
    const known = sentences[code]
    return { code, message: known ?? `ngrok refused: ${ownWords(message)} (${code})`, final: !passing.has(code) }
  }
  const where = server ?? 'ngrok'
  if (stage === 'lost') return { code, message: `The connection to ${where} was lost. Reconnecting.`, final: false }
  if (message.includes('tls handshake')) {
    return {
      code,
      message: `${where} was reached, but its certificate is not trusted. A TLS-inspecting proxy may be in between: enter its certificate authority in the settings.`,
      final: false,
    }
  }
  return {
    code,
    message: `${where} cannot be reached. Check the network, and that the firewall allows outgoing connections${server === undefined ? ' to connect.ngrok-agent.com, port 443' : ''}.`,
    final: false,
  }
}

/** Without what the SDK puts around ngrok's text, and without what looks like an authtoken: it must reach neither the status nor the log. */
function ownWords(message: string): string {
  return message
    .replace(/^failed to [a-z ]+: /, '')
    .replace(/\s*error_code: \w+$/, '')
    .replace(/\b[A-Za-z0-9]{16,}_[A-Za-z0-9]{8,}\b/g, '••••••••')
    .replace(/\s+/g, ' ')
    .trim()
}
