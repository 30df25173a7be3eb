import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where this user's settings rest on this system, by the system's own custom. */
export function configFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
  home = homedir(),
): string {
  if (platform === 'win32') {
    return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'dyshop')
  }
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'dyshop')
  return join(env.XDG_CONFIG_HOME || join(home, '.config'), 'dyshop')
}

/** The variable that moves it. */
export function configVariable(platform: NodeJS.Platform): string {
  if (platform === 'win32') return 'APPDATA'
  return platform === 'darwin' ? 'HOME' : 'XDG_CONFIG_HOME'
}
