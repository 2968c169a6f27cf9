import type { Import, ImportDetail, ImportFinding, ImportProblemRow, SavedMapping } from '@sarafan/contract';
import type { Refusal } from '../../kit/api/writes.ts';
import { notFound } from '../../kit/api/writes.ts';
import { type Sentence, sentenceOf } from '../../kit/values/sentences.ts';
import { isoMoment } from '../../kit/values/time.ts';
import type { ImportRefusal, ImportView, MappingView, ProblemView } from './service.ts';
import { fileTexts, mappingTexts, noticeTexts, refusalTexts, rowTexts } from './texts.ts';
import type { ImportSummary, StoredFinding } from './types.ts';

export function presentImport(row: ImportSummary): Import {
  const { importId, kind, state, fileName, bytes, createdAt, createdBy, startedAt, finishedAt, consent } = row;
  const { ready, repeated, refused, skipped, facts, takenBack } = row.progress;
  const done = ready + repeated + refused + skipped;
  return {
    import: importId,
    ...{ kind, state, fileName, bytes, createdBy, consent },
    createdAt: isoMoment(createdAt),
    startedAt: startedAt === null ? null : isoMoment(startedAt),
    finishedAt: finishedAt === null ? null : isoMoment(finishedAt),
    progress: { rows: { done, total: row.rows }, imported: ready, repeated, refused, skipped, facts, takenBack },
    fault: row.fault === null ? null : { ...row.fault, sentence: sentenceOf(fileTexts, row.fault.code) },
  };
}

export function presentDetail(view: ImportView): ImportDetail {
  const { reading, detected, headings, settings, suggestion, consentNeeded, sameFile, report } = view;
  return {
    ...presentImport({ ...view, rows: report === null ? null : report.rows }),
    reading: {
      ...reading,
      detectedEncoding: detected.encoding,
      confidence: detected.confidence,
      detectedDelimiter: detected.delimiter,
    },
    headings: headings.map((each) => ({ ...each, samples: [...each.samples] })),
    settings,
    suggestion: { columns: [...suggestion.columns], mapping: suggestion.mapping },
    consentNeeded,
    sameFile: [...sameFile],
    check: report === null ? null : { ...report, findings: report.findings.map(presentFinding) },
  };
}

function presentFinding(finding: StoredFinding): ImportFinding {
  const value = finding.first[0]?.value ?? '';
  return { ...finding, first: [...finding.first], sentence: sentenceOfCode(finding.code, value) };
}

/** What a code says; both tables are of this room, so each code has a sentence. */
export function sentenceOfCode(code: string, value: string): Sentence {
  if (isIn(rowTexts.en, code)) return sentenceOf(rowTexts, code, { value });
  if (isIn(noticeTexts.en, code)) return sentenceOf(noticeTexts, code, { value });
  throw new Error(`Nothing is said about ${code}`);
}

function isIn<Table extends object>(table: Table, code: string): code is Extract<keyof Table, string> {
  return Object.hasOwn(table, code);
}

export function presentProblem({ row, column, heading, value, code }: ProblemView): ImportProblemRow {
  return { row, column, heading, value, code, sentence: sentenceOfCode(code, value) };
}

export function presentMapping({ name, kind, headings, settings, changedAt }: MappingView): SavedMapping {
  return { name, kind, headings: [...headings], settings, changedAt: isoMoment(changedAt) };
}

export type RefusalCode = keyof (typeof refusalTexts)['en'];

/** A refusal in the words of this room. */
export function refusalOf(refusal: ImportRefusal): Refusal {
  switch (refusal.code) {
    case 'not_found':
      return notFound();
    case 'wrong_state': {
      const { state, code } = refusal;
      return {
        kind: 'refused',
        status: 409,
        code,
        sentence: sentenceOf(refusalTexts, code, { state }),
        extra: { state },
      };
    }
    case 'bad_mapping':
    case 'mapping_incomplete': {
      const faults = refusal.faults.map(({ code, column, value }) => {
        const sentence = sentenceOf(mappingTexts, code, { column: column ?? '', value: value ?? '' });
        return { code, column: column ?? null, sentence: { ...sentence } };
      });
      return refused(422, refusal.code, { faults });
    }
    case 'file_unreadable':
    case 'brought_something':
      return refused(409, refusal.code);
    default:
      return refused(422, refusal.code);
  }
}

function refused(status: 409 | 422, code: RefusalCode, extra: NonNullable<Refusal['extra']> = {}): Refusal {
  return { kind: 'refused', status, code, sentence: sentenceOf(refusalTexts, code), extra };
}

/** For the terminal, which speaks English. */
export function sentenceOfRefusal(refusal: ImportRefusal): string {
  const { sentence, extra } = refusalOf(refusal);
  const faults = Array.isArray(extra?.['faults']) ? extra['faults'] : [];
  const told = faults.map((fault: { readonly sentence: Sentence }) => fault.sentence.en);
  return [sentence.en, ...told].join('\n');
}

export function sentenceOfUpload(code: RefusalCode): string {
  return sentenceOf(refusalTexts, code).en;
}
