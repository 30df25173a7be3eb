import type { SealPlan, SealResult, UnsealResult } from '../../app/results.ts'
import { harmless } from '../harmless.ts'
import type { Language } from '../words/language.ts'
import { nextLine } from './next-line.ts'
import type { Paint } from './paint.ts'

interface View {
  language: Language
  paint: Paint
}

interface SealView extends View {
  /** That the archive is no longer what was sealed: the findings say where. */
  isChanged: boolean
}

/** What was sealed, that it was read back, and what to do with it and with the plain archive. */
export function sealText(result: SealResult, view: SealView): string {
  const lines = view.language === 'zh' ? sealedZh(result, view) : sealedEn(result, view)
  return `${lines.join('\n')}\n`
}

/** What sealing would do, and that nothing was done. */
export function sealPlanText(
  { archive, out, files, plainBytes, removesPlain }: SealPlan,
  language: Language,
): string {
  const zh = language === 'zh'
  const size = mebibytes(plainBytes)
  const kept = harmless(archive)
  const lines = zh
    ? [
        `会把 ${files} 个文件（${size}）封存成 ${harmless(out)}，再从头读回核对`,
        removesPlain
          ? `核对无误后会删除没有加密的存档 ${kept}（要用 --confirm 写出店铺名称）`
          : `没有加密的存档 ${kept} 会留着`,
        '现在没有写入，也没有删除任何内容',
      ]
    : [
        `${files} files (${size}) would be sealed into ${harmless(out)} and read back`,
        removesPlain
          ? `then the plain archive ${kept} would be removed (with the name of the shop in --confirm)`
          : `the plain archive ${kept} would stay`,
        'Nothing was written or removed now',
      ]
  const next = nextLine(
    language,
    'dyshop seal',
    zh ? '去掉 --dry-run，真的封存' : 'without --dry-run',
  )
  return `${lines.map((line) => `  ${line}\n`).join('')}${next}\n`
}

function sealedZh(result: SealResult, { paint, isChanged }: SealView): string[] {
  const { archive, out, size, files, plainBytes, sealedWith, recipients, removedPlain } = result
  const opens =
    sealedWith === 'passphrase'
      ? `用密码打开：dyshop unseal ${harmless(out)}。密码丢了谁也打不开，请另外保存好`
      : `用 ${recipients} 把公钥封存，其中任何一把对应的私钥都能打开：dyshop unseal ${harmless(out)} --identity 私钥文件`
  return [
    `${isChanged ? paint.yellow('!') : paint.green('✔')} ${harmless(out)}  ${mebibytes(size)}（${files} 个文件，原来 ${mebibytes(plainBytes)}）`,
    isChanged
      ? '  已经从头读回一遍，与封存时读到的一致；但存档在封存期间有改动，请再封存一次'
      : '  已经从头读回一遍，每个文件都与存档一致',
    `  ${opens}`,
    '  没有 dyshop 时：age -d 封存文件 | tar x',
    '  请至少存两份，放在两个地方；每年试着打开一次',
    removedPlain
      ? paint.yellow(`  没有加密的存档 ${harmless(archive)} 已删除（硬盘上的残留要靠全盘加密来防）`)
      : `  没有加密的存档还在 ${harmless(archive)}。不再需要时，试过能打开之后，用 dyshop seal --remove-plain --confirm 店铺名称 重新封存并删除它`,
  ]
}

function sealedEn(result: SealResult, { paint, isChanged }: SealView): string[] {
  const { archive, out, size, files, plainBytes, sealedWith, recipients, removedPlain } = result
  const opens =
    sealedWith === 'passphrase'
      ? `Opens with the passphrase: dyshop unseal ${harmless(out)}. Nobody can open it without; keep it apart`
      : `Sealed for ${recipients} public key(s); any of their secret keys opens it: dyshop unseal ${harmless(out)} --identity key.txt`
  return [
    `${isChanged ? paint.yellow('!') : paint.green('✔')} ${harmless(out)}  ${mebibytes(size)} (${files} files, ${mebibytes(plainBytes)} before)`,
    isChanged
      ? '  Read back from first to last as it was sealed; but the archive changed meanwhile: seal again'
      : '  Read back from first to last; every file is as it is in the archive',
    `  ${opens}`,
    '  Without dyshop: age -d FILE | tar x',
    '  Keep two copies in two places, and open one of them once a year',
    removedPlain
      ? paint.yellow(
          `  The plain archive ${harmless(archive)} was removed (traces on the disk are a matter of disk encryption)`,
        )
      : `  The plain archive is still at ${harmless(archive)}. When it is no longer needed, and this file did open: dyshop seal --remove-plain --confirm "name of the shop" seals anew and removes it`,
  ]
}

export function unsealText(
  { archive, files, bytes }: UnsealResult,
  { language, paint }: View,
): string {
  const zh = language === 'zh'
  const counts = zh ? `${files} 个文件，${mebibytes(bytes)}` : `${files} files, ${mebibytes(bytes)}`
  const verified = zh
    ? '  已核对：每个文件都与清单一致'
    : '  Verified: every file is as the manifest lists it'
  const next = zh
    ? `  接着用：dyshop check --archive ${harmless(archive)}。这个文件夹没有加密，用完请删除`
    : `  Go on with dyshop check --archive ${harmless(archive)}. This folder is not encrypted: delete it after use`
  return `${paint.green('✔')} ${harmless(archive)}  ${counts}\n${verified}\n${next}\n`
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`
}
