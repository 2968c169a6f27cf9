import type { Fact } from '../../../engine/fact.ts';
import { isFormMessage } from '../../../kit/values/forms.ts';
import { importOfMessage } from '../../../kit/values/imports.ts';
import { isJsonObject, type JsonObject, ownValue } from '../../../kit/values/json.ts';

const channels = ['email', 'phone'] as const;

/**
 * What a fact proves of somebody's consent; undefined when it proves none. A form keeps the very sentence beside the
 * box that was ticked. A line of an import only says that there is a statement about the whole file, which the imports
 * keep. Both message ids are made inside only, so nobody outside can write evidence.
 */
export function consentIn({ type, messageId, traits, properties, context }: Fact): JsonObject | undefined {
  if (type !== 'identify') return undefined;
  const given = channels.filter((channel) => ownValue(traits, channel) !== undefined);
  const consent = ownValue(properties, 'consent');
  if (isFormMessage(messageId) && isJsonObject(consent)) {
    const { purpose, text, language, page } = consent;
    return { source: 'form', channels: given, purpose, wording: text, language, place: page };
  }
  const importId = importOfMessage(messageId);
  const origin = ownValue(context, 'import');
  if (importId === undefined || !isJsonObject(origin) || origin['consent'] !== 'stated') return undefined;
  return given.length === 0 ? undefined : { source: 'import', channels: given, import: importId, row: origin['row'] };
}
