import type { SealResult, UnsealResult } from '../../app/results.ts'
import { harmless } from '../harmless.ts'
import type { Language } from '../words/language.ts'
import type { Paint } from './paint.ts'

interface View {
  language: Language
  paint: Paint
}

/** What was sealed, that it was read back, and what to do with it and with the plain archive. */
export function sealText(result: SealResult, { language, paint }: View): string {
  const lines = language === 'zh' ? sealedZh(result, paint) : sealedEn(result, paint)
  return `${lines.join('\n')}\n`
}

function sealedZh(result: SealResult, paint: Paint): string[] {
  const { archive, out, size, files, plainBytes, sealedWith, recipients, removedPlain } = result
  const opens =
    sealedWith === 'passphrase'
      ? `用密码打开：dyshop unseal ${harmless(out)}。密码丢了谁也打不开，请另外保存好`
      : `用 ${recipients} 把公钥封存，其中任何一把对应的私钥都能打开：dyshop unseal ${harmless(out)} --identity 私钥文件`
  return [
    `${paint.green('✔')} ${harmless(out)}  ${mebibytes(size)}（${files} 个文件，原来 ${mebibytes(plainBytes)}）`,
    '  已经从头读回一遍，每个文件都与存档一致',
    `  ${opens}`,
    '  没有 dyshop 时：age -d 封存文件 | tar x',
    '  请至少存两份，放在两个地方；每年试着打开一次',
    removedPlain
      ? paint.yellow(`  没有加密的存档 ${harmless(archive)} 已删除（硬盘上的残留要靠全盘加密来防）`)
      : `  没有加密的存档还在 ${harmless(archive)}。不再需要时，试过能打开之后，用 dyshop seal --remove-plain --confirm 店铺名称 重新封存并删除它`,
  ]
}

function sealedEn(result: SealResult, paint: Paint): string[] {
  const { archive, out, size, files, plainBytes, sealedWith, recipients, removedPlain } = result
  const opens =
    sealedWith === 'passphrase'
      ? `Opens with the passphrase: dyshop unseal ${harmless(out)}. Nobody can open it without; keep it apart`
      : `Sealed for ${recipients} public key(s); any of their secret keys opens it: dyshop unseal ${harmless(out)} --identity key.txt`
  return [
    `${paint.green('✔')} ${harmless(out)}  ${mebibytes(size)} (${files} files, ${mebibytes(plainBytes)} before)`,
    '  Read back from first to last; every file is as it is in the archive',
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
