import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idFrom } from './ids.ts';
import { importMessage, importOfMessage, type Layered, layerPlace, layersAtMost, withoutImport } from './imports.ts';

const importId = idFrom('imp', new Uint8Array(10).fill(9));

describe('message ids of imports', () => {
  test('tell which import told a fact', () => {
    expect(importOfMessage(importMessage(importId, 'key'))).toBe(importId);
  });

  test.each(['imp_0000000000000000-x', '~imp_short-x', '~12.5.1', 'order-1', '~imp_0000000000000000'])(
    '%s is none of them',
    (id) => expect(importOfMessage(id)).toBeUndefined(),
  );
});

describe('layers', () => {
  test('an import that was taken back tells nothing more', () => {
    const part: Layered<number> = withoutImport({ imported: { [importId]: 1 } }, importId);
    expect(part).toEqual({ imported: {}, takenBack: [importId] });
    expect(layerPlace(part, importMessage(importId, 'late'))).toEqual({ kind: 'nowhere' });
  });

  test('are so many at the most, and one that is there goes on taking in', () => {
    const ids = Array.from({ length: layersAtMost }, (_, at) => idFrom('imp', new Uint8Array(10).fill(at)));
    const part: Layered<number> = { imported: Object.fromEntries(ids.map((id) => [id, 1])) };
    const other = idFrom('imp', new Uint8Array(10).fill(255));
    expect(layerPlace(part, importMessage(other, 'x'))).toEqual({ kind: 'own' });
    expect(layerPlace(part, importMessage(ids[3] ?? other, 'x'))).toEqual({ kind: 'layer', id: ids[3] });
  });

  test('without an import are what they were before it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^imp_[a-h]{16}$/), fc.nat()), (imported) => {
        const part: Layered<number> = withoutImport({ imported: { ...imported, [importId]: 7 } }, importId);
        expect(part.imported).toEqual(imported);
      }),
    );
  });
});
