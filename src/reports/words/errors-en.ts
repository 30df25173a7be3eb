import { LIVE_HOST } from '../../domain/api-host.ts'
import type { ErrorCode } from '../../errors.ts'
import type { Sentence, Words } from './language.ts'
import { loginCommand } from './login-command.ts'

/** What the platform's support asks for, where there is any. */
const platform: Sentence = ({ platformCode = '?', logId = '' }) =>
  logId === '' ? `${platformCode}` : `${platformCode}, log_id ${logId}`

const detail: Sentence = ({ detail = '' }) => (detail === '' ? '' : `: ${detail}`)

/** A place among words; a stream is one too. */
const place = (path: unknown) =>
  path === 'stdout' ? 'standard output' : path === '' || path === undefined ? 'a file' : `${path}`

const PERMISSION_HINTS: Readonly<Record<string, string>> = {
  archive: 'Check the folder rights, or use another place with --archive',
  input: 'Check its rights, or copy what is to be read into a folder of your own',
  output: 'Check its rights, or name a place that can be written to',
}

/** Login and tokens rest in a folder that no option names. */
const moveSettings = ({ place: at, variable }: Words) =>
  at === 'settings'
    ? `Login and tokens rest there. Check its rights and the room on the disk, or set ${variable} to a folder that can be written to, and run the same command`
    : null

const useHost = (host: unknown) =>
  host === LIVE_HOST ? 'leave out --api-url and DYSHOP_API_URL' : `add --api-url ${host}`

/** Only a run that had begun to read has anything to keep. */
const kept = ({ isBegun }: Words) => (isBegun === 1 ? '; what was finished is saved' : '')
const goesOn = ({ isBegun }: Words) => (isBegun === 1 ? ': it goes on' : '')

const secretPlace = (path: unknown) => (path === '-' ? 'Standard input' : `${path}`)

const SECRET_PROBLEMS: Readonly<Record<string, string>> = {
  empty: 'is empty',
  large: 'is too large to hold an App Secret alone',
  lines: 'has more than one line',
  text: 'is not UTF-8 text',
}

/** What happened and why, then what to do next, in English. */
export const ERRORS_EN: Readonly<Record<ErrorCode, readonly [message: Sentence, hint: Sentence]>> =
  {
    usage: [({ detail }) => `${detail}`, ({ command }) => `See ${command} --help`],
    'no-paths': [
      () => 'No file or folder was given',
      () => 'For example: dyshop backup ~/Downloads/exports',
    ],
    'path-not-found': [
      ({ path }) => `${path} does not exist`,
      () => 'Check the path; quote it if it has blanks',
    ],
    'broken-link': [
      ({ path }) => `${path} is a broken link: what it leads to is gone`,
      () => 'Bring that file back, or give the path of the file itself',
    ],
    'not-a-file': [({ path }) => `${path} is not a file`, () => 'Give the path of a file'],
    'foreign-file': [
      ({ path }) =>
        `${path} is there already and was not made by dyshop (or was changed since); it was left alone`,
      () => 'Name another file; if the one that is there is not needed, add --overwrite',
    ],
    'out-is-original': [
      ({ path }) => `${path} is a file as the platform exported it; it was left alone`,
      () => 'Name another file',
    ],
    'nothing-to-read': [
      ({ path, first, count, isUnfinished }) =>
        isUnfinished === 1
          ? `${path} holds nothing but unfinished downloads: ${first}${Number(count) > 1 ? ` and ${Number(count) - 1} more` : ''}`
          : first
            ? `${path} has ${count} files (such as ${first}), and none is a report or a list of addresses that can be read`
            : `No CSV, XLSX, ZIP or JSON file in ${path}`,
      ({ isUnfinished }) =>
        isUnfinished === 1
          ? 'Wait until the browser has finished (or download again from 导出记录 of the back office), then run the same command'
          : 'Export the orders from the back office first, then give the files to dyshop backup; addresses can be typed in with dyshop addresses add',
    ],
    'no-archive': [
      ({ path }) => `There is no archive in ${path} yet`,
      () => 'Run dyshop backup <folder with the exports> first, or name the archive with --archive',
    ],
    'not-an-archive': [
      ({ path }) => `${path} holds other files and is no archive of dyshop; nothing was written`,
      () => 'Name an empty or new folder with --archive',
    ],
    'not-a-folder': [
      ({ path }) => `${path} is not a folder, so it cannot hold an archive`,
      () => 'Name a folder with --archive',
    ],
    'archive-too-new': [
      ({ version, known }) =>
        `The archive was written by a newer dyshop (schema ${version}; this one knows ${known})`,
      () => 'Upgrade dyshop and try again',
    ],
    'bad-shop-file': [
      ({ path, line, column, key }) =>
        key
          ? `${path}, line ${line}, column ${column}: ${key} is not valid`
          : `${path} cannot be read at line ${line}, column ${column}`,
      () => 'Correct it and run again; or delete shop.toml and a new one is made',
    ],
    'shop-file-set': [
      ({ keys }) => `shop.toml has other values already; nothing was changed: ${keys}`,
      () => 'Add --replace to change them, or edit shop.toml yourself',
    ],
    'bad-time': [
      ({ name, value, today }) =>
        today
          ? `The time "${value}" of ${name} is yet to come`
          : `The time "${value}" of ${name} cannot be read`,
      ({ name, today }) =>
        today
          ? `Name today or an earlier day, such as ${name} ${today}`
          : 'Write it like 2026-11-23 or 2026-11-23T09:30:00+08:00',
    ],
    'bad-value': [
      ({ name, value }) => `"${value}" is no value for ${name}`,
      ({ steps, conditions, documents, item, least, most, example }) => {
        if (least !== undefined) return `Give a number from ${least} to ${most}, such as 5`
        if (example) return `Write protocol and host alone, such as ${example}`
        if (item !== undefined) {
          return item === ''
            ? 'Write the id as the list has it, for example line:6917926768823643751; see dyshop checklist'
            : `Write the whole id: ${item}; dyshop checklist has all of them`
        }
        const known = [
          steps ? `steps ${steps}` : '',
          conditions ? `conditions ${conditions}` : '',
          documents ? `documents ${documents}` : '',
        ].filter(Boolean)
        return known.length > 0
          ? `The ids that there are: ${known.join('; ')}`
          : 'See --help for the values'
      },
    ],
    'bad-range': [
      ({ from, to }) => `--from ${from} lies after --to ${to}, so nothing is between them`,
      () => 'Swap the two; a day given as --to is included',
    ],
    'unknown-column': [
      ({ name }) => `There is no column "${name}"`,
      () => 'Use the header names of the platform, for example --columns 子订单编号,订单状态',
    ],
    'no-such-status': [
      ({ value, known }) =>
        known === ''
          ? `These records have no status, so there is nothing for --status ${value}`
          : `There is no status "${value}"; nothing was written`,
      ({ known }) =>
        known === '' ? 'Leave --status out; --from and --to choose by day' : `Use one of: ${known}`,
    ],
    'bad-file-ending': [
      ({ path, endings }) =>
        `The name "${path}" of --out ends in none of ${endings}, so the format is unknown`,
      ({ endings }) => `Let the name end in ${endings}, or name the format with --format as well`,
    ],
    'needs-out': [
      ({ format }) => `${format} cannot be shown on a screen; it needs a file`,
      ({ format }) => `Give its name, for example --out todo.${format}`,
    ],
    'out-in-archive': [
      ({ path }) => `${path} lies inside the archive; nothing was written`,
      () => 'Give --out a place outside the archive',
    ],
    'needs-terminal': [
      ({ what }) => `Nobody can be asked here (${what})`,
      ({ flag }) => `Run it in a terminal, or answer with ${flag}`,
    ],
    'needs-api': [
      ({ option }) => `The option ${option} goes with --api only`,
      ({ option }) => `Add --api, as in dyshop backup --api ${option} …, or leave ${option} out`,
    ],
    'shop-name-unknown': [
      () => 'The name of the shop is not known, so nobody can confirm it',
      () => 'Run dyshop init, or write the name under [shop] in shop.toml',
    ],
    'not-confirmed': [
      () => 'That is not the name of the shop; nothing was ticked',
      () => 'Give the name exactly as in shop.toml: --force --confirm <name of the shop>',
    ],
    'archive-redacted': [
      ({ record }) =>
        `Buyers’ personal data was deleted from this archive (${record}); nothing more can be read into it`,
      () => 'Make another archive: name a new folder with --archive',
    ],
    'redact-unfinished': [
      () => 'A deletion of personal data is not finished, and comes first',
      () => 'Run dyshop redact again; it goes on where it stopped',
    ],
    'redact-too-early': [
      ({ until }) =>
        until === ''
          ? 'It is not known when the after-sale periods end; nothing was deleted'
          : `After-sale periods or open cases last until ${until}; nothing was deleted`,
      () =>
        'Run it when they are over, or do not wait: dyshop redact --now --confirm "name of the shop"',
    ],
    'unread-originals': [
      ({ count }) =>
        `${count} originals could not be read whole; they may hold buyers’ data or money facts. Nothing was deleted`,
      () =>
        'See which with dyshop redact --dry-run; with --drop-unread what cannot be read is deleted, and sheets of the same file that can be read are rewritten and kept',
    ],
    'not-redactable': [
      ({ path }) => `${path} in the archive is not sound; nothing was deleted`,
      () => 'Run dyshop verify for details and mend it, then dyshop redact',
    ],
    'unknown-original': [
      ({ path }) =>
        `${path} was not put into the archive by dyshop and may hold buyers’ data; nothing was deleted`,
      () => 'Move it elsewhere if you need it, else delete it, then run dyshop redact',
    ],
    'wrong-shop-name': [
      () => 'That is not the name of the shop; nothing was changed',
      ({ from }) =>
        `Give ${from === 'shop' ? 'the name in shop.toml' : 'the name of the archive folder (shop.toml has no name of the shop yet)'} with --confirm`,
    ],
    'file-exists': [
      ({ path }) => `${path} is there already; it was left alone`,
      () => 'Name another file with --out, or move this one away first',
    ],
    'mixed-keys': [
      () => 'A passphrase and keys cannot be mixed: a file of age is opened by one or the other',
      () =>
        'Give keys (--recipient, --recipients-file, --identity) or a passphrase (--passphrase-file, DYSHOP_PASSPHRASE_FILE), not both',
    ],
    'linked-archive': [
      ({ path }) =>
        `${path} is a link: only the link would be removed, and the plain archive would stay; nothing was sealed or removed`,
      ({ target }) => `Name the folder itself: --archive ${target}`,
    ],
    'weak-passphrase': [
      () => 'The passphrase is too easy to guess; nothing was sealed',
      () =>
        'Choose another: at least 8 characters; better four or five unrelated words, or 16 and more random letters and digits',
    ],
    'unreadable-text': [
      ({ path }) => `${secretPlace(path)} is not UTF-8 text; it was not used`,
      () =>
        'Save it again as UTF-8 (Notepad: Save as › Encoding › UTF-8) and repeat the command; a passphrase can also be typed when dyshop asks for it',
    ],
    'bad-recipient': [
      ({ key }) => `${key} is no public key of age; nothing was sealed`,
      () =>
        'Public keys begin with age1 and are made by age-keygen; never give a secret key (AGE-SECRET-KEY…)',
    ],
    'bad-identity': [
      ({ path }) => `${path} holds no usable secret key of age`,
      () =>
        '--identity takes a file made by age-keygen, with a line that begins with AGE-SECRET-KEY-; decrypt one that has a passphrase with age -d first',
    ],
    'needs-identity': [
      ({ path }) => `${path} was sealed with public keys and opens with a secret key`,
      () => 'Name the file with the secret key (made by age-keygen) with --identity',
    ],
    'needs-passphrase': [
      ({ path }) => `${path} was sealed with a passphrase and does not open with a secret key`,
      () => 'Leave --identity out, run it again and type the passphrase',
    ],
    'wrong-passphrase': [
      () =>
        'The passphrase is wrong; nothing was opened (an altered head of the file looks the same)',
      () => 'Check upper and lower case and try again; nobody can recover a passphrase',
    ],
    'wrong-identity': [
      () =>
        'This secret key does not open it; nothing was opened (an altered head of the file looks the same)',
      () =>
        'With --identity, name the secret key that belongs to one of the public keys it was sealed with',
    ],
    'step-blocked': [
      ({ id, missing }) => `“${id}” is blocked, nothing was ticked. Not met yet: ${missing}`,
      () => 'Run dyshop steps to see what to do first',
    ],
    'step-too-early': [
      ({ id, missing }) => `“${id}” comes too early, nothing was ticked. First: ${missing}`,
      () => 'Run dyshop steps to see the order; tick what was done with dyshop steps done <id>',
    ],
    'condition-disproved': [
      ({ id, count, rawId, until }) =>
        rawId === 'notice'
          ? `The notice has been on for 30 days only on ${until}, so it cannot be ticked yet`
          : `The exports say that “${id}” is not met (${count} rows), so it cannot be ticked`,
      ({ rawId }) =>
        rawId === 'notice'
          ? 'Its first day is kept, and it is met by itself from that day on; to correct the day: dyshop init --notice-start <day> --replace'
          : `See dyshop check --only ${rawId}; settle it, export again, run dyshop backup`,
    ],
    'api-url-insecure': [
      ({ host }) => `The API address ${host} is not https; nothing was sent`,
      ({ name }) => `Set ${name} to an https:// address (http is for this machine only)`,
    ],
    'api-url-empty': [
      ({ name }) => `${name} is empty, so it is not clear where to connect; nothing was sent`,
      ({ name }) =>
        `Leave ${name} out to reach the Open Platform, or give the whole address, beginning with https://`,
    ],
    'api-tls-unchecked': [
      ({ host }) =>
        `NODE_TLS_REJECT_UNAUTHORIZED=0 turns the check of certificates off, so nobody knows whether it is ${host} that answers; nothing was sent`,
      () =>
        'Take the variable away (unset NODE_TLS_REJECT_UNAUTHORIZED) and run the same command; where the network has a certificate of its own, name its file in NODE_EXTRA_CA_CERTS',
    ],
    'keychain-unavailable': [
      ({ name }) => `The system's keychain (${name}) cannot be used; nothing was stored`,
      () =>
        'Run it where you are logged in to a desktop (Linux needs secret-tool), or leave --keychain out for a file that only you can read',
    ],
    'keychain-locked': [
      ({ name }) =>
        `The system's keychain (${name}) did not give the key, so the stored credentials stay closed`,
      () =>
        'Unlock it and run again; on a machine without a desktop, run dyshop login again without --keychain',
    ],
    'api-no-credentials': [
      ({ what }) => `No credentials for the Open API (${what} is missing)`,
      () =>
        'Run dyshop login, or set DYSHOP_APP_KEY, DYSHOP_APP_SECRET_FILE and DYSHOP_SHOP_ID or DYSHOP_AUTH_CODE',
    ],
    'api-other-host': [
      ({ host, other }) => `The stored login is for ${other}; it is not sent to ${host}`,
      ({ host, other }) =>
        `To read from ${host}, log in there: ${loginCommand(host)}; to read from ${other}, ${useHost(other)}`,
    ],
    'bad-secret-file': [
      ({ path, problem }) =>
        `${secretPlace(path)} ${SECRET_PROBLEMS[`${problem}`] ?? 'was refused'}; it was not used`,
      () =>
        'The file is to hold the App Secret (or the code) on one line and nothing else, as UTF-8 text: copy it again from the console under App details and repeat the command',
    ],
    'credentials-damaged': [
      ({ path }) =>
        `${path}, which keeps the login, cannot be understood: it was changed or is damaged`,
      () =>
        'Run dyshop login again, which replaces it; if your credentials come from the environment, dyshop logout removes it',
    ],
    'credentials-too-new': [
      ({ path, version, known }) =>
        `${path}, which keeps the login, was written by a newer dyshop (version ${version}; this one knows up to ${known}): neither used nor changed`,
      () => 'Update dyshop, or run dyshop logout, which removes it, and then dyshop login',
    ],
    'api-key-refused': [
      (args) => `The platform refuses this app key or app secret (${platform(args)})`,
      () =>
        'Compare both with the app page of the console, see that the app is live, then run dyshop login',
    ],
    'api-signature-refused': [
      (args) =>
        `The platform refuses the signature; most likely the app secret is wrong (${platform(args)})`,
      () => 'Copy the app secret from the console again and run dyshop login',
    ],
    'api-permission-missing': [
      (args) => `The app may not call ${args.method} (${platform(args)})`,
      () =>
        'Ask for the permission package of what is named in the console, then run the same command',
    ],
    'api-ip-refused': [
      (args) => `The address of this machine is not on the app's IP list (${platform(args)})`,
      () =>
        'Add the present public IP to the list in the console (it changes with the network), then run again',
    ],
    'api-clock-wrong': [
      (args) => `The clock of this machine is more than 10 minutes off (${platform(args)})`,
      () => 'Let the system set its time automatically, then run the same command',
    ],
    'api-authorisation-lapsed': [
      (args) =>
        `The shop has not authorised this app, or the authorisation has lapsed or was closed (${platform(args)})`,
      () =>
        "Check the shop's id; if it is right, authorise the app again with the main account of the shop, then run dyshop login",
    ],
    'api-code-refused': [
      (args) => `The authorisation code was used or is older than 10 minutes (${platform(args)})`,
      () => 'Authorise again and run dyshop login with the new code at once',
    ],
    'api-token-refused': [
      (args) => `The platform refuses the token it has just given (${platform(args)})`,
      () => 'The token may belong to another app: compare app key and shop, then run dyshop login',
    ],
    'api-other-shop': [
      ({ expected, found, isArchive }) =>
        isArchive === 1
          ? `The credentials belong to shop ${found}, and this archive to shop ${expected}; nothing was written`
          : `The credentials belong to shop ${found}, not to shop ${expected}`,
      ({ isArchive }) =>
        isArchive === 1
          ? 'To back up the shop of the credentials, give it an archive of its own: dyshop backup --archive <another folder> --api; to go on with the other, check DYSHOP_SHOP_ID or run dyshop login with its authorisation'
          : 'Check DYSHOP_SHOP_ID, or run dyshop login with the authorisation of that shop',
    ],
    'api-unreachable': [
      (args) => `The platform cannot be reached (${args.method}, ${args.reason})${kept(args)}`,
      (args) => `Check the network and run the same command again${goesOn(args)}`,
    ],
    'api-bad-answer': [
      (args) => `The answer cannot be read (${args.method}, ${args.reason})${kept(args)}`,
      () =>
        'See whether the network wants a login or rewrites answers, then run the same command again',
    ],
    'api-throttled': [
      (args) =>
        `The platform keeps limiting the rate (${args.method}, ${platform(args)})${kept(args)}`,
      () => 'Run the same command later, or lower the requests a second with DYSHOP_API_RATE',
    ],
    'api-busy': [
      (args) =>
        `The platform said it was busy again and again (${args.method}, ${platform(args)})${kept(args)}`,
      () => 'Run the same command later: it goes on',
    ],
    'api-refused': [
      (args) => `The platform refused ${args.method} (${platform(args)})${detail(args)}`,
      () =>
        'Run the same command later; if it stays so, give the log_id to the support of the platform',
    ],
    'archive-damaged': [
      ({ path }) => `${path} in the archive is damaged or was altered`,
      () =>
        'Run dyshop verify for details, then dyshop rebuild to make it again from the originals',
    ],
    'not-sealable': [
      ({ path }) => `${path} in the archive is not sound; nothing was sealed`,
      () => 'Run dyshop verify for details and mend it, then seal',
    ],
    'sealed-damaged': [
      () => 'This sealed file is damaged, was cut off or was altered; nothing was opened',
      () => 'Try another copy of it; if the plain archive is still there, run dyshop seal again',
    ],
    'sealed-foreign': [
      ({ path }) =>
        `${path} opened, but what is in it is no whole archive of dyshop; nothing was written`,
      () => 'Make sure that dyshop seal made it; anything else comes out with age -d and tar',
    ],
    'unsafe-entry': [
      ({ path }) => `${path} is a link, or its name could lead elsewhere; stopped to be safe`,
      () =>
        'In an archive: move it out or rename it, then seal. In a sealed file: dyshop did not make it, do not open it',
    ],
    'originals-missing': [
      ({ count }) =>
        `${count} originals of what the database holds are gone; making it again would lose them, so nothing was changed`,
      () => 'Restore originals from a copy of the archive, or export again and run dyshop backup',
    ],
    'originals-lost': [
      ({ count }) =>
        `${count} originals are gone from originals or damaged, and no database tells any more what they said; rebuilding would lose it, so nothing was touched`,
      () =>
        'Restore originals from a copy of the archive; if they are lost for good, keep a copy of orders.xlsx and the other workbooks first, then run dyshop rebuild --accept-loss',
    ],
    'no-originals': [
      () =>
        'There are no originals to rebuild from, and the database is damaged; nothing was touched',
      () =>
        'Restore originals from a copy of the archive; without one, keep a copy of orders.xlsx and the other workbooks first, then name a new folder with --archive and back the exported files up again',
    ],
    'disk-full': [
      ({ path, freeMiB, neededMiB, isBegun }) => {
        const what = isBegun === 0 ? 'was not begun' : 'was not finished'
        const needed = neededMiB === undefined ? '' : `about ${neededMiB} MB are needed, `
        const room = freeMiB === undefined ? '' : ` (${needed}${freeMiB} MB are left there)`
        return `The disk ${isBegun === 0 ? 'has too little room' : 'is full'}; ${place(path)} ${what}${room}`
      },
      (args) => moveSettings(args) ?? 'Free some space and run the same command again: it goes on',
    ],
    'no-permission': [
      ({ path, place: at }) =>
        at === 'input' ? `No permission to read ${path}` : `No permission for ${path}`,
      (args) =>
        moveSettings(args) ?? PERMISSION_HINTS[`${args.place}`] ?? 'Check the folder rights',
    ],
    'read-only': [
      ({ path }) => `${path} is on a read-only disk`,
      (args) =>
        moveSettings(args) ??
        (args.place === 'output'
          ? 'Name a place that can be written to'
          : 'Name a place that can be written to with --archive'),
    ],
    'file-too-large': [
      ({ path }) => `${path} grew over the file size that the system allows`,
      () => 'Use a disk that holds large files (not FAT32)',
    ],
    'disk-error': [
      ({ path, reason }) =>
        `The disk failed at ${place(path)}${reason === '' ? '' : ` (${reason})`}`,
      (args) =>
        moveSettings(args) ?? 'Check the disk; nothing was lost, run again in another place',
    ],
    'file-in-use': [
      ({ path }) =>
        `Another program has ${path === '' ? 'the file' : path} open, so it was not replaced`,
      () =>
        'Close the program that has it open (such as Excel or WPS) and run the same command again; what was done is kept',
    ],
    'folder-exists': [
      ({ path }) => `${path} is there already; nothing was written`,
      () => 'Give another name, or delete it first',
    ],
    'folder-in-way': [
      ({ path }) =>
        `${path === '' ? 'What is to be read or written' : path} should be a file and is a folder; it was left alone`,
      () => 'Move the folder elsewhere and run the same command again',
    ],
    'symlink-in-way': [
      ({ path }) => `${path} is a link; nothing was written through it`,
      () => 'Remove the link, or use another archive',
    ],
    'archive-locked': [
      ({ pid, host, since }) =>
        `Another dyshop is using this archive (process ${pid} on ${host} since ${since})`,
      ({ path }) => `Run again when it has ended; if you are sure it is gone, delete ${path}`,
    ],
    'archive-in-use': [
      () =>
        'The database is in use, most likely by another dyshop that reads files for the first time',
      () => 'Run again when it has ended; if another program has archive.db open, close it first',
    ],
    'archive-changing': [
      ({ path }) =>
        `${path} in the archive was changed while it was being sealed; nothing was sealed`,
      () => 'Close whatever changes the archive and run the same command again',
    ],
    'credentials-locked': [
      () => 'Another dyshop has been renewing the token of the Open API for too long',
      ({ path }) => `Run again when it has ended; if you are sure it is gone, delete ${path}`,
    ],
    interrupted: [
      () => 'Stopped as asked; what was finished is saved',
      () => 'Run the same command again to go on',
    ],
    terminated: [
      () => 'Stopped by the system; what was finished is saved',
      () => 'Run the same command again to go on',
    ],
    bug: [
      ({ detail }) => `Something went wrong: ${detail}`,
      () => 'The archive is not harmed; run again with --verbose and report the output',
    ],
  }
